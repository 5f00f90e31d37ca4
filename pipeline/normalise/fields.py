"""What a page says of itself, field by field: the chosen value and the evidence of every candidate.

Pure: takes candidates as read, the page's address and what is configured for its source; each field's rule is in
its own module. Never raises on any candidate.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo

from pipeline.model import Candidate, Evidence, Source
from pipeline.normalise.author_choice import choose_authors
from pipeline.normalise.date_choice import Reading, choose_times
from pipeline.normalise.languages import country_of
from pipeline.normalise.publishers import choose_publisher, host_labels, site_names
from pipeline.normalise.simple_fields import (
    choose_address,
    choose_description,
    choose_image,
    choose_language,
    choose_paywall,
    choose_section,
    choose_tags,
)
from pipeline.normalise.title_choice import choose_title
from pipeline.normalise.urls import host_of
from pipeline.normalise.zones import ZONE_OF_COUNTRY

_MONTH_FIRST = frozenset({"US", "PH", "CA"})  # where 03/04 is the 4th of March


@dataclass(frozen=True, slots=True)
class Fields:
    """The metadata of one page, normalised. `language` is the page's own statement, as ISO 639-1."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | date | None = None
    modified: datetime | date | None = None
    publisher: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    canonical_url: str | None = None
    image_url: str | None = None
    description: str | None = None
    paywalled: bool | None = None
    language: str | None = None
    evidence: tuple[Evidence, ...] = ()


def resolve(
    candidates: Sequence[Candidate],
    *,
    url: str | None,
    language: str | None,
    source: Source | None = None,
    body_start: str = "",
    now: datetime | None = None,
) -> Fields:
    """The chosen value of every field and why.

    `language` is the text's language as ISO 639-1, where it is known; `body_start` the first visible lines. With
    `now` (aware), times more than a day after it are not believed.
    """
    of: defaultdict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        of[candidate.field].append(candidate)
    address = choose_address(of["canonical_url"], url)
    stated = choose_language(of["language"])
    names = site_names(of["publisher"], url or address.value)
    if source is not None:
        names = (*names, source.name)
    publisher = choose_publisher(of["publisher"], url or address.value)
    sections = [candidate.raw for candidate in of["section"]]
    title = choose_title(of["title"], names, host_labels(url or address.value), body_start, sections)
    authors = choose_authors(of["authors"], names)
    country = (source.country if source else None) or _country(of["language"], url or address.value)
    spoken = language or stated.value
    month_first = country in _MONTH_FIRST or (country is None and spoken == "en")
    reading = Reading(_zone(source, country), spoken, month_first, now)
    times = choose_times(of["published"], of["modified"], reading)
    base = address.value or url
    image, section = choose_image(of["image_url"], base), choose_section(of["section"])
    description, paywall, tags = (
        choose_description(of["description"]),
        choose_paywall(of["paywalled"]),
        choose_tags(of["tags"]),
    )
    parts = (title, authors, times, publisher, section, tags, address, image, description, paywall, stated)
    return Fields(
        title=title.value,
        authors=authors.values,
        published=times.published,
        modified=times.modified,
        publisher=publisher.value,
        section=section.value,
        tags=tags.values,
        canonical_url=address.value,
        image_url=image.value,
        description=description.value,
        paywalled=paywall.value,
        language=stated.value,
        evidence=tuple(row for part in parts for row in part.evidence),
    )


def _country(statements: Sequence[Candidate], url: str | None) -> str | None:
    """The page's country: its host's country domain, or the locale of its language statement."""
    suffix = host_of(url).rpartition(".")[2].upper()
    suffix = {"UK": "GB"}.get(suffix, suffix)
    if suffix in ZONE_OF_COUNTRY:
        return suffix
    return next((found for c in statements if (found := country_of(c.raw))), None)


def _zone(source: Source | None, country: str | None) -> tzinfo | None:
    name = (source.timezone if source else None) or ZONE_OF_COUNTRY.get(country or "")
    try:
        return ZoneInfo(name) if name else None
    except (
        ValueError,
        OSError,
        KeyError,
    ):  # an unknown name is for `settings` to report, not for a page to fail on
        return None
