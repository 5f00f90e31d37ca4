"""Everything a page states about itself, as candidates in one pass over its tree. Judges nothing, changes nothing.

Each place has its own adapter: `jsonld`, `microdata`, `visible`; meta and link elements, the title, language
attributes and the page's address are read here. What is chosen is `normalise.fields`' affair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from pipeline.model import Candidate
from pipeline.read.dom import Element, headline_of, text_of
from pipeline.read.jsonld import candidates_of_nodes, nodes_of
from pipeline.read.meta_names import field_of, folded, origin_of
from pipeline.read.microdata import MicrodataReader
from pipeline.read.visible import VisibleReader

MAX_ELEMENTS = 200_000  # a page of 5 MB has about 100,000
MAX_CANDIDATES = 600
MAX_RAW = 1_500  # characters
MAX_SCRIPTS = 100
_UNSEEN = frozenset({"script", "meta", "link", "title"})
MAX_SCRIPT = 400_000  # characters

# Open Graph's meta elements have a `property`, too; they are read by their names.
_ITEMISED = "descendant-or-self::*[@itemprop != '' or (@property != '' and not(self::meta))]"
_IN_SCRIPT = re.compile(
    r'"(?:date_?published|publish(?:ed)?_?(?:date|time|at|on)|publication_?date|first_?published\w{0,8})\\?"\s{0,3}:\s{0,3}'
    r'\\?"(\d{4}-\d\d-\d\d[^"\\]{0,30})',
    re.IGNORECASE,
)
_URL_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[/_.-](1[0-2]|0?[1-9])[/_.-](3[01]|[12]\d|0?[1-9])|(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))(?!\d)"
)
# "/2015/08/150803-": year and month as folders, the day in the file's name.
_URL_DAY_BELOW = re.compile(r"/((?:19|20)(\d\d))/(0[1-9]|1[0-2])/\2\3(0[1-9]|[12]\d|3[01])(?!\d)")
_URL_NAMED_DAY = re.compile(
    r"/((?:19|20)\d\d)/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}/(\d{1,2})(?=/)", re.IGNORECASE
)


def candidates_of(tree: Element, url: str | None = None) -> tuple[Candidate, ...]:
    """Every candidate value for every field that a parsed page offers, in order of place.

    `tree` is an lxml.html root (or any element of the page); `url` the address it was fetched from, where known.
    """
    if tree is None:
        return ()
    scripts: list[str] = []
    found = list(_scan(tree, scripts))
    found.extend(_language_attributes(tree))
    if url:
        found.extend(_from_url(url))
    if not any(c.field == "published" and "@" not in c.origin for c in found):
        found.extend(_in_scripts(tree))
    addresses = tuple(c.raw for c in found if c.field == "canonical_url" and c.origin != "url")
    titles = tuple(c.raw for c in found if c.field == "title")[:20]
    nodes = nodes_of(scripts)
    stated = list(candidates_of_nodes(nodes, ((url,) if url else ()) + addresses, titles))
    return tuple(_bounded([*stated, *found]))


def _scan(tree: Element, scripts: list[str]) -> Iterator[Candidate]:
    """Candidates of each element in document order; the texts of JSON-LD scripts go to `scripts`."""
    visible, microdata = VisibleReader(headline_of(tree)), MicrodataReader()
    itemised = frozenset(tree.xpath(_ITEMISED))
    for element in islice(tree.iter("*"), MAX_ELEMENTS):
        tag = element.tag
        if tag not in _UNSEEN:
            visible.look(element, tag)
        elif tag == "link":
            yield from _link(element)
        elif tag == "title":
            if element.getparent() is not None and element.getparent().tag != "svg":
                yield Candidate("title", text_of(element, 500), "title")
        else:
            if tag == "meta":
                yield from _meta(element)
            scripts.extend(_json_ld(element))
        if element in itemised:
            yield from microdata.look(element)
    yield from visible.finish()


def _json_ld(element: Element) -> Iterator[str]:
    """The text of a JSON-LD script; some frameworks make a meta element of it."""
    if element.tag == "meta":
        if (element.get("name") or "").endswith("ld+json"):
            yield element.get("content") or ""
    elif "ld+json" in (element.get("type") or "").lower():
        yield element.text or ""


def _meta(element: Element) -> Iterator[Candidate]:
    content = element.get("content") or element.get("value")  # archived copies of pages have the latter
    if not content or not content.strip():
        return
    names = {element.get(key) for key in ("property", "name", "http-equiv", "id")} - {None, ""}
    fields = dict.fromkeys(folded(str(name)) for name in sorted(names, key=str))
    for name in fields:
        field = field_of(name)
        if field is not None:
            yield Candidate(field, content.strip(), origin_of(name))
            return


def _link(element: Element) -> Iterator[Candidate]:
    relations = (element.get("rel") or "").lower().split()
    address = element.get("href")
    if address and "canonical" in relations:
        yield Candidate("canonical_url", address, "link:canonical")
    if "author" in relations and element.get("title"):
        yield Candidate("authors", element.get("title"), "link:rel-author")


def _language_attributes(tree: Element) -> Iterator[Candidate]:
    root = tree.getroottree().getroot() if hasattr(tree, "getroottree") else tree
    places = [
        ("html:lang", root),
        ("body:lang", root.find("body")),
        ("article:lang", next(root.iter("article"), None)),
    ]
    for origin, element in places:
        if element is not None and isinstance(element.tag, str):
            value = (
                element.get("lang")
                or element.get("{http://www.w3.org/XML/1998/namespace}lang")
                or element.get("xml:lang")
            )
            if value:
                yield Candidate("language", value, origin)


def _from_url(url: str) -> Iterator[Candidate]:
    yield Candidate("canonical_url", url, "url")
    below = _URL_DAY_BELOW.search(url[:2_000])
    if below:
        yield Candidate("published", "-".join(below.group(1, 3, 4)), "url")
        return
    for pattern in (_URL_DAY, _URL_NAMED_DAY):
        match = pattern.search(url[:2_000])
        if match:
            yield Candidate("published", "-".join(part for part in match.groups() if part), "url")
            return


def _in_scripts(tree: Element) -> Iterator[Candidate]:
    """The time of publication in the data that a page's scripts work on, where all of it is one day."""
    texts = (script.text for script in islice(tree.iter("script"), MAX_SCRIPTS) if script.text)
    found = [match.group(1) for text in texts for match in islice(_IN_SCRIPT.finditer(text[:MAX_SCRIPT]), 20)]
    if len({time[:10] for time in found}) == 1:
        yield Candidate("published", found[0], "script:published")


def _bounded(candidates: list[Candidate]) -> Iterator[Candidate]:
    """Each statement once, cut to a bearable length."""
    seen: set[Candidate] = set()
    for candidate in candidates:
        raw = candidate.raw.replace("\0", "").strip()[:MAX_RAW]
        short = Candidate(candidate.field, raw, candidate.origin)
        if raw and short not in seen:
            seen.add(short)
            yield short
            if len(seen) >= MAX_CANDIDATES:
                return
