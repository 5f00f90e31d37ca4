"""Who the words that name a speaker stand for: the full name of a short one, the person behind a pronoun.

A pronoun is resolved only where the text leaves no choice: one person named shortly before it, or the one who
was speaking. What stays open keeps its words, and no name.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.enrich.attribution import Attribution, Attributor
from pipeline.enrich.lexicon import Lexicon
from pipeline.enrich.phrases import Phrase
from pipeline.model import Quote

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
        if attribution.speaker is None:
            yield quote
            continue
        words = attributor.phrases.text(attribution.speaker, text)
        named = _named(attribution.speaker, attributor, people, starts)
        if named is not None:
            yield replace(quote, speaker=named.name, speaker_name=named.name)
        elif words.lower() in lexicon.pronouns:
            at = attributor.tokens[attribution.speaker[0]].start
            behind = _behind_pronoun(words.lower(), at, people, starts, lexicon)
            yield replace(quote, speaker=words, speaker_name=behind)
        else:
            yield replace(quote, speaker=words)


def _named(phrase: Phrase, attributor: Attributor, people: Sequence[Person], starts: list[int]) -> Person | None:
    """The person in the words; failing that, an institution that is all of them but the article."""
    first, last = attributor.tokens[phrase[0]], attributor.tokens[phrase[1] - 1]
    inside = [p for p in people[bisect_right(starts, first.start - 1) : bisect_right(starts, last.end)] if p.end <= last.end]
    persons = [person for person in inside if person.kind == "person"]
    if persons:
        return persons[-1] if len(persons) > 1 and persons[0].end < last.start - 60 else persons[0]
    whole = [p for p in inside if p.end == last.end and p.start <= attributor.tokens[min(phrase[0] + 1, phrase[1] - 1)].start]
    return whole[0] if whole else None


def _behind_pronoun(
    word: str, at: int, people: Sequence[Person], starts: list[int], lexicon: Lexicon
) -> str | None:
    wanted = {"m"} if word in lexicon.he else {"f"} if word in lexicon.she else set()
    if not wanted:
        return None
    near = [
        person
        for person in people[bisect_right(starts, at - _REACH) : bisect_right(starts, at)]
        if person.kind == "person" and (person.gender is None or person.gender in wanted)
    ]
    if not near:
        return None
    last = near[-1].name
    sure = [person.name for person in near if person.gender in wanted]
    others = {person.name for person in near[-3:]}
    if sure and sure[-1] == last or len(others) == 1:
        return last
    return None
