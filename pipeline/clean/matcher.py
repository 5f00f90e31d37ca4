"""Match one line: by its form (`forms`), its wording (`rules`), or both. Does not look around."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.clean.fold import NUMBER, fold
from pipeline.clean.forms import LETTER_OR_DIGIT, LONGEST_CRUMB, LONGEST_TRAIL, by_form
from pipeline.clean.patterns import Pattern
from pipeline.clean.phrasefile import Section
from pipeline.clean.rules import COMPOSED, Match, RuleSet
from pipeline.clean.shape import is_sentence
from pipeline.clean.spelled import SpelledLine

_REMEMBERED, _LONGEST_REMEMBERED = 10_000, 120  # lines, characters
_LONGEST_DATE_LINE = 80  # characters
_DAY_AND_YEAR = 2  # numbers of a date in words
# A day with its year (Gregorian, Iranian, Islamic, Buddhist) or a clock time; not a year alone.
_CLOCK = re.compile(r"(?<!\d)(?:[01]?\d|2[0-3])(?::[0-5]\d|h[0-5]\d|[.h][0-5]\d(?= ?[^\W\d]))(?!\d)")
_CLOCK_TIMES = re.compile(rf"{_CLOCK.pattern}.*?{_CLOCK.pattern}")
_NUMERIC_DATE = re.compile(r"(?<!\d)\d{1,4}([./-])\d{1,2}\1(?:\d{4}|\d\d)(?!\d)|\d{4}年")
_WORDED_DATE = re.compile(r"[^\W\d]\W*\s(?:19|20|13|14|25)\d\d(?!\d)|(?<!\d)(?:19|20)\d\d\W*\s[^\W\d]")
_NAME_AND_DATE = Pattern(Section("mul", "byline", strong=True, edge=True), "{name} {date}")
DATE_LINE = "structure:date-line"
NAME_AND_DATE = "structure:name-and-date"
_BETWEEN_CONTROLS = re.compile(r"\s*[|•·»›→►▶/,\t]+\s*|\s{2,}|\s+[-–—]\s+")
_BETWEEN_PARTS = re.compile(r"\s*[|•·]\s*|\s+[–—]\s+")
_MOST_BYLINE_PARTS = 5
_LONGEST_RUN = 240  # characters
_MOST_RUN_WORDS = 40
_BAR = 3  # controls
_LONGEST_CONTROL_LINE = 160  # characters
_LONGEST_CONTROL = 5  # words of one control within a run
_LONGEST_CAPTION, _LONGEST_TAIL = 300, 90  # characters
# What may be a credit at the end of a caption: “At the bridge. (Photo: Jana Reetz)”, “At the bridge. Photo: dpa”
_TAIL = re.compile(r"(?:[(\[]|[.!?|]\s+|\s[–—-]\s+)([^()\[\]|.!?]{3,80})[)\]]?\s*\.?$")
_CREDIT_MARKS = ":：©([/"
_CRUMB_OR_BAR = re.compile(r"\s*[>›»→]\s*|\s+[/|]\s+")
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?।۔።။។։])\s+|(?<=[。！？])")
_SENTENCE_END = re.compile(r"[.!?।۔።။។։]\s|[。！？]")  # what such a place looks like, found sooner
_MOST_SENTENCES = 6
_OFFERS = frozenset({"paywall", "consent"})
_WHOLE_SENTENCE = 5  # words
FAMILIES = {"navigation": "page", "share": "page", "comment": "talk", "comment-form": "talk"}


def match_line(text: str, rules: RuleSet, language: str | None) -> Match | None:
    """What one line is known as on its own, or None; whether that counts is judged with its surroundings.

    Interface lines come again with every article of a site: the latest short ones are remembered.
    """
    return (_remembered if len(text) <= _LONGEST_REMEMBERED else _matched)(text, rules, language)


def _matched(text: str, rules: RuleSet, language: str | None) -> Match | None:
    found = by_form(text) or _caption(text, rules, language)
    if found:
        return found if rules.allows(found.kind, found.rule) else None
    if not LETTER_OR_DIGIT.search(text):
        return None
    if rules.may_match(text):
        ways = _by_wording(text, fold(text), rules, language)
    else:
        ways = iter([rules.composed(fold(text), text, language)] if len(text) <= _LONGEST_CONTROL_LINE else [])
    match = next((match for match in ways if match and rules.allows(match.kind, match.rule)), None)
    if match and rules.off and match.rule.startswith(COMPOSED):
        # The words of a line are no second way to what its source has switched off.
        return match if match == _matched(text, rules.whole, language) else None
    return match


_remembered = lru_cache(_REMEMBERED)(_matched)


def _by_wording(text: str, key: str, rules: RuleSet, language: str | None) -> Iterator[Match | None]:
    """What a line is by its words, the surest way first."""
    yield rules.wording(key, text, language)
    yield _date_line(text, key, rules)
    yield rules.pattern(key, text, language)
    yield _name_and_date(text, key, rules)
    yield _byline_in_parts(text, rules, language)
    yield _run(text, key, rules, language)
    yield _trail_from_home(text, rules, language)
    yield _sentences(text, rules, language)
    yield rules.composed(key, text, language) if len(text) <= _LONGEST_CONTROL_LINE else None


def _trail_from_home(text: str, rules: RuleSet, language: str | None) -> Match | None:
    """The same with other separators or fewer pages, from a page that menus name: “Home / News”."""
    crumbs = _CRUMB_OR_BAR.split(text.strip()) if len(text) <= LONGEST_TRAIL else []
    if len(crumbs) < 2 or not all(crumb and len(crumb) <= LONGEST_CRUMB for crumb in crumbs[:-1]):
        return None
    home = rules.phrase(fold(crumbs[0]), crumbs[0], language)
    if home is None or home.kind != "navigation":
        return None
    return Match("navigation", "structure:breadcrumbs", strong=len(crumbs) >= _BAR, edge=True)


def _caption(text: str, rules: RuleSet, language: str | None) -> Match | None:
    """What stands under a picture, with its credit at the end."""
    end = text[-_LONGEST_TAIL:]
    if len(text) > _LONGEST_CAPTION or not any(mark in end for mark in _CREDIT_MARKS):
        return None
    tail = _TAIL.search(end)
    if tail is None:
        return None
    key = fold(tail[1])
    match = rules.phrase(key, tail[1], language) or rules.pattern(key, tail[1], language)
    if match is None or match.kind != "credit" or not match.strong or match.edge:
        return None
    return Match("caption", "structure:caption-with-credit", strong=True)


def _date_line(text: str, key: str, rules: RuleSet) -> Match | None:
    """A full date or a time, and nothing else; a year or “11 September” alone may be a heading."""
    if len(text) > _LONGEST_DATE_LINE or NUMBER not in key:
        return None
    if _full_date(text) and rules.is_date(key):
        return Match("byline", DATE_LINE, strong=True, edge=True, exact=True)
    return None


def _full_date(text: str) -> bool:
    if _CLOCK_TIMES.search(text) and not (_NUMERIC_DATE.search(text) or _WORDED_DATE.search(text)):
        return False  # opening hours
    return _numeric(text) or _WORDED_DATE.search(text) is not None


def _numeric(text: str) -> bool:
    return _CLOCK.search(text) is not None or _NUMERIC_DATE.search(text) is not None


def _name_and_date(text: str, key: str, rules: RuleSet) -> Match | None:
    """Who wrote, and when: “Mara Lind, 12 March 2024”, “Mara Lind | 12.03.2024, 14:05”."""
    if len(text) > _LONGEST_DATE_LINE or NUMBER not in key or not _full_date(text):
        return None
    if not _numeric(text) and key.split().count(NUMBER) < _DAY_AND_YEAR:
        return None  # "Looking forward to 2026"
    if _NAME_AND_DATE.matches(SpelledLine(text, rules.vocabulary), by_slots=True):
        return Match("byline", NAME_AND_DATE, strong=True, edge=True)
    return None


def _byline_in_parts(text: str, rules: RuleSet, language: str | None) -> Match | None:
    """Who wrote, when, and when it was changed, each in a part of its own: “Von X · 5. März 2026 · Stand: …”."""
    parts = [part for part in _BETWEEN_PARTS.split(text.strip()) if part]
    if not 2 <= len(parts) <= _MOST_BYLINE_PARTS or len(text) > _LONGEST_RUN:
        return None
    for part, key in ((part, fold(part)) for part in parts):
        match = _date_line(part, key, rules) or rules.phrase(key, part, language)
        match = match or rules.pattern(key, part, language)
        if match is None or match.kind != "byline":
            return None
    return Match("byline", "structure:byline-in-parts", strong=True, edge=True)


def _run(text: str, key: str, rules: RuleSet, language: str | None) -> Match | None:
    """Several controls in one line: “Share Tweet Print”, “Home | News | Sport”."""
    if len(text) > _LONGEST_RUN or is_sentence(text):
        return None
    parts = [part for part in map(str.strip, _BETWEEN_CONTROLS.split(text)) if part]
    apart = _controls(parts, rules, language) if len(parts) > 1 else []
    found = apart or _segments(key.split(), rules, language)
    wordings = {match.rule for match in found} if not apart else {fold(part).strip("0 ") for part in parts}
    families = {FAMILIES.get(match.kind, match.kind) for match in found}
    if not found or len(wordings) == 1 or (len(families) > 1 and len(apart) < _BAR):
        return None  # nothing, "Video, video, video.", or words of several kinds as a headline may have them
    if found[0].kind == "navigation" and len(found) < _BAR:
        return None  # two words of a menu may be a headline, too: "Kontakt Hilfe"
    strong = len(found) >= _BAR or any(match.strong for match in found)
    return Match(found[0].kind, "structure:run-of-controls", strong=strong)


def _sentences(text: str, rules: RuleSet, language: str | None) -> Match | None:
    """Several sentences, each of which is residue; of an offer, the first is enough."""
    if not _SENTENCE_END.search(text):
        return None
    parts = _BETWEEN_SENTENCES.split(text.strip())
    if not 1 < len(parts) <= _MOST_SENTENCES or not rules.may_match(parts[0]):
        return None
    found = []
    for part in parts:
        key = fold(part)
        match = rules.phrase(key, part, language) or rules.pattern(key, part, language)
        match = match or rules.composed(key, part, language)
        if match is None or match.edge:
            return None
        if match.strong and match.kind in _OFFERS and len(part.split()) >= _WHOLE_SENTENCE:
            return Match(match.kind, "structure:offer", strong=True)
        found.append(match)
    surest = max(found, key=lambda match: match.strong)
    return Match(surest.kind, "structure:run-of-sentences", strong=surest.strong)


def _control(text: str, rules: RuleSet, language: str | None) -> Match | None:
    """What a part of a line is known as, if nothing in it but numbers varies."""
    key = fold(text)
    match = rules.phrase(key, None, language) or rules.pattern(key, text, language)
    return match if match and match.exact else None


def _controls(parts: Sequence[str], rules: RuleSet, language: str | None) -> list[Match]:
    """What all the parts are known as; empty if one of them is no control."""
    found = []
    for part in parts:
        match = _control(part, rules, language)
        if match is None:
            return []
        found.append(match)
    return found


def _segments(words: Sequence[str], rules: RuleSet, language: str | None) -> list[Match]:
    """The controls of a line without separators, the longest first; empty if something is left over."""
    found: list[Match] = []
    start = 0
    while start < len(words) <= _MOST_RUN_WORDS:
        ends = range(min(start + _LONGEST_CONTROL, len(words)), start, -1)
        controls = ((end, rules.phrase(" ".join(words[start:end]), None, language)) for end in ends)
        start, match = next(((end, control) for end, control in controls if control), (0, None))
        if match is None:
            return []
        found.append(match)
    return found
