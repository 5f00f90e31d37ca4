"""Connections are set up as newsmill needs them, whatever started Python."""

from __future__ import annotations

import subprocess
import sys

_ASK = """
import sys
from pathlib import Path
from pipeline.store.connection import connect_reader, connect_writer
for connect in (connect_writer, connect_reader):
    with connect(Path(sys.argv[1])) as connection:
        print(connection.execute("select current_setting('TimeZone'), current_setting('enable_progress_bar')").fetchall())
"""


def test_no_progress_bar_gets_into_output(tmp_path):
    """DuckDB's default is to draw one where Python runs without a file, as here."""
    asked = [sys.executable, "-c", _ASK, str(tmp_path / "work.duckdb")]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert "[('UTC', False)]\n" * 2 == done.stdout
