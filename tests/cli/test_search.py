"""`newsmill search`: a query in one argument is what `search()` takes in SQL; of several, those with spaces are phrases."""

from __future__ import annotations

import json

import pytest

from tests.conftest import newsmill


def found(folder, *query):
    said = newsmill("search", "--json", *query, "--warehouse", folder)
    assert (0, "") == (said.returncode, said.stderr)
    return [json.loads(line)["title"] for line in said.stdout.splitlines()]


@pytest.mark.parametrize(
    "query",
    [("bridge engineers shallow",), ("bridge", "engineers", "shallow"), ("engineers", "Ahle bridge", "shallow")],
)
def test_words_are_found_in_any_order_and_phrases_as_they_stand(seed_warehouse, query):
    assert "Cracks in Nordheim’s Ahle bridge are shallow, engineers say" == found(seed_warehouse, *query)[0]


@pytest.mark.parametrize("query", [('"engineers bridge"',), ("shallow", "engineers bridge")])
def test_a_phrase_that_nobody_wrote_is_not_found(seed_warehouse, query):
    assert [] == found(seed_warehouse, *query)
