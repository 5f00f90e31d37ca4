"""The few vectors found are those with the highest cosines."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.relate.likely import Index

MOST = 1_000
VECTORS = st.lists(
    st.dictionaries(st.integers(0, 8), st.floats(0.1, 1), min_size=1).map(
        lambda vector: {
            term: weight / sqrt(sum(each**2 for each in vector.values())) for term, weight in vector.items()
        }
    ),
    max_size=12,
)


def cosine(one, other):
    return sum(weight * other.get(term, 0) for term, weight in one.items())


@given(VECTORS, VECTORS, st.integers(1, 4))
def test_they_are_the_nearest_ones(known, asked, count):
    for vector, found in zip(asked, Index(known, MOST).nearest(asked, count), strict=True):
        cosines = sorted((cosine(vector, each) for each in known), reverse=True)
        near = [value for value in cosines if value > 0.07][:count]
        assert near == pytest.approx([cosine(vector, known[place]) for place in found][: len(near)])
        assert len(found) == len(set(found)) <= count


@given(VECTORS)
def test_each_is_compared_with_those_before_it_where_that_is_asked(vectors):
    near = Index(vectors, MOST).nearest(vectors, len(vectors), before=True)
    assert [] == [place for place, found in enumerate(near) if any(each >= place for each in found)]


def test_a_term_that_too_many_have_leads_to_none_or_to_the_first():
    vectors = [{1: 1.0}] * 3
    assert [[]] == list(Index(vectors, 2).nearest([{1: 1.0}], 5))
    assert [[0, 1]] == list(Index(vectors, 2, is_cut=True).nearest([{1: 1.0}], 5))


def test_nothing_is_near_in_an_empty_index():
    assert [[]] == list(Index([], MOST).nearest([{1: 1.0}], 5))
