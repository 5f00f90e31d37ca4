"""Which of a page's titles is the headline: the visible one that agrees with what the page states about itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import Candidate, Evidence
from pipeline.normalise.choice import Option, agreeing, evidence_of
from pipeline.normalise.ranking import TITLE, rank
from pipeline.normalise.text import fold
from pipeline.normalise.titles import clean_title, is_site, parts_of

_WORD = re.compile(r"[^\W_]+")
_BY_CHARACTER = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_VISIBLE = ("visible:h1", "visible:headline", "microdata:headline")
ENOUGH_OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class ChosenTitle:
    """The headline and the evidence of all candidates."""

    value: str | None
    evidence: tuple[Evidence, ...]


def choose_title(candidates: Sequence[Candidate], site_names: Sequence[str], body_start: str = "") -> ChosenTitle:
    """The headline among all title candidates, without the site's names around it."""
    sites = {fold(name) for name in site_names} - {""}
    options = [option for candidate in candidates for option in _options(candidate, site_names, sites)]
    usable = [option for option in options if option.usable]
    best, why = _best(usable)
    if best is None or best.value is None:
        return ChosenTitle(None, evidence_of(options, lambda _: None))
    same = sum(fold(option.value or "") == fold(best.value) for option in usable) - 1
    return ChosenTitle(best.value, evidence_of(options, lambda option: agreeing(same, why) if option is best else None))


def _options(candidate: Candidate, site_names: Sequence[str], sites: set[str]) -> list[Option[str]]:
    lines = [line for line in candidate.raw.splitlines() if line.strip()]
    texts = [" ".join(lines)]
    if len(lines) > 1 and candidate.origin.startswith(_VISIBLE):
        texts += [line for line in lines if len(line.split()) > 2]
    return [_option(candidate, text, site_names, sites) for text in texts]


def _option(candidate: Candidate, text: str, site_names: Sequence[str], sites: set[str]) -> Option[str]:
    value = clean_title(text, site_names)
    if not fold(value):
        return Option(candidate, value, "no letters")
    if is_site(value, sites):
        return Option(candidate, value, "the site's name")
    return Option(candidate, value)


def _best(options: list[Option[str]]) -> tuple[Option[str] | None, str]:
    stated = sorted((o for o in options if not o.candidate.origin.startswith("visible:")), key=_place)
    for prefix in _VISIBLE:
        seen = [o for o in options if o.candidate.origin.startswith(prefix) and not o.candidate.origin.endswith("@elsewhere")]
        best = max(seen, key=lambda o: _agreement(o, stated), default=None)
        if best is not None and _agreement(best, stated) >= ENOUGH_OVERLAP:
            return best, "the visible headline, and the page's metadata agree with it"
    for option in stated:
        if option.candidate.origin == "title":
            break
        return option, "no visible headline agrees; the most trusted statement"
    titles = [o for o in stated if o.candidate.origin == "title"]
    if titles and titles[0].value:
        longest = max(parts_of(titles[0].value), key=len, default=titles[0].value)
        return Option(titles[0].candidate, longest), "the longest part of the page's title"
    seen = [o for o in options if o.candidate.origin.startswith("visible:")]
    return (seen[0], "the only headline on the page") if seen else (None, "")


def _place(option: Option[str]) -> int:
    return rank(option.candidate.origin, TITLE)


def _agreement(option: Option[str], stated: list[Option[str]]) -> float:
    """How far the words of a visible headline are those of a stated title: 1 if the same, over all statements the best."""
    own = _words(option.value or "")
    return max((_overlap(own, _words(other.value or "")) for other in stated if other is not option), default=0.0)


def _overlap(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _words(text: str) -> set[str]:
    found: set[str] = set()
    for word in _WORD.findall(text.lower()):
        found.update(word) if _BY_CHARACTER.search(word) else found.add(word)
    return found
