"""What the index counts as a word is what a query looks for, and it is weighed as BM25 says."""

from __future__ import annotations

import sys
import unicodedata

import numpy as np
import pytest

from pipeline.store.postings import postings_of
from pipeline.store.words import Occurrences, words_of

# Unicode grows; DuckDB and Python need not know the same version of it.
_LETTERS = [
    chr(code)
    for code in range(sys.maxunicode + 1)
    if unicodedata.category(chr(code)) in ("Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Po", "Pd", "Pc", "Zs", "Sm", "Mn", "Mc")
    and code < 0x10000
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Secret talks, in Geneva.", ["secret", "talks", "in", "geneva"]),
        ("l’hiver d'été", ["l", "hiver", "d", "été"]),
        ("snake_case 61 %", ["snake", "case", "61"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("الحُبّ", ["الحُبّ"]),
        ("", []),
        ("… — !", []),
    ],
)
def test_words_are_runs_of_letters_marks_and_digits(text, expected):
    assert expected == words_of(text)


def test_python_and_sql_split_texts_alike(warehouse):
    """Every character of the first plane between two letters: it is part of the word, or parts it, in both."""
    spaced = warehouse.connection.execute(
        "select text, search_tokens(lower(text)) from (select unnest(?) as text) where not regexp_matches(text, unspaced())",
        [[f"a{letter}b" for letter in _LETTERS]],
    ).fetchall()
    differing = [text for text, tokens in spaced if len(tokens) != len(words_of(text))]
    assert [] == differing[:20]
    assert len(spaced) > 10_000


def test_each_word_counts_as_much_as_its_field():
    found = Occurrences()
    found.add(7, "en", ("Talks", None, "talks in Geneva"))
    assert {"en": {"talks": 0, "in": 1, "geneva": 2}} == found.forms
    assert ([0, 0, 1, 2], [7, 7, 7, 7], [5, 1, 1, 1]) == (
        list(found.words),
        list(found.docs),
        list(found.weights),
    )


def test_postings_are_sorted_and_weighed():
    """Text 3 has term 2 twice (once in the title) among three words; text 1 has it once, alone."""
    made = postings_of(
        np.array([2, 9, 2, 2], np.uint32), np.array([3, 3, 3, 1], np.uint32), np.array([5, 1, 1, 1], np.uint8)
    ).to_pylist()

    def impact(tf, length):
        return round(255 * tf / (tf + 1.2 * (0.25 + 0.75 * length / 450)))

    expected = [(2, 1, impact(1, 1)), (2, 3, impact(6, 3)), (9, 3, impact(1, 3))]
    assert expected == [(row["term"], row["doc"], row["impact"]) for row in made]


def test_no_words_make_no_postings():
    nothing = np.array([], np.uint32)
    assert 0 == postings_of(nothing, nothing, np.array([], np.uint8)).num_rows
