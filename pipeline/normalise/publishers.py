"""The publisher's name, and every name under which a site may stand in titles and bylines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import Candidate, Evidence
from pipeline.normalise.choice import Option, agreeing, evidence_of
from pipeline.normalise.ranking import PUBLISHER, rank
from pipeline.normalise.text import clean, fold
from pipeline.normalise.urls import host_of, registrable

MAX_NAME = 120  # characters
_COPYRIGHT = re.compile(r"©|\(c\)|copyright|all rights reserved|\b(?:19|20)\d\d\b", re.IGNORECASE)
_ADDRESS = re.compile(r"^(?:https?:)?//")


@dataclass(frozen=True, slots=True)
class ChosenPublisher:
    """The publisher's name and the evidence of all candidates."""

    value: str | None
    evidence: tuple[Evidence, ...]


def choose_publisher(candidates: Sequence[Candidate], url: str | None) -> ChosenPublisher:
    """The site's own name for itself; its host where it states none."""
    options = [_option(candidate) for candidate in candidates]
    usable = sorted((o for o in options if o.usable), key=lambda o: rank(o.candidate.origin, PUBLISHER))
    if usable and usable[0].value:
        best = usable[0]
        same = sum(fold(o.value or "") == fold(best.value or "") for o in usable) - 1
        return ChosenPublisher(
            best.value,
            evidence_of(options, lambda o: agreeing(same, "the site's own name") if o is best else None),
        )
    host = host_of(url)
    rows = evidence_of(options, lambda _: None)
    if not host:
        return ChosenPublisher(None, rows)
    return ChosenPublisher(
        host,
        (*rows, Evidence("publisher", host, url or "", "url", True, "the host, as the page names no publisher")),
    )


def _option(candidate: Candidate) -> Option[str]:
    value = clean(candidate.raw)
    if _ADDRESS.match(value):
        return Option(candidate, value, "an address, not a name")
    if value.startswith("@"):
        return Option(candidate, value, "a user name")
    if len(value) > MAX_NAME:
        return Option(candidate, value, "too long for a name")
    if candidate.origin in {"meta:copyright", "meta:cre"} or _COPYRIGHT.search(value):
        return Option(candidate, value, "a copyright notice")
    if not fold(value):
        return Option(candidate, value, "no letters")
    return Option(candidate, value)


def host_labels(url: str | None) -> tuple[str, ...]:
    """The names a host is known by, folded: `example` of `www.example.co.uk`."""
    domain = registrable(host_of(url))
    label = fold(domain.partition(".")[0])
    return (label,) if label else ()


def site_names(candidates: Sequence[Candidate], url: str | None) -> tuple[str, ...]:
    """Every name under which the site may stand beside a title or as an author: stated, host, domain, handle."""
    names = [clean(candidate.raw) for candidate in candidates if not _ADDRESS.match(candidate.raw.strip())]
    names += [name.removeprefix("@") for name in names if name.startswith("@")]
    names += [holder for name in names if (holder := _COPYRIGHT.sub("", name).strip(" .,-–|")) and holder != name]
    host = host_of(url)
    if host:
        domain = registrable(host)
        names += [host, domain, domain.partition(".")[0]]
        if host != domain:
            names.append(host.partition(".")[0] if len(host.partition(".")[0]) > 3 else host)
    return tuple(dict.fromkeys(name for name in names if 0 < len(name) <= MAX_NAME))
