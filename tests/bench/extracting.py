"""What it costs to make data of an article of 3 kB: quotes, names and dates, terms and fingerprints, on one core.

`make bench` prints it, by language: texts of the seeds' language, with other words, so that none is a copy of another. Terms
and fingerprints are what the warehouse takes for them, with all that SQL has to do.
"""

from __future__ import annotations

import json
import random
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from pipeline.enrich.extracted import with_extracted
from pipeline.model import Article, Document, Source
from pipeline.store import copies, key_terms, search_index
from pipeline.store.warehouse import Warehouse
from tests.bench.corpus import SEEDS, varied
from tests.bench.generated import document_of

_SIZE = 3_000  # bytes
_TEXTS = 60  # of each language
_DAY = datetime(2025, 3, 3, 8, tzinfo=UTC)


def measure(folder: Path) -> list[str]:
    """A table in Markdown: milliseconds of the CPU, by language."""
    documents = {
        language: [_document(_source(language), number, _paragraphs(texts, number)) for number in range(_TEXTS)]
        for language, texts in sorted(_texts().items())
    }
    fields = {language: _fields([_article(each) for each in made]) for language, made in documents.items()}
    terms, prints = _relations(folder, documents)
    rows = [f"| {language} | {each:.1f} | {each + terms + prints:.1f} |" for language, each in fields.items()]
    mean = sum(fields.values()) / len(fields)
    return [
        (
            f"Texts of {_SIZE / 1000:.0f} kB, {_TEXTS} of each language. Of the sums, {terms:.2f} ms are for key terms and "
            f"{prints:.2f} ms for fingerprints, the search for copies included."
        ),
        "",
        "| CPU ms an article, one core | quotes, names, dates | with terms and fingerprints |",
        "|---|---|---|",
        *rows,
        f"| all | {mean:.1f} | {mean + terms + prints:.1f} (wanted: 5) |",
    ]


def _texts() -> Mapping[str, list[list[str]]]:
    """The paragraphs of the seeds' articles, by language."""
    found: defaultdict[str, list[list[str]]] = defaultdict(list)
    for truth in sorted(SEEDS.glob("*/expected.jsonl")):
        for row in map(json.loads, truth.read_text(encoding="utf-8").splitlines()):
            if not row.get("rejected") and row["body"]:
                found[row["language"]].append(row["body"])
    return found


def _source(language: str) -> Source:
    return Source(f"seeds-{language}", language, "feed", f"https://{language}.example/feed", language)


def _paragraphs(texts: Sequence[list[str]], number: int) -> list[str]:
    chance, found = random.Random(number), list[str]()
    while sum(len(each.encode()) for each in found) < _SIZE:
        found.append(varied(chance.choice(chance.choice(texts)), len(found) + 1000 * number))
    whole = "\n".join(found).encode()[:_SIZE].decode(errors="ignore")
    return whole.split("\n")


def _document(source: Source, number: int, paragraphs: list[str]) -> Document:
    title = " ".join(paragraphs[0].split()[:8])[:80]
    url = f"https://{source.id}.example/{number}"
    return document_of(source, url, title, paragraphs[0], paragraphs[1:], _DAY, "A. Writer")


def _article(made: Document) -> Article:
    assert made.article is not None
    return made.article


def _fields(articles: Sequence[Article]) -> float:
    with_extracted(articles[0])  # lists are read once
    return _cpu(lambda: [with_extracted(article) for article in articles]) / len(articles)


def _relations(folder: Path, documents: Mapping[str, Sequence[Document]]) -> tuple[float, float]:
    """Of key terms and of fingerprints, in a warehouse of all these articles."""
    made = [each for of_language in documents.values() for each in of_language]
    with Warehouse.open(folder) as warehouse:
        warehouse.register_sources([_source(language) for language in documents])
        warehouse.load(warehouse.begin_run("bench"), made)
        search_index.bring_up_to_date(warehouse.connection)
        terms = _cpu(lambda: key_terms.bring_up_to_date(warehouse.connection))
        prints = _cpu(lambda: copies.bring_up_to_date(warehouse.connection))
    return terms / len(made), prints / len(made)


def _cpu(work: Callable[[], object]) -> float:
    """Milliseconds of the processor that something took, of all threads."""
    started = time.process_time()
    work()
    return 1000 * (time.process_time() - started)
