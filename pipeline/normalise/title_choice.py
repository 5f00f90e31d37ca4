"""Which of a page's titles is the headline: the visible one that agrees with what the page states about itself.

A visible headline is compared with every stated title. One that says the same as a stated one wins; then
one that shares enough words with it (a search engine's title and the headline differ). Where two stated
titles agree and the visible text is that title with a kicker before it, the stated one is the headline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.model import Candidate, Evidence
from pipeline.normalise.choice import Option, agreeing, evidence_of
from pipeline.normalise.ranking import TITLE, rank
from pipeline.normalise.text import fold
from pipeline.normalise.titles import clean_title, is_site, parts_of

_WORD = re.compile(r"[^\W_]+")
_BY_CHARACTER = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_SECONDARY = ("json-ld:alternativeHeadline", "json-ld-page:headline", "rdfa:name", "microdata:name", "meta:title")
ENOUGH_OVERLAP = 0.5  # of the words, for one of several headings
ENOUGH_FOR_ONLY = 0.2  # for a page's only first-level heading
MIN_ONLY_WORDS = 3
MAX_BODY_START = 2_000  # characters
MIN_IN_TEXT = 15  # letters; a shorter title may stand in any text
MAX_HEADING = 250  # characters; a longer heading that nobody states is a paragraph
MIN_CUT = 100  # characters; some systems cut what they state to 110
MIN_PART = 5  # letters; a shorter part may be anything
MIN_KICKER = 3  # letters; so short a one is an article: "The …"
_TAIL = re.compile(r"\W*[|(\[«»·]")  # what follows a headline on its line without being a part of it


@dataclass(frozen=True, slots=True)
class ChosenTitle:
    """The headline and the evidence of all candidates."""

    value: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class _Site:
    names: tuple[str, ...]
    folded: frozenset[str]
    labels: tuple[str, ...]
    sections: tuple[str, ...]


def choose_title(
    candidates: Sequence[Candidate],
    site_names: Sequence[str],
    labels: Sequence[str] = (),
    body_start: str = "",
    sections: Sequence[str] = (),
) -> ChosenTitle:
    """The headline among all title candidates, without the site's names around it.

    `labels` are names of the host; `body_start` is the beginning of the visible text, where it is known;
    `sections` are the names of the section that the page states.
    """
    names = _plausible_sites(site_names, candidates)
    site = _Site(names, frozenset(fold(name) for name in names) - {""}, tuple(labels), tuple(sections))
    options = [option for candidate in candidates for option in _options(candidate, site)]
    usable = _rescued([option for option in options if option.usable], options)
    best, why = _best(usable, fold(body_start[:MAX_BODY_START]))
    if best is None or best.value is None:
        return ChosenTitle(None, evidence_of(options, lambda _: None))
    same = sum(fold(option.value or "") == fold(best.value) for option in usable) - 1
    chosen = next((o for o in options if o.candidate == best.candidate and o.value == best.value), None)
    if chosen is None:  # a part of a candidate
        options.append(best)
        chosen = best
    return ChosenTitle(best.value, evidence_of(options, lambda o: agreeing(same, why) if o is chosen else None))


def _plausible_sites(names: Sequence[str], candidates: Sequence[Candidate]) -> tuple[str, ...]:
    """Without "names" that are this page's headline: some pages put it where the site's name belongs."""
    titles = {fold(candidate.raw) for candidate in candidates}
    return tuple(name for name in names if len(name.split()) < 5 or fold(name) not in titles)


def _options(candidate: Candidate, site: _Site) -> list[Option[str]]:
    lines = [line for line in candidate.raw.splitlines() if line.strip()]
    texts = [" ".join(lines)]
    if len(lines) > 1 and candidate.origin.startswith(("visible:", "microdata:")):
        texts += [line for line in lines if len(line.split()) > 2 or _BY_CHARACTER.search(line)]
    return [_option(candidate, text, site) for text in texts]


_cleaned = lru_cache(maxsize=200)(clean_title)  # most places of a page state the same


def _option(candidate: Candidate, text: str, site: _Site) -> Option[str]:
    value = _cleaned(text, site.names, site.labels, site.sections)
    if not fold(value):
        return Option(candidate, value, "no letters")
    if is_site(value, set(site.folded)):
        return Option(candidate, value, "the site's name")
    if candidate.origin.endswith("@elsewhere"):
        return Option(candidate, value, "stands elsewhere on the page")
    return Option(candidate, value)


def _rescued(usable: list[Option[str]], options: list[Option[str]]) -> list[Option[str]]:
    """The usable options; without a visible headline among them also a first-level heading that stands elsewhere.

    Some pages put their headline into what is built like a menu or a margin: two places have to state the same.
    """
    # Microdata marks what is seen; it doesn't state it once more.
    known = _Known([o for o in usable if not o.candidate.origin.startswith(("visible:", "microdata:", "rdfa:"))])
    seen = [option for option in usable if option.candidate.origin.startswith("visible:")]
    if any(known.agreement(option)[0] for option in seen):
        return usable
    return usable + [
        Option(option.candidate, option.value)
        for option in options
        if option.candidate.origin == "visible:h1@elsewhere" and known.agreement(option)[0] > 1
    ]


def _best(options: list[Option[str]], text: str) -> tuple[Option[str] | None, str]:
    stated = sorted((o for o in options if not o.candidate.origin.startswith("visible:")), key=_place)
    known = _Known(stated)
    headings = [o for o in options if o.candidate.origin.startswith("visible:h1")]
    classed = [o for o in options if o.candidate.origin.startswith("visible:headline")]
    marked = [o for o in stated if o.candidate.origin.startswith("microdata:headline")]
    best = max(headings, key=known.agreement, default=None)
    other, why = _instead_of(best.value or "" if best else "", stated, classed, known)
    if other is not None:
        return other, why
    if best is not None and _closes_title(best, stated):
        first = next((o for o in classed if _opens_title(o, stated)), None)
        if first is not None:
            return (
                first,
                "the visible headline with which the page's title begins; the heading is what it ends with",
            )
    if best is not None:
        exact, overlap, size = known.agreement(best)
        if exact:
            return best, "the visible headline, as the page's metadata state it"
        only = len({o.candidate for o in headings}) == 1 and size >= MIN_ONLY_WORDS
        if overlap >= (ENOUGH_FOR_ONLY if only else ENOUGH_OVERLAP) and len(best.value or "") <= MAX_HEADING:
            return best, "the visible headline, and the page's metadata agree with it"
    for group in (marked, classed):
        same = max(group, key=known.agreement, default=None)
        if same is not None and known.agreement(same)[0]:
            return same, "the visible headline, as the page's metadata state it"
    return _stated(stated, headings or classed, text)


def _instead_of(
    heading: str, stated: list[Option[str]], classed: list[Option[str]], known: _Known
) -> tuple[Option[str] | None, str]:
    """What is the headline although the first-level heading (if there is one) says something else, and why."""
    for option in stated:
        if _share_title(heading, option, stated):
            return option, "the other part of the page's title is a heading above it"
    shared = next((o for o in stated if o.candidate.origin.startswith("og:")), None)
    whole = known.places.get(fold(heading), 0) > 1 and fold(heading).endswith(
        fold(shared.value or "") if shared else ""
    )
    if shared is not None and fold(shared.value or "") != fold(heading) and not whole:
        seen = any(fold(o.value or "") == fold(shared.value or "") for o in classed)
        if seen:
            return shared, "the headline that readers see and that the page is shared with"
    agreed = next((o for o in stated if known.places.get(fold(o.value or ""), 0) > 1), None)
    if agreed is None or fold(heading) in known.places:
        return None, ""
    if _has_around(heading, agreed.value or ""):
        return agreed, "the visible headline without what stands around it"
    if agreed.candidate.origin.startswith("json-ld:") and _has_around(agreed.value or "", heading):
        return agreed, "the visible headline with the words that stand above it"
    return None, ""


def _closes_title(option: Option[str], stated: list[Option[str]]) -> bool:
    """Whether a heading is only known as the last part of the page's title, as sites' names are."""
    return any(len(parts) > 1 and fold(parts[-1]) == fold(option.value or "") for parts in _titles(stated))


def _opens_title(option: Option[str], stated: list[Option[str]]) -> bool:
    return any(len(parts) > 1 and fold(parts[0]) == fold(option.value or "") for parts in _titles(stated))


def _titles(stated: list[Option[str]]) -> list[list[str]]:
    return [parts_of(option.candidate.raw) for option in stated if option.candidate.origin == "title"]


def _share_title(heading: str, option: Option[str], stated: list[Option[str]]) -> bool:
    """Whether the page's title is a heading and this option side by side: then the heading is the site's."""
    one, other = fold(heading), fold(option.value or "")
    if option.candidate.origin.startswith(("title", *_SECONDARY)) or min(len(one), len(other)) < MIN_PART:
        return False
    whole = {fold(o.candidate.raw) for o in stated if o.candidate.origin == "title"}
    return one + other in whole or other + one in whole


def _stated(stated: list[Option[str]], seen: list[Option[str]], text: str) -> tuple[Option[str] | None, str]:
    in_text = next(
        (o for o in stated if len(fold(o.value or "")) > MIN_IN_TEXT and fold(o.value or "") in text), None
    )
    if in_text is not None:
        return in_text, "a stated title with which the text begins"
    if stated and len(stated[0].value or "") >= MIN_CUT:
        cut = fold(stated[0].value or "")
        longer = next(
            (o for o in stated[1:] if fold(o.value or "").startswith(cut) and fold(o.value or "") != cut), None
        )
        if longer is not None:
            return longer, "no visible headline agrees; the most trusted statement is cut, and this one is whole"
    if stated and stated[0].candidate.origin != "title":
        return stated[0], "no visible headline agrees; the most trusted statement"
    if stated and stated[0].value:
        if fold(stated[0].value) != fold(stated[0].candidate.raw):
            return stated[0], "the page's title without the site's name"
        longest = max(parts_of(stated[0].value), key=len, default=stated[0].value)
        return Option(stated[0].candidate, longest), "the longest part of the page's title"
    return (seen[0], "the only headline on the page") if seen else (None, "")


def _place(option: Option[str]) -> int:
    return rank(option.candidate.origin, TITLE)


class _Known:
    """What is stated: each title (folded) with the kinds of places that state it, and the words of each."""

    def __init__(self, stated: list[Option[str]]) -> None:
        found: dict[str, set[str]] = {}
        self.words: list[set[str]] = []
        for option in stated:
            origin, value = option.candidate.origin, option.value or ""
            if origin.startswith(_SECONDARY):
                continue
            # Each part of <title> counts as stated: it may name the site, the section and the headline.
            for text in [value, *parts_of(value)] if origin == "title" else [value]:
                found.setdefault(fold(text), set()).add(origin.partition(":")[0])
                self.words.append(_words(text))
        self.places = {title: len(kinds) for title, kinds in found.items()}

    def agreement(self, option: Option[str]) -> tuple[int, float, int]:
        """(how many kinds of places state just this, the best share of common words, how many words it has)."""
        value = option.value or ""
        own = _words(value)
        overlap = max((_overlap(own, words) for words in self.words), default=0.0)
        return self.places.get(fold(value), 0), overlap, len(own)


def _has_around(longer: str, shorter: str) -> bool:
    """Whether a text is another one with a kicker before it, or with a mark and something after it."""
    whole, part = fold(longer), fold(shorter)
    if len(part) <= MIN_PART or whole == part:
        return False
    if whole.endswith(part):
        return len(whole) - len(part) > MIN_KICKER
    return whole.startswith(part) and _TAIL.match(longer[_end_of(longer, len(part)) :]) is not None


def _end_of(text: str, letters: int) -> int:
    """Where the first so many letters and digits of a text end."""
    for at, character in enumerate(text):
        letters -= len(fold(character))
        if letters <= 0:
            return at + 1
    return len(text)


def _overlap(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _words(text: str) -> set[str]:
    found: set[str] = set()
    for word in _WORD.findall(text.lower()):
        found.update(word) if _BY_CHARACTER.search(word) else found.add(word)
    return found
