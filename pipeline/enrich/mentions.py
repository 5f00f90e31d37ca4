"""Who and what a text names: finds of all its sentences put together, short forms with their full names.

"Lankov" counts for Andrei Lankov, "Pjöngjangs" for Pjöngjang, WHO for the organisation it was introduced as.
What stays below `FLOOR` is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.enrich.gazetteer import given_names
from pipeline.enrich.known_names import Found
from pipeline.enrich.lexicon import lexicon_of
from pipeline.enrich.names import Scanner
from pipeline.enrich.speakers import Person
from pipeline.enrich.tokens import Tokens, sentences, tokenise
from pipeline.enrich.uncased import is_uncased, places_in
from pipeline.model import Mention

FLOOR = 0.5
_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Names:
    """All names of an article: once each, and every place where they stand in the body."""

    mentions: tuple[Mention, ...] = ()
    occurrences: tuple[Person, ...] = ()
    tokens: Tokens | None = None  # of the body


def find_names(title: str | None, lead: str | None, body: str, language: str | None) -> Names:
    """The persons, places and organisations of an article."""
    text = "".join((body, *(f"{_GAP}{part}" for part in (lead, title) if part)))  # so that offsets are the body's
    tokens = tokenise(text, language)
    own = tokens.before(len(body))
    if is_uncased(language):
        return replace(_merged(places_in(text, language or ""), text, len(body)), tokens=own)
    scanner = Scanner(tokens, lexicon_of(language))
    found: list[Found] = []
    title_starts = len(text) - len(title) if title else len(text)
    for first, end in sentences(tokens):
        heading = tokens.start[first] >= title_starts or _is_heading(tokens, first, end, scanner)
        found += scanner.scan(first, end, heading=heading)
    return replace(_merged(_occurrences(found, scanner), text, len(body)), tokens=own)


def _is_heading(tokens: Tokens, first: int, end: int, scanner: Scanner) -> bool:
    """Whether capitals say nothing: every word, or every letter, has one."""
    words = [at for at in range(first, end) if tokens.kind[at] == "word" and len(tokens.text[at]) > 3]
    capitals = sum([tokens.capital[at] for at in words])
    if len(words) < 3 or capitals <= 0.6 * len(words):
        return False
    if sum([tokens.text[at].isupper() for at in words]) > 0.6 * len(words):
        return True
    if scanner.words.uses_case_for_nouns or len(words) < 4 or capitals <= 0.8 * len(words):
        return False
    people = tokens.text[end - 1] == "." and sum(map(scanner.forms.is_given, words)) > 1
    return not people  # The crew are Ada Lind, Victor Gale and Jeremy Hall.


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A name at one place of the text, by offsets."""

    start: int
    end: int
    kind: str
    name: str
    score: float
    country: str | None = None


def _occurrences(found: list[Found], scanner: Scanner) -> list[Occurrence]:
    tokens = scanner.tokens
    people = _full_names(found, scanner)
    short = _short_forms(people.values())
    acronyms = _acronyms(found, scanner)
    taken: set[int] = set()
    result: list[Occurrence] = []
    for item in found:
        name = people.get(item.name, item.name) if item.kind == "person" else acronyms.get(item.name, item.name)
        if item.kind == "person":
            name = short.get(name, name)
        elif item.end - item.first == 1 and (item.score < 0.85 or item.kind == "place"):
            person = short.get(item.name) or short.get(scanner.forms.base_of(item.first) or "")
            if person and (item.score < 0.85 or not scanner.is_in_place(item.first)):
                item, name = replace(item, kind="person"), person  # noqa: PLW2901
        taken.update(range(item.first, item.end))
        result.append(_placed(item, name, tokens))
    for at in scanner.forms.capitals if short else ():
        if at not in taken:
            full = short.get(scanner.texts[at]) or short.get(scanner.forms.base_of(at) or "")
            if full:
                result.append(Occurrence(tokens.start[at], tokens.end[at], "person", full, 0.7))
    return sorted(result, key=lambda one: one.start)


def _placed(item: Found, name: str, tokens: Tokens) -> Occurrence:
    return Occurrence(
        tokens.start[item.first], tokens.end[item.end - 1], item.kind, name, item.score, item.country
    )


def _full_names(found: Iterable[Found], scanner: Scanner) -> dict[str, str]:
    """Every form of a person's name, and the fullest form: without the genitive, with the given name."""
    names: dict[str, str] = {}
    persons = [item for item in found if item.kind == "person"]
    forms = {item.name for item in persons}
    for item in persons:
        base = item.name[:-1]
        genitive = item.name.endswith("s") and scanner.forms.base_of(item.end - 1) is not None
        if genitive and (base in forms or _is_genitive(item, base, scanner)):
            names[item.name] = base
        else:
            names.setdefault(item.name, item.name)
    return names


def _is_genitive(item: Found, base: str, scanner: Scanner) -> bool:
    """`Angela Merkels Regierung`: the surname stands elsewhere without its s, or a noun follows."""
    surname = base.rsplit(" ", 1)[-1]
    if scanner.forms.counts[surname]:
        return True
    if not scanner.words.uses_case_for_nouns or item.end >= len(scanner.tokens):
        return False
    if scanner.forms.counts[surname + "s"] > 1:
        return False
    return scanner.tokens.capital[item.end]


def _short_forms(names: Iterable[str]) -> dict[str, str]:
    """Surnames, and first words of names, that stand for one person of the text alone."""
    full = {name for name in names if " " in name}
    candidates: dict[str, set[str]] = defaultdict(set)
    for name in full:
        words = name.split()
        candidates[words[-1]].add(name)
        candidates[words[0]].add(name)
        if len(words) > 2:
            candidates[" ".join(words[1:])].add(name)
            candidates[" ".join((words[0], words[-1]))].add(name)
        if len(words) > 3 and words[1][:1].islower():
            candidates[" ".join(words[2:])].add(name)
    chosen = {form: next(iter(owners)) for form, owners in candidates.items() if len(owners) == 1}
    return {form: name for form, name in chosen.items() if form not in full and len(form) > 1}


def _acronyms(found: Iterable[Found], scanner: Scanner) -> dict[str, str]:
    """Short forms that the text introduces: `Weltgesundheitsorganisation (WHO)`."""
    known: dict[str, str] = {}
    tokens = scanner.tokens
    for item in found:
        at = item.end
        if (
            item.kind != "organisation"
            or at + 2 >= len(tokens)
            or tokens.text[at] != "("
            or tokens.text[at + 2] != ")"
        ):
            continue
        short = tokens.text[at + 1]
        if (
            short.isupper()
            and 2 <= len(short) <= 7
            and short[0] == item.name[0].upper()
            and len(item.name) > len(short)
        ):
            known[short] = item.name
    return known


def _merged(found: Sequence[Occurrence], text: str, size: int) -> Names:
    groups: dict[tuple[str, str], list[Occurrence]] = defaultdict(list)
    kinds = _best_kinds(found)
    for item in found:
        if item.kind == kinds[item.name]:
            groups[item.name, item.kind].append(item)
    kept = {key: items for key, items in groups.items() if _score(items) >= FLOOR}
    mentions = tuple(_mention(items, text, size) for items in kept.values())
    places = (
        Person(one.name, one.start, one.end, one.kind, _gender(one))
        for items in kept.values()
        for one in items
        if one.start < size
    )
    return Names(mentions, tuple(sorted(places, key=lambda one: one.start)))


def _best_kinds(found: Iterable[Occurrence]) -> dict[str, str]:
    """One kind a name: the one its best find says."""
    best: dict[str, tuple[float, str]] = {}
    for item in found:
        if item.score > best.get(item.name, (0.0, ""))[0]:
            best[item.name] = (item.score, item.kind)
    return {name: kind for name, (_, kind) in best.items()}


def _score(items: Sequence[Occurrence]) -> float:
    """The best find, and a little for each further one."""
    return round(min(0.98, max(item.score for item in items) + 0.03 * min(3, len(items) - 1)), 2)


def _mention(items: Sequence[Occurrence], text: str, size: int) -> Mention:
    first = items[0]
    inside = first.start < size
    return Mention(
        text=" ".join(text[first.start : first.end].split()),
        kind=first.kind,
        name=first.name,
        start=first.start if inside else None,
        end=first.end if inside else None,
        count=len(items),
        score=_score(items),
        country=next((item.country for item in items if item.country), None),
    )


def _gender(one: Occurrence) -> str | None:
    first = one.name.partition(" ")[0].partition("-")[0]
    return given_names().get(first) if one.kind == "person" else None
