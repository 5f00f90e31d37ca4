"""Which of a page's author statements is believed, and what speaks against the others.

In order: places maintained for machines that name a person; visible bylines that name one; a user name or single
word that such a place states; then whatever else is stated (a newsroom, the brand, an agency); last a name from
elsewhere on the page, if it is the only one there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
MAX_PLACED_NAMES = 3
BRAND = "brand name, not a person"
ROLE = "a role, not a name"
UNLIKE_NAME = "doesn't look like a name"
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
    def placed(self) -> bool:
        """Whether it is a line that is only known to stand where a byline may."""
        return self.candidate.origin == "visible:place"

    @property
    def editors(self) -> bool:
        """Whether it names those who were in charge of the page."""
        return self.candidate.origin == "visible:editor"

    @property
    def organisation(self) -> bool:
        return self.candidate.origin.endswith("@Organization")

    @property
    def good(self) -> tuple[str, ...]:
        return tuple(name.value for name in self.names if not name.reason)

    @property
    def persons(self) -> tuple[str, ...]:
        return (
            ()
            if self.organisation
            else tuple(name for name in self.good if is_full_name(name) and not _is_agency(name))
        )

    @property
    def clean(self) -> bool:
        """Whether it names persons and nothing else."""
        return bool(self.names) and len(self.persons) == len(self.names)

    @property
    def bodies(self) -> tuple[str, ...]:
        """What may stand for an author where no person does: brands, newsrooms, agencies."""
        return tuple(name.value for name in self.names if not name.reason or name.reason in {BRAND, ROLE})


def choose_authors(candidates: Sequence[Candidate], site_names: Sequence[str]) -> ChosenAuthors:
    """The names of the most trusted place that names persons; an organisation only where no person is stated."""
    sites = {fold(name) for name in site_names} - {""}
    statements = [_Statement(candidate, _judged(candidate, sites)) for candidate in candidates]
    here = sorted((s for s in statements if not (s.elsewhere or s.placed or s.editors)), key=_place)
    placed = [[s] for s in statements if s.placed and s.clean and len(s.names) <= MAX_PLACED_NAMES]
    stated = [list(group) for _, group in groupby((s for s in here if not s.visible), key=_place)]
    seen = sorted(([s] for s in here if s.visible), key=lambda group: not group[0].clean)
    everywhere = stated + seen
    users = _user_names([*seen, *([s] for s in statements if s.placed)])
    for groups, pick, why in (
        (stated, _persons, "the most trusted place that names persons"),
        (_cleanest(seen), _persons, "the page's byline"),
        (stated, _good, "the most trusted place that names somebody"),
        (_confirmed(placed, statements), _persons, "a name by the text that stands on the page once more"),
        (everywhere, _bodies, "not a person, but all that the page states"),
        (users, _any_name, "a user name on which bylines agree"),
        (placed, _persons, "a name by the text, where a byline stands"),
        ([[s] for s in statements if s.editors], _persons, "the editor in charge; the page names no author"),
        (_only_one(statements), _bodies, "the only name on the page"),
    ):
        chosen = next((group for group in groups if pick(group)), None)
        if chosen is not None:
            values = _with_byline(_unique(pick(chosen)), [s for s in statements if s.visible and not s.elsewhere])
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


def _any_name(group: list[_Statement]) -> list[str]:
    return [name.value for statement in group for name in statement.names]


def _cleanest(seen: list[list[_Statement]]) -> list[list[_Statement]]:
    """The bylines with those first that repeat names of the first byline and hold nothing else."""
    first = next((group[0] for group in seen if group[0].persons), None)
    if first is None or first.clean:
        return seen
    names = set(map(fold, first.persons))
    inside = [group[0] for group in seen if group[0].clean and set(map(fold, group[0].persons)) <= names]
    return [inside, *seen] if inside else seen


def _user_names(seen: list[list[_Statement]]) -> list[list[_Statement]]:
    """Statements that are one word, where another kind of place says the same."""
    single = [group[0] for group in seen if len(group[0].names) == 1 and len(group[0].names[0].value.split()) == 1]
    for one in single:
        same = [s for s in single if fold(s.names[0].value) == fold(one.names[0].value)]
        if len({s.candidate.origin for s in same}) > 1 and one.names[0].reason == UNLIKE_NAME:
            return [[one]]
    return []


def _confirmed(placed: list[list[_Statement]], statements: list[_Statement]) -> list[list[_Statement]]:
    """Lines by the text that hold names, where another place on the page holds the same."""
    said = [{fold(name) for name in s.persons} for s in statements if not s.placed]
    return [group for group in placed if {fold(name) for name in group[0].persons} in said]


def _only_one(statements: list[_Statement]) -> list[list[_Statement]]:
    """The statements from elsewhere on the page, if all of them name the same."""
    outside = [s for s in statements if s.elsewhere and s.bodies]
    return [outside[:1]] if len({frozenset(map(fold, s.bodies)) for s in outside}) == 1 else []


def _with_byline(values: tuple[str, ...], bylines: list[_Statement]) -> tuple[str, ...]:
    """A byline instead, where it holds nothing but names, and those are the same persons and a few more.

    Only the first byline of the page, or one that says the same as it and more: what comes later may be another
    article's.
    """
    folded = {fold(value) for value in values}
    first = next((s.candidate.raw for s in bylines if s.names), "")
    for byline in bylines:
        names = _unique(byline.persons)
        if (
            byline.candidate.raw.startswith(first)
            and byline.clean
            and len(names) <= MAX_BYLINE_NAMES
            and {fold(name) for name in names} > folded
        ):
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
