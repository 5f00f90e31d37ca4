"""Bare trafilatura over a folder of pages, as a command of its own, to be timed beside newsmill."""

from __future__ import annotations

import sys
from pathlib import Path

import trafilatura


def main(folder: str) -> None:
    """Extract every page with metadata and throw the result away."""
    for path in sorted(Path(folder).iterdir()):
        trafilatura.bare_extraction(path.read_bytes(), include_comments=False, with_metadata=True)


main(sys.argv[1])
