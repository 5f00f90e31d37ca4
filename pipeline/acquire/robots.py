"""What a host's robots.txt allows: RFC 9309, its rules for errors and caching, and Crawl-delay.

Pure: judges a `SiteFile`; fetching and keeping it is the fetcher's business.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from urllib.parse import urlsplit, urlunsplit

from protego import Protego

from pipeline.model import SiteFile

MAX_BYTES = 512_000  # RFC 9309, 2.5: at least 500 KiB must be parsed
LONGEST_KEPT = timedelta(hours=24)  # RFC 9309, 2.4
KEPT_AFTER_ERROR = timedelta(hours=1)  # a host that fails is asked again sooner


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an address may be fetched, why not, and how far apart requests should be."""

    allowed: bool
    reason: str = ""
    crawl_delay: float | None = None  # seconds


class RobotsRules:
    """One host's rules, parsed once."""

    def __init__(self, file: SiteFile) -> None:
        self.file = file
        self._parsed: Protego | None = None
        if _is_success(file.status):
            text = file.body[:MAX_BYTES].decode("utf-8-sig", errors="replace").replace("\x00", "")
            self._parsed = Protego.parse(text)

    def judge(self, url: str, user_agent: str, policy: Literal["obey", "strict"]) -> Verdict:
        """Whether `url` may be fetched under the product name at the start of `user_agent`.

        No file (4xx) allows everything, and a host whose file can't be reached allows nothing (RFC 9309, 2.3.1);
        under the policy `strict` no file allows nothing either.
        """
        if self._parsed is None:
            return self._without_file(policy)
        agent = product_name(user_agent)
        delay = self._parsed.crawl_delay(agent)
        if not self._parsed.can_fetch(url, agent):
            return Verdict(allowed=False, reason="robots.txt disallows it", crawl_delay=delay)
        return Verdict(allowed=True, crawl_delay=delay)

    def sitemaps(self) -> tuple[str, ...]:
        """The sitemaps that the file names."""
        return tuple(self._parsed.sitemaps) if self._parsed else ()

    def _without_file(self, policy: Literal["obey", "strict"]) -> Verdict:
        status = self.file.status
        if status is None:
            return Verdict(allowed=False, reason=f"robots.txt can't be reached: {self.file.reason}".rstrip(": "))
        if status == 429 or status >= 500:
            return Verdict(allowed=False, reason=f"robots.txt answers {status}, so nothing is fetched")
        if policy == "strict":
            return Verdict(allowed=False, reason=f"there is no robots.txt ({status}), and the source asks for one")
        return Verdict(allowed=True)


def robots_url(url: str) -> str:
    """Where the rules for an address stand."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))


def kept_until(status: int | None, fetched_at: datetime, freshness: timedelta | None) -> datetime:
    """How long a robots.txt may be used: what Cache-Control says, at most a day, an hour at least.

    A host's errors are asked about again after an hour.
    """
    if status is None or status == 429 or status >= 500:
        return fetched_at + KEPT_AFTER_ERROR
    kept = LONGEST_KEPT if freshness is None else min(max(freshness, timedelta(hours=1)), LONGEST_KEPT)
    return fetched_at + kept


def product_name(user_agent: str) -> str:
    """The name robots.txt knows an agent by: what stands before the first slash or space."""
    return user_agent.split("/", 1)[0].split(" ", 1)[0] or "newsmill"


def _is_success(status: int | None) -> bool:
    return status is not None and 200 <= status < 300
