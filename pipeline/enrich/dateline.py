"""Where a report was filed and by whose desk, from its first words: `Seoul (dpa) –`, `PARIS, 14 mars (AFP) –`.

A field of its own; the text keeps its words.
"""

from __future__ import annotations

import re

from pipeline.enrich.gazetteer import places
from pipeline.enrich.lexicon import lexicon_of
from pipeline.enrich.tokens import tokenise
from pipeline.model import Dateline

_REACH = 120  # characters
_PLACE = r"[^\W\d_][\w’'./-]*(?:[ /][^\W\d_][\w’'./-]*){0,3}"
_MONTH = r"[^\W\d_]{3,10}\.?"
_DATE = rf"(?:\s*,\s*|\s+)(?:\d{{1,2}}\.?(?:º|er)?\s+(?:de\s+)?{_MONTH}|{_MONTH}\s+\d{{1,2}})(?:\s+\d{{4}})?"
_WITH_DESK = re.compile(
    rf"\s*(?P<place>{_PLACE})(?P<date>{_DATE})?,?\s*\((?P<desk>[^()\d]{{2,40}})\)\s*(?:[-–—:]+|\.(?=\s))?\s*(?=\S)"
)
_DESK_FIRST = re.compile(r"\s*\((?P<desk>[^()\d]{2,40})\)\s*[-–—:]+\s*(?=\S)")
_PLACE_ONLY = re.compile(rf"\s*(?P<place>{_PLACE})(?P<date>{_DATE})?\s*(?:--|[–—])\s+(?=[\w„“\"«])")


def find_dateline(body: str, language: str | None) -> Dateline | None:
    """The dateline at the start of `body`, or None. A place in it has a capital and is a name."""
    start = body[:_REACH].split("\n", 1)[0]
    match = _WITH_DESK.match(start)
    if match and _is_name(match["place"], language):
        dashed = bool(re.search(r"[-–—:]\s*$", match.group()))
        if dashed or match["place"].isupper() or _country(match["place"], language):
            return Dateline(_tidy(match["place"]), match["desk"].strip(), _country(match["place"], language))
    match = _DESK_FIRST.match(start)
    if match:
        return Dateline(None, match["desk"].strip())
    match = _PLACE_ONLY.match(start)
    if match and _is_name(match["place"], language):
        known = _country(match["place"], language)
        if known or (match["place"].isupper() and len(match["place"]) > 3):
            return Dateline(_tidy(match["place"]), None, known)
    return None


def _is_name(place: str, language: str | None) -> bool:
    words = lexicon_of(language)
    if place.split(maxsplit=1)[0].lower() in words.determiners | words.prepositions | words.adverbs:
        return False
    return all(word[:1].isupper() or len(word) <= 3 for word in re.split(r"[ /]", place))


def _tidy(place: str) -> str:
    """Without capitals throughout: `PARIS` is Paris."""
    return " ".join(word.title() if word.isupper() and len(word) > 3 else word for word in place.split())


def _country(place: str, language: str | None) -> str | None:
    words = tokenise(_tidy(place.split("/", maxsplit=1)[0]), language).text
    match = places(language or "en").match(words, 0) if words else None
    return match[1].country if match else None
