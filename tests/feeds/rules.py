"""What the formats demand, written from their specifications: each function returns what is wrong with a document."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")


def is_moment(text: object) -> bool:
    """A date and time of RFC 3339."""
    if not isinstance(text, str) or not _RFC3339.fullmatch(text):
        return False
    return datetime.fromisoformat(text).tzinfo is not None


def is_uri(text: object) -> bool:
    """A URI with a scheme (RFC 3986), all its percent signs followed by two digits."""
    return isinstance(text, str) and bool(_URI.fullmatch(text)) and not re.search(r"%(?![0-9A-Fa-f]{2})", text)


def is_link(text: object) -> bool:
    return is_uri(text) and urlsplit(str(text)).scheme in {"http", "https"}


def atom_faults(content: bytes) -> list[str]:
    """RFC 4287."""
    feed = etree.fromstring(content)
    return [*_atom_feed(feed), *(fault for entry in feed.iter(f"{ATOM}entry") for fault in _atom_entry(entry))]


def _atom_feed(feed) -> Iterator[str]:
    if feed.tag != f"{ATOM}feed":
        yield "the document element is atom:feed (4.1.1)"
    yield from _once(feed, "id", "title", "updated")
    yield from _at_most_once(feed, "subtitle", "generator", "icon", "logo", "rights")
    entries = feed.findall(f"{ATOM}entry")
    if feed.find(f"{ATOM}author") is None and any(entry.find(f"{ATOM}author") is None for entry in entries):
        yield "an author for each entry, or one for the feed (4.1.1)"
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    if len(set(ids)) < len(ids):
        yield "entries have ids of their own (4.2.6)"
    yield from _atom_common(feed)
    order = [child.tag for child in feed]
    if f"{ATOM}entry" in order and any(tag != f"{ATOM}entry" for tag in order[order.index(f"{ATOM}entry") :]):
        yield "metadata stands before the entries, as consumers expect it"


def _atom_entry(entry) -> Iterator[str]:
    yield from _once(entry, "id", "title", "updated")
    yield from _at_most_once(entry, "published", "summary", "content", "rights", "source")
    content = entry.find(f"{ATOM}content")
    alternates = [link for link in entry.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
    if content is None and not alternates:
        yield "without content there is an alternate link (4.1.2)"
    keys = [(link.get("type"), link.get("hreflang")) for link in alternates]
    if len(set(keys)) < len(keys):
        yield "one alternate link of a type and language (4.1.2)"
    yield from _atom_common(entry)


def _atom_common(element) -> Iterator[str]:
    yield from _atom_texts_and_dates(element)
    if not is_uri(element.findtext(f"{ATOM}id")):
        yield "id is an absolute IRI (4.2.6)"
    for link in element.findall(f"{ATOM}link"):
        if not is_link(link.get("href")):
            yield f"link has a href that is an IRI (4.2.7): {link.get('href')}"
    for author in element.findall(f"{ATOM}author"):
        if not (author.findtext(f"{ATOM}name") or "").strip():
            yield "a person has a name (3.2.1)"
    for category in element.findall(f"{ATOM}category"):
        if not category.get("term"):
            yield "a category has a term (4.2.2)"


def _atom_texts_and_dates(element) -> Iterator[str]:
    for name in ("title", "subtitle", "summary", "rights", "content"):
        for child in element.findall(f"{ATOM}{name}"):
            if child.get("type", "text") not in {"text", "html", "xhtml"} or len(child):
                yield f"{name} is text or escaped HTML, without elements (3.1.1)"
    for name in ("updated", "published"):
        for child in element.findall(f"{ATOM}{name}"):
            if not is_moment(child.text):
                yield f"{name} is a date of RFC 3339 (3.3): {child.text}"


def _once(element, *names: str) -> Iterator[str]:
    for name in names:
        if len(element.findall(f"{ATOM}{name}")) != 1:
            yield f"{etree.QName(element).localname} has exactly one {name}"


def _at_most_once(element, *names: str) -> Iterator[str]:
    for name in names:
        if len(element.findall(f"{ATOM}{name}")) > 1:
            yield f"{etree.QName(element).localname} has no more than one {name}"


def rss_faults(content: bytes) -> list[str]:
    """RSS 2.0 as the RSS Advisory Board publishes it."""
    document = etree.fromstring(content)
    channels = document.findall("channel")
    if document.tag != "rss" or document.get("version") != "2.0" or len(channels) != 1:
        return ["rss of version 2.0 with one channel"]
    return [*_channel(channels[0]), *(fault for item in channels[0].iter("item") for fault in _item(item))]


def _channel(channel) -> Iterator[str]:
    for name in ("title", "link", "description"):
        if len(channel.findall(name)) != 1 or not channel.findtext(name):
            yield f"the channel has a {name}"
    if not is_uri(channel.findtext("link")):
        yield "the channel's link begins with a scheme"
    if parsedate_to_datetime(channel.findtext("lastBuildDate")).tzinfo is None:
        yield "dates are of RFC 822"
    guids = [item.findtext("guid") for item in channel.findall("item")]
    if len(set(guids)) < len(guids):
        yield "a guid names one item"


def _item(item) -> Iterator[str]:
    if not item.findtext("title") and not item.findtext("description"):
        yield "an item has a title or a description"
    for name in ("title", "link", "description", "guid", "pubDate", "author", "comments"):
        if len(item.findall(name)) > 1:
            yield f"an item has no more than one {name}"
    if item.findtext("link") is not None and not is_link(item.findtext("link")):
        yield "a link is an address"
    guid = item.find("guid")
    if guid is None or (guid.get("isPermaLink", "true") == "true" and not is_link(guid.text)):
        yield "a guid that is no address says so"
    if parsedate_to_datetime(item.findtext("pubDate")).tzinfo is None:
        yield "dates are of RFC 822"


def jsonfeed_faults(content: bytes) -> list[str]:
    """JSON Feed 1.1."""
    feed = json.loads(content)
    faults = []
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        faults.append("version is the address of the version")
    if not isinstance(feed.get("title"), str) or not isinstance(feed.get("items"), list):
        faults.append("there are a title and items")
    faults += [
        f"{key} is an address" for key in ("home_page_url", "feed_url") if key in feed and not is_link(feed[key])
    ]
    ids = [item.get("id") for item in feed["items"]]
    if len(set(ids)) < len(ids):
        faults.append("an id is unique")
    return faults + [fault for item in feed["items"] for fault in _jsonfeed_item(item)]


def _jsonfeed_item(item: dict) -> Iterator[str]:
    known = set(
        "id url external_url title content_html content_text summary image banner_image date_published date_modified authors tags language attachments".split()
    )
    if not isinstance(item.get("id"), str) or not item["id"]:
        yield "an item has an id that is text"
    if not item.get("content_text") and not item.get("content_html"):
        yield "an item has content_text or content_html"
    yield from _jsonfeed_values(item)
    for author in item.get("authors", []):
        if not set(author) & {"name", "url", "avatar"}:
            yield "an author has a name, an address or a picture"
    if not all(isinstance(tag, str) for tag in item.get("tags", [])):
        yield "tags are texts"
    if unknown := {key for key in item if key not in known and not key.startswith("_")}:
        yield f"keys of one's own begin with _: {unknown}"


def _jsonfeed_values(item: dict) -> Iterator[str]:
    for key in ("url", "external_url", "image", "banner_image"):
        if key in item and not is_link(item[key]):
            yield f"{key} is an address: {item[key]}"
    for key in ("date_published", "date_modified"):
        if key in item and not is_moment(item[key]):
            yield f"{key} is a date of RFC 3339"
    for key in ("title", "content_text", "content_html", "summary", "language"):
        if key in item and not isinstance(item[key], str):
            yield f"{key} is text"


# ninjs 3.1, by what each property is; a list's entries have no other properties than these.
_TEXT = set(
    "profile version copyrightHolder copyrightNotice usageTerms edNote language title by slugline located".split()
)
_MOMENTS = set("firstCreated versionCreated contentCreated embargoedUntil expires".split())
_CHOICES = {
    "type": set("text audio video picture graphic composite component event planning".split()),
    "representationType": {"full", "partial"},
    "pubStatus": {"usable", "withheld", "canceled"},
}
_LISTS = {
    "descriptions": {"role", "contentType", "value"},
    "headlines": {"role", "contentType", "value"},
    "bodies": {"role", "contentType", "charCount", "wordCount", "value"},
    "subjects": {"name", "rel", "uri", "literal", "creator", "relevance", "confidence"},
    "infoSources": {"name", "role", "uri", "literal", "contactInfo"},
    "renditions": {"name", "href", "contentType", "title", "width", "height", "sizeInBytes"},
    "altIds": {"role", "value"},
}  # fmt: skip
_REQUIRED = {"descriptions": "value", "headlines": "value", "bodies": "value", "renditions": "name"}


def ninjs_faults(content: bytes) -> list[str]:
    """IPTC ninjs 3.1."""
    news = json.loads(content)
    faults = list(_ninjs(news, set()))
    standard = news.get("standard", {})
    if set(standard) - {"name", "version", "schema"} or not is_uri(standard.get("schema")):
        faults.append("standard has a name, a version and the URI of a schema")
    for each in news.get("associations", []):
        faults += _ninjs(each, {"name", "rel"})
        if not isinstance(each.get("name"), str) or "uri" not in each:
            faults.append("an association has a name and a uri")
    return faults


def _ninjs(news: dict, more: set[str]) -> Iterator[str]:
    if not is_uri(news.get("uri")):
        yield "a news object has a uri"
    for key, value in news.items():
        if key in more or key in ("uri", "standard", "associations"):
            continue
        if key in _TEXT and not isinstance(value, str):
            yield f"{key} is text"
        elif key in _MOMENTS and not is_moment(value):
            yield f"{key} is a date and time"
        elif key in _CHOICES and value not in _CHOICES[key]:
            yield f"{key} is none of {_CHOICES[key]}"
        elif key in _LISTS:
            yield from _ninjs_list(key, value)
        elif key not in _TEXT | _MOMENTS | set(_CHOICES):
            yield f"there is no property {key}"


def _ninjs_list(key: str, value: object) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"{key} is a list"
        return
    for each in value:
        if set(each) - _LISTS[key]:
            yield f"{key} has no {set(each) - _LISTS[key]}"
        if key in _REQUIRED and not isinstance(each.get(_REQUIRED[key]), str):
            yield f"each of {key} has a {_REQUIRED[key]}"
        if not all(isinstance(each[name], str) for name in each):
            yield f"{key} has texts in it"
        if not all(is_uri(each[name]) for name in ("uri", "href") if name in each):
            yield f"{key} names things by URI"
