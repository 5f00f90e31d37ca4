"""Input to measure with: the seeds, multiplied, and the pages of a test set where one is given."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"


def write_texts(folder: Path, count: int) -> Path:
    """`count` different texts: seed texts, each with a line of its own so that none is the same."""
    folder.mkdir(parents=True)
    texts = [path.read_bytes() for path in sorted((SEEDS / "text").glob("*/*.txt")) if path.stat().st_size > 500]
    for number, text in enumerate(islice(cycle(texts), count)):
        mark = f"\n\nReference number {number}.\n"
        body = text + mark.encode("utf-16-le" if text.startswith(b"\xff\xfe") else "ascii")
        (folder / f"{number:06}.txt").write_bytes(body)
    return folder


def write_pages(folder: Path, count: int, pages: Path | None) -> Path:
    """`count` different pages: those of a test set (a folder of .html.gz), or the seed pages."""
    folder.mkdir(parents=True)
    for number, (name, page) in enumerate(islice(cycle(_pages(pages)), count)):
        marked = page + f"<!-- {number} -->".encode()
        unlinked = marked.replace(b'rel="canonical"', b'rel="was-canonical"')
        (folder / f"{number:06}-{name}.html").write_bytes(unlinked)
    return folder


def _pages(folder: Path | None) -> list[tuple[str, bytes]]:
    if folder is not None:
        return [
            (path.name.split(".")[0], gzip.decompress(path.read_bytes())) for path in sorted(folder.glob("*.gz"))
        ]
    return [
        (path.stem, path.read_bytes())
        for path in sorted((SEEDS / "pages").glob("*/*.html"))
        if path.stat().st_size > 5000
    ]


def good_seeds() -> Iterator[str]:
    """Names of the seed files that are articles, as their truth says."""
    for truth in sorted(SEEDS.glob("*/expected.jsonl")):
        for line in truth.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if not row.get("rejected"):
                yield row["file"]
