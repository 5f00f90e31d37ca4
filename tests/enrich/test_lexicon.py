"""The word files: each is read whole, and a misspelt key can't hide."""

import tomllib
from importlib import resources

import pytest

from pipeline.enrich import gazetteer
from pipeline.enrich.lexicon import Lexicon, lexicon_of

FILES = sorted(
    file for file in resources.files("pipeline.enrich.lexicon").iterdir() if file.name.endswith(".toml")
)
DATES = {
    "today", "yesterday", "tomorrow", "before_yesterday", "after_tomorrow", "last", "last_after", "this", "next", "next_after", "on",
    "ago", "ago_after", "for", "within", "day", "week", "month", "year", "numbers",
}  # fmt: skip


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_key_of_a_file_is_known(file):
    raw = tomllib.loads(file.read_text(encoding="utf-8"))
    assert set() == set(raw) - set(Lexicon.__dataclass_fields__) - {"dates"}
    assert set() == set(raw.get("dates", {})) - DATES
    assert lexicon_of(file.name.removesuffix(".toml")).say


def test_a_language_without_a_file_has_an_empty_lexicon():
    assert Lexicon("xx") == lexicon_of("xx")
    assert Lexicon("../de") == lexicon_of("../de")


def test_every_territory_has_a_place_and_every_code_two_letters():
    from babel import Locale

    known = {entry.country for entries in gazetteer.places("en").by_first.values() for _, entry in entries}
    missing = {code for code in Locale("en").territories if len(code) == 2 and code.isalpha()} - known
    assert set() == missing - {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
    assert all(code is None or (len(code) == 2 and code.isupper()) for code in known)
