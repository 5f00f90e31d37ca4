"""The commands in README and docs with their output: read, run, written anew by `python -m tests.examples`."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
_BLOCK = re.compile(
    r"^```console\n\$ newsmill (?P<command>[^\n]+)\n(?P<output>.*?)^```$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Example:
    """One command in a document, and what the document says that it prints."""

    document: Path
    command: str
    output: str


def examples(document: Path) -> Iterator[Example]:
    """The examples of one document, in order."""
    for block in _BLOCK.finditer(document.read_text(encoding="utf-8")):
        yield Example(document, block["command"], block["output"])


def printed(command: str, warehouse: Path) -> str:
    """What a command prints on the warehouse of the seeds, 120 columns wide."""
    arguments = shlex.split(command)
    if arguments[0] != "clean":
        arguments += ["--warehouse", str(warehouse)]
    result = subprocess.run(
        [sys.executable, "-m", "pipeline", *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "120", "NO_COLOR": "1", "DO_NOT_TRACK": "1"},
    )
    return "\n".join(line.rstrip() for line in result.stdout.strip("\n").splitlines()) + "\n"


def rewrite(document: Path, warehouse: Path) -> None:
    """Put the real output into a document."""
    text = document.read_text(encoding="utf-8")
    document.write_text(
        _BLOCK.sub(
            lambda block: f"```console\n$ newsmill {block['command']}\n{printed(block['command'], warehouse)}```",
            text,
        ),
        encoding="utf-8",
    )


def main() -> None:
    """Load the seeds and rewrite all documents."""
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Path(folder) / "warehouse"
        load_seeds(warehouse)
        for document in DOCUMENTS:
            rewrite(document, warehouse)


def load_seeds(folder: Path) -> None:
    """Fill a warehouse from the seeds, without Prefect."""
    from pipeline.acquire.items import find_items
    from pipeline.ingest import open_ingest
    from pipeline.settings import read_sources

    seeds = ROOT / "seeds"
    with open_ingest(folder, "seeds", workers=1) as ingest:
        for source in read_sources(seeds / "sources.toml"):
            if source.enabled:
                ingest.load_source(source, find_items(source, seeds))
        report = ingest.finish()
    if report.held_back:
        raise SystemExit(report.held_back)


if __name__ == "__main__":
    main()
