"""The words by which quotes, speakers, names and dates are known, one file a language beside this module.

Each file is TOML: a value is words with spaces between them (an underscore joins the words of one entry), a
list of phrases, or a flag. Files are read once. A language without a file has an empty lexicon: what needs no
words still works.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources
from typing import Any

from pipeline.enrich.tokens import tokenise

Words = frozenset[str]
_NONE: Words = frozenset()


@dataclass(frozen=True)
class Lexicon:
    """The words of one language, lower case unless a name says otherwise."""

    language: str
    say: Words = _NONE  # finite forms of verbs of saying
    say_parts: Words = _NONE  # participles and infinitives of them, with an auxiliary elsewhere
    aux: Words = _NONE
    split: dict[str, Words] = field(default_factory=dict)  # finite form: prefixes, one of which completes it
    unsaid: dict[str, Words] = field(default_factory=dict)  # the same for verbs that say nothing with them
    name_of: Words = _NONE  # verbs that tell a name: X heißt „Y“
    contracted: Words = _NONE  # prepositions that hold a definite article
    name_as: Words = _NONE  # verbs that give somebody's word for a thing
    after_quote: Words = _NONE  # words that lead from a quote to its speaker without a verb
    cite: Words = _NONE  # verbs whose object is the speaker: quoted, zitiert
    according: tuple[tuple[str, ...], ...] = ()  # phrases before a speaker, as words
    according_after: Words = _NONE  # words after a speaker
    he: Words = _NONE
    she: Words = _NONE
    they: Words = _NONE
    other_pronouns: Words = _NONE
    determiners: Words = _NONE
    prepositions: Words = _NONE
    links: Words = _NONE  # prepositions and articles that continue a noun phrase
    conjunctions: Words = _NONE
    adverbs: Words = _NONE  # and all other words that are no part of a name
    reported: Words = _NONE  # verb forms of reported speech
    first_person: Words = _NONE
    speech_nouns: Words = _NONE  # nouns that lead to somebody's words: slogan, Worten
    times: Words = _NONE  # capitalised words of time, never a speaker
    object_forms: Words = _NONE  # articles and pronouns that can't begin a subject
    possessives: Words = _NONE
    labels: Words = _NONE  # nouns before the name of a work or thing
    so_called: Words = _NONE
    copula: Words = _NONE  # forms of to be
    pro_drop: bool = False  # the subject can be left out
    uses_case_for_nouns: bool = False  # every noun is written with a capital
    titles: Words = _NONE
    roles: Words = _NONE
    role_endings: tuple[str, ...] = ()
    legal: Words = _NONE  # as written
    institutions: Words = _NONE
    institution_endings: tuple[str, ...] = ()
    known_organisations: Words = _NONE  # as written
    place_words: Words = _NONE
    place_before: Words = _NONE
    place_after: Words = _NONE
    place_endings: tuple[str, ...] = ()
    place_prepositions: Words = _NONE
    strong_place_prepositions: Words = _NONE
    river_words: Words = _NONE
    not_names: Words = _NONE
    things: Words = _NONE
    proper_adjectives: Words = _NONE
    common_nouns: Words = _NONE  # capitalised nouns that are no names, beyond what endings tell
    named_heads: tuple[str, ...] = ()  # institution words that are part of the name that follows
    described_heads: tuple[str, ...] = ()  # nouns after which the name of an organisation stands
    bare_nouns: Words = _NONE  # ordinary nouns after a preposition without an article
    particles: Words = _NONE
    dates: dict[str, Words] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    @cached_property
    def pronouns(self) -> Words:
        """Third-person pronouns that can be a speaker."""
        return self.he | self.she | self.they

    @cached_property
    def function_words(self) -> Words:
        """Words that are no noun and no name."""
        return self.determiners | self.prepositions | self.conjunctions | self.adverbs | self.pronouns


_AS_WRITTEN = frozenset(("legal", "known_organisations"))
_ENDINGS = frozenset(("role_endings", "institution_endings", "place_endings", "named_heads", "described_heads"))
_SKIPPED = frozenset(
    ("dates", "according", "split", "unsaid", "uses_case_for_nouns", "pro_drop", "language", "numbers")
)


@cache
def lexicon_of(language: str | None) -> Lexicon:
    """The lexicon of an ISO 639-1 `language`; an empty one where there is no file for it."""
    code = language if language and language.isalpha() else ""
    source = resources.files(__package__).joinpath(f"{code}.toml")
    if not code or not source.is_file():
        return Lexicon(language or "")
    raw = tomllib.loads(source.read_text(encoding="utf-8"))
    values: dict[str, Any] = {
        name: _words(raw[name], keep=name in _AS_WRITTEN)
        for name in Lexicon.__dataclass_fields__
        if name in raw and name not in _SKIPPED
    }
    values |= {name: tuple(sorted(values[name], key=len, reverse=True)) for name in _ENDINGS & set(values)}
    dates = dict(raw.get("dates", {}))
    return Lexicon(
        language=code,
        uses_case_for_nouns=bool(raw.get("uses_case_for_nouns", False)),
        pro_drop=bool(raw.get("pro_drop", False)),
        according=tuple(
            sorted(
                (tuple(tokenise(phrase, code).lower) for phrase in raw.get("according", ())),
                key=len,
                reverse=True,
            )
        ),
        split=_split(raw.get("split", ())),
        unsaid=_split(raw.get("unsaid", ())),
        numbers=_numbers(dates.pop("numbers", "")),
        dates={name: _words(value) for name, value in dates.items()},
        **values,
    )


def _words(value: str, *, keep: bool = False) -> Words:
    entries = (entry.replace("_", " ") for entry in value.split())
    return frozenset(entry if keep else entry.lower() for entry in entries)


def _split(pairs: list[str]) -> dict[str, Words]:
    found: dict[str, Words] = {}
    for pair in pairs:
        verb, _, prefix = pair.partition(" ")
        found[verb] = found.get(verb, _NONE) | {prefix.split()[-1].lower()}
    return found


def _numbers(value: str) -> dict[str, int]:
    """`one|a two three`: the words for 1, 2, 3 and so on."""
    return {word: number for number, words in enumerate(value.split(), 1) for word in words.split("|") if word}
