"""Forms of a word have one stem, in the languages that have an algorithm."""

from __future__ import annotations

import pytest

from pipeline.store.stems import stems_of


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["talks", "talking", "talk"]),
        ("de", ["hauser", "hausern", "haus"]),
        ("es", ["elecciones", "eleccion"]),
    ],
)
def test_forms_of_a_word_have_one_stem(language, words):
    assert 1 == len(set(stems_of(words, language)))


@pytest.mark.parametrize("language", ["ja", "zh", "xx", None])
def test_other_languages_keep_their_words(language):
    assert ["talks", "遡上"] == stems_of(["talks", "遡上"], language)


def test_what_is_no_word_is_kept():
    words = ["2024", "s", "ab", "x" * 50, "遡上", "b2b"]
    assert words == stems_of(words, "en")
