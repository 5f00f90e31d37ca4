"""Pages with true texts, read from folders of annotated pages, as examples to train and to measure on.

A folder holds `truth.jsonl` (one page a line: id, url, text; or the snippets that must and must not be in it)
and `pages/<id>.html.gz`. The publisher of a page is its registered domain: folds are made of publishers, so that
no page is judged by a model that saw its template.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from pipeline.read.blocks import Dom, parse, read_dom
from pipeline.read.charset import decode
from pipeline.read.stated import Stated, stated_of
from pipeline.read.training.labels import label_blocks, words_of

# Sets whose truth may be trained on: annotations CC BY 4.0 (wcxb), Apache-2.0 (trafilatura), MIT (the others).
TRAINING_SETS = ("wcxb", "fundus", "scrapinghub", "zh", "trafilatura")
_SHARED_HOSTS = ("wordpress.com", "blogspot.com", "substack.com", "medium.com", "github.io", "blogspot.de")
_SECOND_LEVEL = frozenset(("co", "com", "org", "net", "ac", "gov", "edu", "or", "ne"))


@dataclass(slots=True)
class Example:
    """One page with its blocks labelled."""

    set_name: str
    page: str
    publisher: str
    dom: Dom
    stated: Stated
    truth: str
    shares: NDArray[np.float64]  # of each block: the share of its words that are in the truth
    words: NDArray[np.int64]  # of each block
    truth_words: int
    known: NDArray[np.bool_]  # of each block: whether the truth says anything about it
    wanted: tuple[str, ...] = ()  # snippets that must be in the text, where the truth is snippets
    unwanted: tuple[str, ...] = ()

    def fold(self, folds: int) -> int:
        """The fold this page is held out in; the same for all pages of a publisher."""
        return zlib.crc32(f"fold {self.publisher}".encode()) % folds

    @property
    def half(self) -> int:
        """0 or 1, by publisher: settings are chosen on half 0."""
        return zlib.crc32(f"half {self.publisher}".encode()) % 2


def read_examples(root: Path, sets: Iterable[str] = TRAINING_SETS, *, processes: int = 2) -> list[Example]:
    """All usable pages of the sets below `root`, in the order of their files."""
    jobs = [(root / name, line) for name in sets for line in (root / name / "truth.jsonl").open(encoding="utf-8")]
    with ProcessPoolExecutor(processes) as pool:
        found = list(pool.map(_example, *zip(*jobs, strict=True), chunksize=16))
    return [example for example in found if example is not None]


def _example(folder: Path, line: str) -> Example | None:
    row = json.loads(line)
    if not row.get("text") and not row.get("with_"):
        return None
    payload = gzip.decompress((folder / "pages" / f"{row['id']}.html.gz").read_bytes())
    root = parse(decode(payload, html=True))
    if root is None:
        return None
    dom = read_dom(root)
    if not row.get("text"):
        return _snippet_example(folder.name, row, dom, stated_of(root))
    shares, words, truth_words = label_blocks([block.text for block in dom.blocks], row["text"])
    if not len(shares) or shares.max() <= 0:
        return None  # the text is not in the page: nothing to learn from it
    publisher = _publisher(row.get("url")) or row["id"]
    known = np.ones(len(shares), dtype=bool)
    return Example(
        folder.name, row["id"], publisher, dom, stated_of(root), row["text"], shares, words, truth_words, known
    )


def _snippet_example(set_name: str, row: dict[str, Any], dom: Dom, stated: Stated) -> Example | None:
    """An example whose truth is snippets: only the blocks that hold one are labelled."""
    wanted, unwanted = tuple(row["with_"]), tuple(row["without_"] or ())
    texts = [block.text for block in dom.blocks]
    good = np.asarray([any(snippet in text for snippet in wanted) for text in texts], dtype=bool)
    bad = np.asarray([any(snippet in text for snippet in unwanted) for text in texts], dtype=bool)
    if not good.any():
        return None
    words = np.asarray([len(words_of(text)) for text in texts], dtype=np.int64)
    publisher = _publisher(row.get("url")) or row["id"]
    return Example(
        set_name, row["id"], publisher, dom, stated, "", good.astype(float), words, 0, good ^ bad, wanted, unwanted
    )


def _publisher(url: str | None) -> str:
    host = (urlsplit(url).hostname or "") if url else ""
    parts = host.split(".")
    count = 3 if len(parts) > 2 and parts[-2] in _SECOND_LEVEL and len(parts[-1]) == 2 else 2
    domain = ".".join(parts[-count:])
    return host if domain in _SHARED_HOSTS else domain


def by_fold(examples: list[Example], folds: int) -> Iterator[tuple[list[int], list[int]]]:
    """(indices to train on, indices held out) for each fold."""
    for fold in range(folds):
        held = [index for index, example in enumerate(examples) if example.fold(folds) == fold]
        chosen = set(held)
        yield [index for index in range(len(examples)) if index not in chosen], held
