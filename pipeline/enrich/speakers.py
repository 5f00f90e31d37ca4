"""Who the words that name a speaker stand for: the full name of a short one, the person behind a pronoun.

A pronoun is resolved only where the text leaves no choice: one person named shortly before it, or the one who
was speaking. What stays open keeps its words, and no name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.enrich.attribution import Attributor
from pipeline.enrich.lexicon import Lexicon
from pipeline.enrich.phrases import Phrase
from pipeline.enrich.ways import Attribution
from pipeline.model import Quote

_AGED = re.compile(r"^(?:der|die|the|le|la|el) \d+-(?:jährige[rn]?|year-old)$")
_POSSESSIVE = re.compile(r"(?:['’]s|s['’])$")
_REACH = 700  # characters back to the person a pronoun can stand for


@dataclass(frozen=True, slots=True)
class Person:
    """One occurrence of a named person (or institution) in the text."""

    name: str  # in full
    start: int
    end: int
    kind: str  # person, organisation, place
    gender: str | None = None  # f, m


def resolve(
    found: Iterable[tuple[Quote, Attribution]],
    attributor: Attributor,
    text: str,
    people: Sequence[Person],
    lexicon: Lexicon,
) -> Iterator[Quote]:
    """The quotes with their speakers."""
    starts = [person.start for person in people]
    for quote, attribution in found:
        if attribution.words:
            yield replace(quote, speaker=attribution.words)
            continue
        if attribution.speaker is None:
            dropped = lexicon.pro_drop and attribution.way in ("after", "before") and quote.end is not None
            name = _behind_pronoun(None, quote.end or 0, text, people, starts, lexicon) if dropped else None
            yield replace(quote, speaker=name, speaker_name=name)
            continue
        words = attributor.phrases.text(attribution.speaker, text)
        named = _named(attribution.speaker, attributor, people, starts)
        if named is not None:
            yield replace(quote, speaker=named.name, speaker_name=named.name)
        elif pronoun := _as_pronoun(words, lexicon):
            at = attributor.tokens.start[attribution.speaker[0]]
            behind = _behind_pronoun(pronoun, at, text, people, starts, lexicon)
            yield replace(quote, speaker=words, speaker_name=behind)
        else:
            yield replace(quote, speaker=words)


def _as_pronoun(words: str, lexicon: Lexicon) -> str | None:
    """The pronoun that the words are, or stand for: `der 23-Jährige`, `the 23-year-old`."""
    lower = words.lower()
    if lower in lexicon.pronouns:
        return lower
    if _AGED.search(lower):
        article = lower.split(" ", 1)[0]
        chosen = lexicon.she if article in ("die", "la") else lexicon.he
        return min(chosen) if chosen else None
    return None


def _named(phrase: Phrase, attributor: Attributor, people: Sequence[Person], starts: list[int]) -> Person | None:
    """The person in the words; failing that, an institution that is all of them but the article."""
    tokens = attributor.tokens
    first, last = tokens[phrase[0]], tokens[phrase[1] - 1]
    inside = [
        p
        for p in people[bisect_right(starts, first.start - 1) : bisect_right(starts, last.end)]
        if p.end <= last.end
    ]
    possessive = {tokens.end[at] for at in range(phrase[0], phrase[1] - 1) if _POSSESSIVE.search(tokens.text[at])}
    persons = [person for person in inside if person.kind == "person" and person.end not in possessive]
    if persons:
        return persons[0]
    whole = [p for p in inside if p.end == last.end and p.start <= tokens.start[min(phrase[0] + 1, phrase[1] - 1)]]
    return whole[0] if whole else None


def _behind_pronoun(
    word: str | None, at: int, text: str, people: Sequence[Person], starts: list[int], lexicon: Lexicon
) -> str | None:
    """The person that a pronoun at offset `at` stands for; `word` None: the language leaves it out."""
    wanted = "m" if word in lexicon.he else "f" if word in lexicon.she else None
    if wanted is None and word is not None:
        return None
    near = [
        person
        for person in people[bisect_right(starts, at - _REACH) : bisect_right(starts, at)]
        if person.kind == "person" and wanted in (None, person.gender or wanted)
    ]
    paragraph = text.rfind("\n\n", 0, at)
    return _only([p for p in near if p.start > paragraph], wanted) or _only(near[-4:], wanted)


def _only(people: Sequence[Person], wanted: str | None) -> str | None:
    """The one person among them: the only one, or the only one whose gender is known to fit."""
    names = {person.name for person in people}
    if len(names) == 1:
        return names.pop()
    fitting = {person.name for person in people if wanted and person.gender == wanted}
    return fitting.pop() if len(fitting) == 1 and people[-1].name in fitting else None
