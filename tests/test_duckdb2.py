"""DuckDB 2 clients read what newsmill wrote with 1.5, and answer the documented queries alike.

Makes an environment with a DuckDB 2 from the package index that pip is set up with; where none can be had, the tests
are skipped, or fail if NEWSMILL_REQUIRE_DUCKDB2 is set.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import venv
from pathlib import Path

import duckdb
import pytest

from tests.examples import DOCUMENTS, examples

_ASK = """
import duckdb, json, sys
connection = duckdb.connect(sys.argv[1], read_only=True)
connection.execute("set TimeZone = 'UTC'")
answers = []
for query in json.load(sys.stdin):
    answers.append([[str(value) for value in row] for row in connection.execute(query).fetchall()])
print(json.dumps({"version": duckdb.__version__, "answers": answers}))
"""
# Catalogue queries show what each version has of its own; of equally frequent values, mode() takes either.
_OF_THE_VERSION = re.compile(r"duckdb_\w+\(\)|\bmode\(")


def _queries():
    """Every query of README and docs, as `newsmill sql` or `newsmill search` is given it."""
    for document in DOCUMENTS:
        for example in examples(document):
            command, *arguments = shlex.split(example.command)
            if command == "sql" and not _OF_THE_VERSION.search(arguments[0]):
                yield arguments[0]
            elif command == "search":
                words = " ".join(each for each in arguments if not each.startswith("--")).replace("'", "''")
                yield f"select article_id, round(score, 3), snippet from search('{words}', most := 20)"


@pytest.fixture(scope="module")
def python_with_duckdb2(tmp_path_factory):
    """A Python that has DuckDB 2."""
    folder = tmp_path_factory.mktemp("duckdb2")
    venv.create(folder, with_pip=False)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    site = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], capture_output=True, text=True, check=True
    ).stdout.strip()  # fmt: skip
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--target", site, "--only-binary", ":all:", "--retries", "0"]  # fmt: skip
    try:
        done = subprocess.run(
            [*install, "--timeout", "10", "duckdb>=2,<3", "pytz"], capture_output=True, text=True, timeout=180, check=False
        )  # fmt: skip
        problem = done.stderr.strip().splitlines()[-1:] if done.returncode else None
    except subprocess.TimeoutExpired:
        problem = ["it took more than three minutes"]
    if problem is not None:
        reason = f"no DuckDB 2 to be had: {problem}"
        if os.environ.get("NEWSMILL_REQUIRE_DUCKDB2"):
            pytest.fail(reason)
        pytest.skip(reason)
    return python


def test_the_documented_queries_are_answered_alike(python_with_duckdb2, seed_warehouse):
    published: Path = seed_warehouse / "news.duckdb"
    queries = list(_queries())
    answer = subprocess.run(
        [python_with_duckdb2, "-c", _ASK, published], input=json.dumps(queries), capture_output=True, text=True, check=True
    )  # fmt: skip
    given = json.loads(answer.stdout)
    assert given["version"].startswith("2.")
    with duckdb.connect(str(published), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        for query, found in zip(queries, given["answers"], strict=True):
            expected = [[str(value) for value in row] for row in connection.execute(query).fetchall()]
            assert sorted(expected) == sorted(found), query
    assert len(queries) >= 10
