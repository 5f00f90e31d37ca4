"""What the index counts as a word is what a query looks for, and it is weighed as BM25 says."""

from __future__ import annotations

import sys
import unicodedata

import numpy as np
import pyarrow as pa
import pytest

from pipeline.store.postings import postings_of
from pipeline.store.words import Vocabulary, words_of

# Unicode grows; DuckDB and Python need not know the same version of it.
_LETTERS = [
    chr(code)
    for code in range(sys.maxunicode + 1)
    if unicodedata.category(chr(code)) in ("Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Po", "Pd", "Pc", "Zs", "Sm", "Mn", "Mc")
    and code < 0x10000
]  # fmt: skip


_TEXTS = pa.schema(
    {"doc": pa.uint32(), "language": pa.string(), "title": pa.string(), "lead": pa.string(), "body": pa.string()}
)


def _texts(*rows):
    return pa.Table.from_pylist([dict(zip(_TEXTS.names, row, strict=True)) for row in rows], schema=_TEXTS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Secret talks, in Geneva.", ["secret", "talks", "in", "geneva"]),
        ("l’hiver d'été", ["l", "hiver", "d", "été"]),
        ("snake_case 61 %", ["snake", "case", "61"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("الحُبّ", ["الحُبّ"]),
        ("東京都で、AI社会", ["東京", "京都", "都で", "ai", "社会"]),
        ("", []),
        ("… — !", []),
    ],
)
def test_words_are_runs_of_letters_marks_and_digits(text, expected):
    assert expected == words_of(text)


def test_python_and_sql_split_texts_alike(warehouse):
    """Every character of the first plane between two letters: it is part of the word, parts it, or is one of a pair."""
    texts = pa.table(
        {"text": [f"a{letter}bc" for letter in _LETTERS] + [f"{letter}社会。{letter}" for letter in _LETTERS]}
    )
    warehouse.connection.register("texts", texts)
    found = warehouse.connection.execute("select text, search_tokens(lower(text)) from texts").fetchall()
    differing = [text for text, tokens in found if len(tokens) != len(words_of(text))]
    assert [] == differing[:20]
    assert len(found) > 20_000


def test_each_word_counts_as_much_as_its_field():
    vocabulary = Vocabulary()
    found = vocabulary.occurrences(_texts((7, "en", "Talks", None, "talks in\nGeneva, talks")))
    assert [("en", "talks"), ("en", "in"), ("en", "geneva")] == vocabulary.forms
    assert ([0, 0, 1, 2, 0], [7, 7, 7, 7, 7], [5, 1, 1, 1, 1]) == tuple(column.tolist() for column in found)


def test_words_keep_their_numbers_and_belong_to_a_language():
    """The same letters are a word of their own in each language, and in texts whose language is not known."""
    vocabulary = Vocabulary()
    vocabulary.occurrences(_texts((1, "en", None, None, "gift")))
    found = vocabulary.occurrences(
        _texts((2, "de", None, None, "Gift"), (3, None, None, None, "gift"), (4, "en", "Gift", None, ""))
    )
    assert [("en", "gift"), ("de", "gift"), (None, "gift")] == vocabulary.forms
    assert {(2, 1, 1), (3, 2, 1), (4, 0, 5)} == set(
        zip(found.docs.tolist(), found.words.tolist(), found.weights.tolist(), strict=True)
    )


def test_parts_of_several_words_and_of_none():
    found = Vocabulary().occurrences(_texts((1, "fr", "— l’hiver", "…", "d'été, l'an"), (2, "fr", None, None, "")))
    assert ([0, 1, 2, 3, 0, 4], [1] * 6) == (found.words.tolist(), found.docs.tolist())


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
