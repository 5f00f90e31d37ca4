"""What several tests share: the seeds, their truth, and a warehouse that was filled from them once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from tests.examples import load_seeds

# A busy machine is no fault of the code: examples have no deadline.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"


def truth_of(folder: str) -> list[dict]:
    """The rows of a seed folder's expected.jsonl."""
    lines = (SEEDS / folder / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def newsmill(*arguments: object, cwd: Path = ROOT, stdin: bytes | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user does, in a process of its own."""
    result = subprocess.run(
        [sys.executable, "-W", "error", "-m", "pipeline", *map(str, arguments)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, "DO_NOT_TRACK": "1", "COLUMNS": "160", "PYTHONPATH": str(ROOT)},
    )
    return subprocess.CompletedProcess(
        result.args, result.returncode, result.stdout.decode(), result.stderr.decode()
    )


@pytest.fixture(scope="session")
def seed_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse folder with the seeds loaded, without Prefect. Read it; don't write to it."""
    folder = tmp_path_factory.mktemp("seeds") / "warehouse"
    load_seeds(folder)
    return folder
