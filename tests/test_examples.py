"""What README and docs show is what the commands print."""

import pytest

from tests.examples import DOCUMENTS, examples, printed

EXAMPLES = [example for document in DOCUMENTS for example in examples(document)]


@pytest.mark.parametrize(
    "example", EXAMPLES, ids=lambda example: f"{example.document.name}: {example.command[:50]}"
)
def test_the_documented_output_is_what_is_printed(example, seed_warehouse):
    assert example.output == printed(example.command, seed_warehouse)


def test_there_are_examples():
    assert len(EXAMPLES) >= 5
