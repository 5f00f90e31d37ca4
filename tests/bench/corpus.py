"""Input to measure with: the seeds, multiplied, and the pages of a test set where one is given."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"
_ADDRESS = re.compile(rb"https?://[\w.-]+/")  # what gives every page an address of its own
_PARAGRAPH = 60  # bytes


def write_texts(folder: Path, count: int) -> Path:
    """`count` different texts: seed texts, each long line with a number of its own, as only short ones come again."""
    folder.mkdir(parents=True)
    texts = [path.read_bytes() for path in sorted((SEEDS / "text").glob("*/*.txt")) if path.stat().st_size > 500]
    for number, text in enumerate(islice(cycle(texts), count)):
        (folder / f"{number:06}.txt").write_bytes(_numbered(text, number))
    return folder


def write_pages(folder: Path, count: int, pages: Path | None) -> Path:
    """`count` different pages: those of a test set (a folder of .html.gz), or the seed pages."""
    folder.mkdir(parents=True)
    for number, (name, page) in enumerate(islice(cycle(_pages(pages)), count)):
        (folder / f"{number:06}-{name}.html").write_bytes(_ADDRESS.sub(rb"\g<0>%d/" % number, page))
    return folder


def _numbered(text: bytes, number: int) -> bytes:
    """A text whose paragraphs no other number has; what is short, as residue is, stays."""
    wide = text.startswith(b"\xff\xfe")
    end, mark = ("\n".encode("utf-16-le"), f" {number}".encode("utf-16-le")) if wide else (b"\n", b" %d" % number)
    return end.join(line + mark if len(line) > _PARAGRAPH * (1 + wide) else line for line in text.split(end))


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
