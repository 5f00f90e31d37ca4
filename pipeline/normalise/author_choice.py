"""Which of a page's author statements is believed, and what speaks against the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.model import Candidate, Evidence
from pipeline.normalise.authors import Name, names_in
from pipeline.normalise.choice import MAX_EVIDENCE_RAW, agreeing
from pipeline.normalise.ranking import AUTHORS, rank
from pipeline.normalise.text import fold
from pipeline.normalise.titles import is_site

MAX_AUTHORS = 25
_BRAND = "brand name, not a person"


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
    def good(self) -> tuple[str, ...]:
        return tuple(name.value for name in self.names if not name.reason)

    @property
    def brands(self) -> tuple[str, ...]:
        return tuple(name.value for name in self.names if name.reason == _BRAND)


def choose_authors(candidates: Sequence[Candidate], site_names: Sequence[str]) -> ChosenAuthors:
    """The names of the most trusted place that names persons; an organisation only where nothing else is stated."""
    sites = {fold(name) for name in site_names} - {""}
    statements = [_Statement(candidate, _judged(candidate, sites)) for candidate in candidates]
    ordered = sorted(statements, key=_place)
    groups = [list(group) for _, group in groupby(ordered, key=_place)]
    chosen = next((group for group in groups if any(statement.good for statement in group)), None)
    if chosen is not None:
        values = _unique(name for statement in chosen for name in statement.good)
        return ChosenAuthors(values, _evidence(statements, chosen, values, "the most trusted place that names persons"))
    branded = next((s for s in ordered if s.brands and s.candidate.origin.startswith(("json-ld", "meta:", "article:"))), None)
    if branded is not None:
        return ChosenAuthors(branded.brands[:1], _evidence(statements, [branded], branded.brands, "an organisation, and the only author stated"))
    return ChosenAuthors((), _evidence(statements, [], (), ""))


def _place(statement: _Statement) -> int:
    return rank(statement.candidate.origin, AUTHORS)


def _unique(names: object) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for name in names:  # type: ignore[attr-defined]
        found.setdefault(fold(name), name)
    return tuple(found.values())[:MAX_AUTHORS]


def _judged(candidate: Candidate, sites: set[str]) -> tuple[Name, ...]:
    return tuple(
        Name(name.value, _BRAND) if not name.reason and is_site(name.value, sites) else name for name in names_in(candidate.raw)
    )


def _evidence(statements: list[_Statement], chosen: list[_Statement], values: tuple[str, ...], why: str) -> tuple[Evidence, ...]:
    wanted = {fold(value) for value in values}
    agreeing_places = sum({fold(n) for n in s.good} == wanted for s in statements if s not in chosen)
    rows = []
    for statement in statements:
        names = statement.good or tuple(name.value for name in statement.names)
        won = statement in chosen and any(fold(name) in wanted for name in names)
        reason = agreeing(agreeing_places, why) if won else _against(statement)
        candidate = statement.candidate
        rows.append(Evidence(candidate.field, "; ".join(names), candidate.raw[:MAX_EVIDENCE_RAW], candidate.origin, won, reason))
    return tuple(rows)


def _against(statement: _Statement) -> str:
    if statement.good:
        return "another place is believed first"
    return next((name.reason for name in statement.names if name.reason), "no name in it")
