"""In which order the places of a page are believed, per field: data, and the reason for the order.

What publishers maintain for search engines (JSON-LD, then `article:` and other meta elements) is checked by
machines and right most often; visible elements are right where they are marked as what they are; what is merely
shaped like a date or byline comes last. The orders were chosen on one half of several page sets and checked on the
other.
"""

from __future__ import annotations

# What lists of articles say beside the page. A feed's title has no name of the site around it, and its time is a
# machine's; but a list is written once, and a page is corrected.
BESIDE = ("feed:", "sitemap:", "jsonl:")

# An origin belongs to the first prefix it starts with; what matches none comes after all of them.
PUBLISHED: Order = (
    "json-ld:datePublished", "article:published", "og:", "json-ld-page:datePublished",
    "microdata:datepublished", "rdfa:datepublished", "article:", "parsely-", "sailthru.", "citation_",
    "cxenseparse:", ("meta:pub", "meta:article", "meta:datepub", "meta:firstcreate"), "rdfa:", "dc.",
    "dcterms.", "time:published", "json-ld:", "microdata:", "json-ld-page:", "url", BESIDE,
    # What a reader sees before names such as "date" and "created", which content systems fill with what they like.
    ("visible:date", "time:plain"), "meta:",
)  # fmt: skip
MODIFIED = (
    "json-ld:", "article:", "og:", "json-ld-page:", "microdata:", "meta:", "rdfa:", "dcterms.", "dc.",
    "time:modified", "visible:date", BESIDE,
)  # fmt: skip
AUTHORS = (
    "json-ld:author", "parsely-", "sailthru.", "citation_", "bt:", "microdata:", "json-ld:",
    "json-ld-page:author", "meta:author", "article:", "og:", "meta:", "cxenseparse:", "dc.", "dcterms.", BESIDE,
    "rel:author", "json-ld-page:", "rdfa:", "visible:byline", "visible:author", "visible:text-byline",
    "link:author", "link:rel-author", "twitter:",
)  # fmt: skip
TITLE = (
    "json-ld:headline", "og:", "json-ld:name", "microdata:headline", "parsely-", "sailthru.", "citation_",
    "twitter:", "meta:headline", "dc.", "dcterms.", "cxenseparse:", "rdfa:", "json-ld-page:", "article:",
    "visible:headline", "meta:", BESIDE, "title", "microdata:", "json-ld:",
)  # fmt: skip
PUBLISHER = (
    "og:", "json-ld:publisher", "json-ld-site:website", "json-ld-site:newsmediaorganization",
    "citation_journal", "json-ld-site:organization", "json-ld-page:", "meta:application-name",
    "meta:sitename", "dc.", "dcterms.", "meta:publisher", "meta:apple", "microdata:",
)  # fmt: skip
LANGUAGE = (
    "json-ld:",
    "html:lang",
    "article:lang",
    "body:lang",
    "meta:content-language",
    "og:",
    "json-ld-page:",
    "dc.",
    "meta:",
)
SECTION = ("json-ld:", "article:", "og:", "parsely-", "cxenseparse:", "meta:", "microdata:")
IMAGE = ("og:", "json-ld:", "twitter:", "parsely-", "sailthru.", "json-ld-page:")
DESCRIPTION = (
    "og:",
    "json-ld:",
    "meta:",
    "twitter:",
    "dc.",
    "dcterms.",
    "sailthru.",
    "microdata:",
    "json-ld-page:",
)
ADDRESS = ("link:canonical", "og:url", "json-ld:", "url", "parsely-", "json-ld-page:")


Order = tuple[str | tuple[str, ...], ...]


def rank(origin: str, order: Order) -> int:
    """How early an origin is believed: 0 first. What stands elsewhere on the page comes after everything else."""
    later = 2 * len(order) if origin.endswith("@elsewhere") else len(order) if _is_doubtful(origin) else 0
    return later + next((place for place, prefix in enumerate(order) if origin.startswith(prefix)), len(order))


def _is_doubtful(origin: str) -> bool:
    """What stands before the headline may be the day's date; a removed line may be from a list below the text."""
    return origin.endswith("@above") or origin in {"visible:line", "visible:link-date"}
