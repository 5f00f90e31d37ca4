"""Documents out of JSON Lines: one article or page a line, in the shapes that scrapers and data sets write.

The names of fields differ from tool to tool (news-please, NewsAPI, Scrapy projects, Hugging Face sets); the table
below says which are understood. What a line states of its document beside the text becomes candidates.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from pipeline.acquire.bounded import MAX_BYTES
from pipeline.acquire.content import HTML, TEXT
from pipeline.model import Candidate, Item

# Our field -> names for it, compared without case, hyphens and underscores; the first that has a value wins.
_NAMES: dict[str, tuple[str, ...]] = {
    field: tuple(names.split())
    for field, names in {
        "url": "url link sourceurl articleurl pageurl canonicalurl originalurl uri weburl href",
        "html": "html rawhtml contenthtml pagehtml htmlcontent bodyhtml pagesource rawcontent",
        "text": """text maintext articletext fulltext plaintext textcontent contenttext cleanedtext articlebody
            body content article bodytext document""",
        "title": "title headline heading",
        "description": "description lead summary standfirst abstract subtitle teaser excerpt",
        "authors": "authors author byline creator",
        "published": """published publishedat datepublished publisheddate publishdate datepublish publicationdate
            pubdate datetime date firstpublished timestamp created createdat""",
        "modified": "modified datemodified modifieddate datemodify updated updatedat lastmodified",
        "language": "language lang languagecode",
        "publisher": "publisher sitename sourcename outlet newspaper source medianame",
        "section": "section category articlesection rubric",
        "tags": "tags keywords",
        "image_url": "imageurl image urltoimage topimage",
        "id": "id guid uuid docid documentid articleid",
    }.items()
}
_STATED = tuple(name for name in _NAMES if name not in {"url", "html", "text", "id"})
_TAG = re.compile(r"</?(?:p|div|html|body|article|h[1-6]|br|span|a)\b[^>]*>", re.IGNORECASE)


def jsonl_items(stream: BinaryIO, template: Item, limit: int = MAX_BYTES) -> Iterator[Item]:
    """One item a line, as copies of `template` (its source and the container's uri); the stream is read once.

    A line that can't be used becomes an item with a fault that names the line. Lines above `limit` bytes are
    skipped over without being held.
    """
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit:
            _skip_line(stream, line)
            yield _fault(template, number, f"line is larger than {limit / 1e6:g} MB")
        elif line.strip():
            yield _item(line, number, template)


def _skip_line(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(1_000_000)


def _item(line: bytes, number: int, template: Item) -> Item:
    try:
        data = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return _fault(template, number, f"not UTF-8 (byte {error.start} of the line)", line)
    except (ValueError, RecursionError) as error:
        return _fault(template, number, f"not JSON: {error}", line)
    if not isinstance(data, dict):
        return _fault(template, number, "not a JSON object", line)
    fields = {_fold(key): value for key, value in data.items()}
    content, kind = _content(fields)
    if not content:
        return _fault(
            template, number, "has no text or HTML in a field that newsmill knows (text, content, html, …)", line
        )
    payload = content.encode("utf-8", errors="surrogatepass")
    address = _text(_value(fields, "url"))
    url = address if address.startswith(("http://", "https://")) else None
    name = _text(_value(fields, "id")) or hashlib.sha256(payload).hexdigest()[:16]
    return replace(
        template,
        uri=url or f"{template.uri}#{name}",
        url=url,
        payload=payload,
        media_type=kind,
        stated=_stated(fields),
    )


def _fault(template: Item, number: int, reason: str, line: bytes | None = None) -> Item:
    return replace(template, uri=f"{template.uri}#line-{number}", payload=line, fault=f"line {number}: {reason}")


def _fold(name: str) -> str:
    return re.sub(r"[\s_.-]", "", name).lower()


def _value(fields: Mapping[str, Any], field: str) -> Any:
    return next((fields[name] for name in _NAMES[field] if fields.get(name)), None)


def _content(fields: Mapping[str, Any]) -> tuple[str, str]:
    """A document's bytes-to-be and their kind: its HTML as it is, or its title, lead and text as plain text."""
    html = _text(_value(fields, "html"))
    text = _text(_value(fields, "text"))
    if html or len(_TAG.findall(text[:20_000])) >= 2:
        return html or text, HTML
    head = [part for part in (_text(_value(fields, "title")), _lead(fields)) if part and not text.startswith(part)]
    return "\n\n".join([*head, text]) if text.strip() else "", TEXT


def _lead(fields: Mapping[str, Any]) -> str:
    """The lead, where the line has one; a "description" may be any text about the page and stays a statement."""
    return next((_text(fields[name]) for name in ("lead", "standfirst", "subtitle") if fields.get(name)), "")


def _stated(fields: Mapping[str, Any]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(field, text, f"jsonl:{field}")
        for field in _STATED
        for entry in _entries(_value(fields, field))
        if (text := _text(entry))
    )


def _entries(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    """A value as text; of an object ({"name": …}) its name."""
    if isinstance(value, dict):
        return next((_text(value[key]) for key in ("name", "title", "url", "text") if value.get(key)), "")
    if isinstance(value, list):
        return "\n\n".join(filter(None, map(_text, value)))
    return "" if value is None or isinstance(value, bool) else str(value).strip("\ufeff")
