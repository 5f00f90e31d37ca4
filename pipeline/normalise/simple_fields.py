"""The fields whose rule is short: address, language, image, section, tags, description, paywall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pipeline.model import Candidate, Evidence
from pipeline.normalise.choice import Option, agreeing, evidence_of
from pipeline.normalise.languages import language_of
from pipeline.normalise.ranking import ADDRESS, BESIDE, DESCRIPTION, IMAGE, LANGUAGE, SECTION, rank
from pipeline.normalise.text import clean, fold
from pipeline.normalise.urls import canonical, implausible_canonical

MAX_TAGS = 50
MAX_LABEL = 100  # characters of a tag or section
MAX_DESCRIPTION = 1_500

Value = TypeVar("Value")

_OPEN = frozenset(
    {"free", "true", "1", "yes", "open", "public", "http://schema.org/true", "https://schema.org/true"}
)
_CLOSED = frozenset(
    {
        "locked",
        "metered",
        "false",
        "0",
        "no",
        "paid",
        "premium",
        "subscriber",
        "subscribers",
        "http://schema.org/false",
        "https://schema.org/false",
    }
)


@dataclass(frozen=True, slots=True)
class Chosen(Generic[Value]):
    """A field's value and the evidence of its candidates."""

    value: Value | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ChosenTags:
    """The tags and the evidence of their candidates."""

    values: tuple[str, ...]
    evidence: tuple[Evidence, ...]


def choose_address(candidates: Sequence[Candidate], url: str | None) -> Chosen[str]:
    """The page's own canonical address where it is plausible, else the one it was fetched from."""

    def option(candidate: Candidate) -> Option[str]:
        value = canonical(candidate.raw, url)
        if value is None:
            return Option(candidate, None, "not a web address")
        return Option(candidate, value, implausible_canonical(value, url) or "")

    return _first([option(candidate) for candidate in candidates], ADDRESS, "the page's own address")


def choose_language(candidates: Sequence[Candidate]) -> Chosen[str]:
    """The language that the page states for itself."""
    options = [
        _or_none(candidate, language_of(candidate.raw), "no ISO 639-1 language") for candidate in candidates
    ]
    return _first(options, LANGUAGE, "the page's own statement")


def choose_image(candidates: Sequence[Candidate], base: str | None) -> Chosen[str]:
    """The lead image as an absolute address."""
    options = [
        _or_none(candidate, canonical(candidate.raw, base), "not a web address") for candidate in candidates
    ]
    return _first(options, IMAGE, "the page's own statement")


def choose_section(candidates: Sequence[Candidate]) -> Chosen[str]:
    """The section the article stands in."""
    options = [_label(candidate, clean(candidate.raw)) for candidate in candidates]
    return _first(options, SECTION, "the page's own statement")


def choose_description(candidates: Sequence[Candidate]) -> Chosen[str]:
    """What the page says it is about, in a sentence or two."""
    options = [
        _or_none(candidate, clean(candidate.raw)[:MAX_DESCRIPTION] or None, "empty") for candidate in candidates
    ]
    return _first(options, DESCRIPTION, "the page's own statement")


def choose_tags(candidates: Sequence[Candidate]) -> ChosenTags:
    """Topics, split at commas and semicolons, each once, in the page's order; a feed's where the page has none."""
    found: dict[str, str] = {}
    rows = []
    on_page = any(fold(each.raw) for each in candidates if not each.origin.startswith(BESIDE))
    for candidate in candidates:
        if on_page and candidate.origin.startswith(BESIDE):
            rows.append(
                Evidence(
                    "tags", candidate.raw, candidate.raw[:400], candidate.origin, False, "the page has its own"
                )
            )
            continue
        separator = ";" if candidate.raw.count(";") > candidate.raw.count(",") else ","
        parts = [clean(part) for part in candidate.raw.replace("，", ",").replace("、", ",").split(separator)]
        new = [part for part in parts if fold(part) and len(part) <= MAX_LABEL and fold(part) not in found]
        for part in new[: max(0, MAX_TAGS - len(found))]:
            found[fold(part)] = part
        reason = "the page's own statement" if new else "said before, or no topic"
        rows.append(
            Evidence(
                "tags",
                ", ".join(new) or clean(candidate.raw),
                candidate.raw[:400],
                candidate.origin,
                bool(new),
                reason,
            )
        )
    return ChosenTags(tuple(found.values()), tuple(rows))


def choose_paywall(candidates: Sequence[Candidate]) -> Chosen[bool]:
    """Whether readers must pay: schema.org's isAccessibleForFree, article:content_tier and their like."""
    options = [_or_none(candidate, _paid(candidate), "says neither free nor paid") for candidate in candidates]
    return _first(options, ("json-ld:", "microdata:", "article:", "json-ld-page:"), "the page's own statement")


def _paid(candidate: Candidate) -> bool | None:
    word = candidate.raw.strip().lower()
    if candidate.origin == "meta:premium":
        return True if word in {"true", "1", "yes"} else None
    if word in _CLOSED:
        return True
    return False if word in _OPEN else None


def _or_none(candidate: Candidate, value: Value | None, reason: str) -> Option[Value]:
    return Option(candidate, value, reason if value is None else "")


def _label(candidate: Candidate, value: str) -> Option[str]:
    if not fold(value) or len(value) > MAX_LABEL:
        return Option(candidate, value, "no label")
    return Option(candidate, value, "an address, not a label" if "://" in value else "")


def _first(options: list[Option[Value]], order: tuple[str, ...], why: str) -> Chosen[Value]:
    """The usable option of the most trusted place; ties go to the page's order."""
    usable = sorted((o for o in options if o.usable), key=lambda o: rank(o.candidate.origin, order))
    if not usable:
        return Chosen(None, evidence_of(options, lambda _: None))
    best = usable[0]
    agree = sum(o.value == best.value for o in usable) - 1
    return Chosen(best.value, evidence_of(options, lambda o: agreeing(agree, why) if o is best else None))
