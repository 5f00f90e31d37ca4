"""What README and docs show is what the commands print."""

import re

import duckdb
import pytest

from tests.examples import DOCUMENTS, ROOT, examples, printed

EXAMPLES = [example for document in DOCUMENTS for example in examples(document)]


@pytest.mark.parametrize(
    "example", EXAMPLES, ids=lambda example: f"{example.document.name}: {example.command[:50]}"
)
def test_the_documented_output_is_what_is_printed(example, seed_warehouse):
    assert example.output == printed(example.command, seed_warehouse)


def test_there_are_examples():
    assert len(EXAMPLES) >= 5


def test_every_time_in_the_documents_is_one_that_duckdb_takes():
    texts = [path.read_text(encoding="utf-8") for path in (*DOCUMENTS, *(ROOT / "sql").rglob("*.sql"))]
    literals = {found.replace("''", "'") for text in texts for found in re.findall(r"timestamptz ''?[^']+'", text)}
    assert literals
    with duckdb.connect() as connection:
        for literal in literals:
            connection.execute(f"select {literal}").fetchall()
