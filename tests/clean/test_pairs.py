"""Tables that are packed by first words."""

from __future__ import annotations

import pickle

import pytest

from pipeline.clean.pairs import ANY, PairTable

PAIRS = [[("read", "more"), ("read", "")], [("read", ANY)], [("lies", "mehr"), ("читать", "ещё")]]


@pytest.fixture(params=["made", "kept"])
def table(request):
    made = PairTable.of(PAIRS)
    made.find("read", "more")
    return made if request.param == "made" else pickle.loads(pickle.dumps(made))


@pytest.mark.parametrize(
    ("first", "second", "numbers"),
    [
        ("read", "more", [0, 1]),
        ("read", "", [0, 1]),
        ("read", "less", [1]),
        ("lies", "mehr", [2]),
        ("читать", "ещё", [2]),
        ("more", "read", []),
    ],
)
def test_a_pair_has_its_own_numbers_and_those_of_any_second_word(table, first, second, numbers):
    assert numbers == table.find(first, second)
    assert numbers == table.find(first, second)
