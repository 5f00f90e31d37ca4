"""Input to measure with: the seeds, multiplied, and the pages of a test set where one is given."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"
_ADDRESS = re.compile(rb"https?://[\w.-]+/")  # what gives every page an address of its own
_RUNNING_TEXT = re.compile(r"(?<=>)[^<>{}]{60,}(?=<)")
_WORD = re.compile(
    r"[\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff]|\b[^\W\d_A-Z]{4,}\b"
)  # a sign, where words have no spaces
_PARAGRAPH = 60  # characters
_SMALLEST = 500  # bytes
_EXCHANGED = 0.9  # share of words


def write_texts(folder: Path, count: int) -> Path:
    """`count` different texts: seed texts with other words, so that none is a copy of another."""
    folder.mkdir(parents=True)
    texts = [path.read_text("utf-8") for path in sorted((SEEDS / "text").glob("*/*.txt")) if _is_plain(path)]
    for number, text in enumerate(islice(cycle(texts), count)):
        (folder / f"{number:06}.txt").write_text(varied(text, number), encoding="utf-8")
    return folder


def write_pages(folder: Path, count: int, pages: Path | None) -> Path:
    """`count` different pages: those of a test set (a folder of .html.gz), or the seed pages; with other words, too."""
    folder.mkdir(parents=True)
    for number, (name, page) in enumerate(islice(cycle(_pages(pages)), count)):
        addressed = _ADDRESS.sub(rb"\g<0>%d/" % number, page).decode("utf-8", errors="surrogateescape")
        other = _RUNNING_TEXT.sub(lambda part, number=number: varied(part[0], number), addressed)
        (folder / f"{number:06}-{name}.html").write_bytes(other.encode("utf-8", errors="surrogateescape"))
    return folder


def _is_plain(path: Path) -> bool:
    data = path.read_bytes()
    with suppress(UnicodeDecodeError):
        return len(data) > _SMALLEST and "\0" not in data.decode("utf-8")
    return False


def varied(text: str, number: int) -> str:
    """The same text with nine in ten of its words exchanged for one another: short lines, as residue is, stay.

    Capitalised words stand where such words stood, so that it has as many names.
    """
    chance = random.Random(number)
    words: dict[bool, list[str]] = {True: [], False: []}
    for word in _WORD.findall(text):
        words[word[0].isupper()].append(word)

    def exchanged(word: re.Match[str]) -> str:
        return chance.choice(words[word[0][0].isupper()]) if chance.random() < _EXCHANGED else word[0]

    lines = text.split("\n")
    return "\n".join(_WORD.sub(exchanged, line) if len(line) > _PARAGRAPH else line for line in lines)


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
