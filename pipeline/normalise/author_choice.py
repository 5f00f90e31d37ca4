"""Which of a page's author statements is believed, and what speaks against the others.

In order: places maintained for machines that name a person; visible bylines that name one; a user name or single
word that such a place states; then whatever else is stated (a newsroom, the brand, an agency); last a name from
elsewhere on the page, if it is the only one there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.model import Candidate, Evidence
from pipeline.normalise.author_words import AGENCIES
from pipeline.normalise.authors import Name, is_full_name, names_in
from pipeline.normalise.choice import MAX_EVIDENCE_RAW, agreeing
from pipeline.normalise.ranking import AUTHORS, rank
from pipeline.normalise.text import fold
from pipeline.normalise.titles import is_site

MAX_AUTHORS = 25
MAX_BYLINE_NAMES = 5
BRAND = "brand name, not a person"
ROLE = "a role, not a name"
_VISIBLE = ("visible:", "rel:", "link:", "microdata:", "rdfa:")


@dataclass(frozen=True, slots=True)
class ChosenAuthors:
    """The authors in the page's order and the evidence of all candidates."""

    values: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class _Statement:
    candidate: Candidate
    names: tuple[Name, ...]

    @property
    def visible(self) -> bool:
        return self.candidate.origin.startswith(_VISIBLE)

    @property
    def elsewhere(self) -> bool:
        return self.candidate.origin.endswith("@elsewhere")

    @property
    def organisation(self) -> bool:
        return self.candidate.origin.endswith("@Organization")

    @property
    def good(self) -> tuple[str, ...]:
        return tuple(name.value for name in self.names if not name.reason)

    @property
    def persons(self) -> tuple[str, ...]:
        return () if self.organisation else tuple(name for name in self.good if is_full_name(name) and not _is_agency(name))

    @property
    def bodies(self) -> tuple[str, ...]:
        """What may stand for an author where no person does: brands, newsrooms, agencies."""
        return tuple(name.value for name in self.names if not name.reason or name.reason in {BRAND, ROLE})


def choose_authors(candidates: Sequence[Candidate], site_names: Sequence[str]) -> ChosenAuthors:
    """The names of the most trusted place that names persons; an organisation only where nothing else is stated."""
    sites = {fold(name) for name in site_names} - {""}
    statements = [_Statement(candidate, _judged(candidate, sites)) for candidate in candidates]
    here = sorted((s for s in statements if not s.elsewhere), key=_place)
    stated = [list(group) for _, group in groupby((s for s in here if not s.visible), key=_place)]
    seen = [[s] for s in here if s.visible]
    everywhere = stated + seen
    for groups, pick, why in (
        (stated, _persons, "the most trusted place that names persons"),
        (seen, _persons, "the page's byline"),
        (stated, _good, "the most trusted place that names somebody"),
        (everywhere, _bodies, "not a person, but all that the page states"),
        (everywhere, _good, "the page's byline"),
        (_only_one(statements), _persons, "the only name on the page"),
    ):
        chosen = next((group for group in groups if pick(group)), None)
        if chosen is not None:
            values = _with_byline(_unique(pick(chosen)), seen)
            return ChosenAuthors(values, _evidence(statements, chosen, values, why))
    return ChosenAuthors((), _evidence(statements, [], (), ""))


def _persons(group: list[_Statement]) -> list[str]:
    """Everybody whom a group names, if it names a person; beside agencies a brand is an author, too."""
    if not any(statement.persons for statement in group):
        return []
    return [name for statement in group for name in statement.good]


def _good(group: list[_Statement]) -> list[str]:
    if not any(statement.good and not statement.organisation for statement in group):
        return []
    return _bodies(group)


def _bodies(group: list[_Statement]) -> list[str]:
    return [name for statement in group for name in statement.bodies]


def _only_one(statements: list[_Statement]) -> list[list[_Statement]]:
    """The statements from elsewhere on the page, if all of them name the same persons."""
    outside = [s for s in statements if s.elsewhere and s.persons]
    return [outside[:1]] if len({frozenset(map(fold, s.persons)) for s in outside}) == 1 else []


def _with_byline(values: tuple[str, ...], seen: list[list[_Statement]]) -> tuple[str, ...]:
    """The first byline instead, where it names the same persons and a few more."""
    folded = {fold(value) for value in values}
    for group in seen:
        names = _unique(group[0].persons)
        if names and {fold(name) for name in names} > folded and len(names) <= max(MAX_BYLINE_NAMES, len(values)):
            return names
    return values


def _place(statement: _Statement) -> int:
    return rank(statement.candidate.origin, AUTHORS)


def _is_agency(name: str) -> bool:
    return all(word.lower().strip(".") in AGENCIES for word in name.split())


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(fold(name), name)
    return tuple(found.values())[:MAX_AUTHORS]


def _judged(candidate: Candidate, sites: set[str]) -> tuple[Name, ...]:
    visible = candidate.origin.startswith(_VISIBLE)
    return tuple(
        Name(name.value, BRAND) if not name.reason and is_site(name.value, sites) else name
        for name in names_in(candidate.raw, visible=visible)
    )


def _evidence(
    statements: list[_Statement], chosen: list[_Statement], values: tuple[str, ...], why: str
) -> tuple[Evidence, ...]:
    wanted = {fold(value) for value in values}
    agreeing_places = sum({fold(n) for n in s.good} == wanted for s in statements if s not in chosen)
    rows = []
    for statement in statements:
        names = statement.good or tuple(name.value for name in statement.names)
        won = statement in chosen and any(fold(name) in wanted for name in names)
        reason = agreeing(agreeing_places, why) if won else _against(statement)
        candidate = statement.candidate
        rows.append(
            Evidence("authors", "; ".join(names), candidate.raw[:MAX_EVIDENCE_RAW], candidate.origin, won, reason)
        )
    return tuple(rows)


def _against(statement: _Statement) -> str:
    if statement.elsewhere:
        return "stands elsewhere on the page"
    if statement.good:
        return "another place is believed first"
    return next((name.reason for name in statement.names if name.reason), "no name in it")
