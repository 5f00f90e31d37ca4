"""One document from bytes to article: read, clean, normalise, enrich. Pure: bytes in, values out.

The only place that knows the order of the steps. It opens no file, asks no clock and keeps no state.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, zip_longest
from operator import itemgetter
from typing import NamedTuple

from pipeline.clean import RuleSet, clean_lines, default_rules
from pipeline.clean.templates import NO_TEMPLATES, Templates, set_aside
from pipeline.enrich.extracted import with_extracted
from pipeline.enrich.language import detect
from pipeline.enrich.words import count_words
from pipeline.model import Article, Block, Candidate, Capture, DocumentKind, Evidence, Line, Source
from pipeline.normalise.eastern_bylines import eastern_bylines
from pipeline.normalise.fields import Fields, resolve
from pipeline.normalise.simple_fields import choose_language
from pipeline.read.charset import decode
from pipeline.read.outline import outline
from pipeline.read.text import Paragraph, paragraphs, read_text
from pipeline.wording import counted

_LONGEST_CELL = 200  # characters; with a longer one a table is the page's layout
_NO_SOURCE = Source(id="", name="", kind="file", location="")
_FEWEST_WORDS = 3  # of a text: the shortest sentence
_AROUND = 12  # lines before the first kept line, and after the body's first one, in which its byline may stand
_AFTER = 4  # lines after the body's last one, the same
_SOURCE_MARKER = "source-marker"
_BODY_KINDS = frozenset(("paragraph", "heading", "quote", "list", "table", "code", "embed"))


def article_from_html(html: bytes, url: str | None = None) -> Article:
    """The article in an HTML page.

    `html` is the page as received, in whatever encoding; `url` its address, which settles relative links and
    serves as evidence. Never raises for any bytes: `Article.kind` says when a page is not an article.
    """
    return _from_html(html, url, _NO_SOURCE)


def article_from_text(text: bytes | str, source: str | None = None) -> Article:
    """The article in a plain text, for instance one that somebody scraped.

    `source` names the publisher, if it is known. Never raises for any text; `Article.kind` says when nothing
    is left that could be an article.
    """
    return _from_text(text, replace(_NO_SOURCE, name=source or ""))


def article_of(capture: Capture, source: Source, templates: Templates = NO_TEMPLATES) -> Article:
    """The article in a capture; what the source states (language, time zone, name) is evidence.

    `templates` are the lines this source is known to repeat.
    """
    stated = _Stated(capture.charset, capture.stated)
    if capture.media_type == "text/html":
        return _from_html(capture.payload, capture.url, source, templates, stated)
    return _from_text(capture.payload, source, templates, stated, capture.url)


class _Stated(NamedTuple):
    """What came beside a document's bytes, from its server and from the list that named it."""

    charset: str | None = None
    candidates: tuple[Candidate, ...] = ()


_NOTHING_STATED = _Stated()


def _from_html(
    html: bytes,
    url: str | None,
    source: Source,
    templates: Templates = NO_TEMPLATES,
    beside: _Stated = _NOTHING_STATED,
) -> Article:
    from pipeline.read.endings import without_loose_headings  # noqa: PLC0415 - the same
    from pipeline.read.html import read_page  # noqa: PLC0415 - plain text needs no HTML parser

    selectors = {"keep": source.keep_selectors, "remove": source.remove_selectors}
    page = read_page(html, url, charset=beside.charset, **selectors)
    candidates = (*page.candidates, *beside.candidates)
    text = "\n".join(line.text for line in page.lines if line.rule is None)
    stated = choose_language([each for each in candidates if each.field == "language"]).value
    language = detect(text, stated or source.language)
    cleaned = clean_lines(page.lines, language=language, rules=rules_of(source))
    blocks = without_loose_headings(set_aside(cleaned, templates))
    fields = _resolve((*candidates, *_found_in(blocks)), blocks, url, language, source)
    return with_extracted(
        _article(blocks, fields, language, page.kind, page.kind_reason, [line.row for line in page.lines])
    )


def _from_text(
    text: bytes | str,
    source: Source,
    templates: Templates = NO_TEMPLATES,
    beside: _Stated = _NOTHING_STATED,
    url: str | None = None,
) -> Article:
    lines = read_text(decode(text, beside.charset) if isinstance(text, bytes) else text)
    parts = paragraphs(lines)
    hint = choose_language([each for each in beside.candidates if each.field == "language"]).value
    language = detect("\n".join(part.text for part in parts), hint or source.language)
    lines_of_parts = [Line(part.text, group=part.group) for part in parts]
    judged = clean_lines(lines_of_parts, language=language, rules=rules_of(source))
    outlined = set_aside(outline(judged, [part.group for part in parts]), templates)
    candidates = [Candidate("title", block.text, "text:headline") for block in outlined if block.kind == "title"]
    candidates += beside.candidates
    fields = _resolve((*candidates, *_found_in(outlined)), outlined, url, language, source)
    article = _not_too_short(with_extracted(_article(outlined, fields, language)))
    return replace(article, blocks=_on_lines(lines, parts, outlined))


def rules_of(source: Source) -> RuleSet:
    """The cleaning rules as a source is configured."""
    return default_rules().without(source.rules_off, source.rules_on) if source.rules_off else default_rules()


def _found_in(blocks: Sequence[Block]) -> Iterable[Candidate]:
    """What removed lines say of the article: when it appeared and, where their words say so, who wrote it.

    A line that was set aside for the place it stands in may be the section, a reader's name or a list of tags.
    """
    near = _near(blocks)
    for index, block in enumerate(blocks):
        if block.kind == "byline" and not block.kept:
            origin = "visible:line" if index in near else "visible:line@elsewhere"
            yield Candidate("published", block.text, origin)
            if not (block.rule or "").startswith("judge:"):
                yield Candidate("authors", block.text, origin)
            elif index in near:
                yield Candidate("authors", block.text, "visible:place")
    yield from eastern_bylines([block for index, block in enumerate(blocks) if index in near])


def _near(blocks: Sequence[Block]) -> set[int]:
    """From a little before the first kept line to a little after the body's first one, and around its last one."""
    kept = [index for index, block in enumerate(blocks) if block.kept]
    body = [index for index in kept if blocks[index].kind in _BODY_KINDS] or [len(blocks)]
    first = min(kept[:1] + body[:1])
    return {*range(first - _AROUND, body[0] + _AROUND), *body[-2:], *range(body[-1], body[-1] + _AFTER)}


def _resolve(
    candidates: Iterable[Candidate], blocks: Sequence[Block], url: str | None, language: str | None, source: Source
) -> Fields:
    named = [Candidate("publisher", source.name, "source")] if source.name else []
    start = next((block.text for block in blocks if block.kept and block.kind == "paragraph"), "")
    return resolve((*candidates, *named), url=url, language=language, source=source, body_start=start[:500])


def _article(
    blocks: tuple[Block, ...],
    fields: Fields,
    language: str | None,
    kind: DocumentKind = "article",
    reason: str | None = None,
    rows: Sequence[int | None] = (),
) -> Article:
    body = "\n\n".join(_body_parts(blocks, rows))
    lead = "\n\n".join(block.text.strip() for block in blocks if block.kept and block.kind == "lead") or None
    if kind == "article" and not body:
        kind, reason = "empty", _why_empty(blocks)
    return Article(
        title=fields.title,
        lead=lead,
        body=body,
        authors=fields.authors,
        published=fields.published,
        modified=fields.modified,
        language=language or fields.language,
        publisher=fields.publisher,
        section=fields.section,
        tags=fields.tags,
        canonical_url=fields.canonical_url,
        image_url=fields.image_url,
        source_ref=_source_ref(blocks),
        description=fields.description,
        paywalled=fields.paywalled,
        kind=kind,
        kind_reason=reason,
        word_count=count_words(body) + count_words(lead or ""),
        blocks=blocks,
        evidence=tuple(_with_text_language(fields.evidence, language, fields.language)),
    )


def _not_too_short(article: Article) -> Article:
    """A text of a word or two below its headline, if it has one, says nothing: pages have their own measure."""
    if article.kind != "article" or article.word_count >= _FEWEST_WORDS:
        return article
    return replace(article, kind="empty", kind_reason=f"only {counted(article.word_count, 'word')} of text in it")


def _body_parts(blocks: Sequence[Block], rows: Sequence[int | None]) -> Iterator[str]:
    """The paragraphs of the body; the cells of a table's row are one, with bars between them."""
    kept = [
        (block.text.strip(), row)
        for block, row in zip_longest(blocks, rows)
        if block.kept and block.kind in _BODY_KINDS
    ]
    for row, cells in groupby(kept, key=itemgetter(1)):
        texts = [text for text, _ in cells]
        is_row = row is not None and max(map(len, texts)) <= _LONGEST_CELL
        yield from [" | ".join(texts)] if is_row else texts


def _why_empty(blocks: Sequence[Block]) -> str:
    if not blocks:
        return "there is no text in it"
    return f"no paragraph is left of its {counted(len(blocks), 'line')}"


def _source_ref(blocks: Iterable[Block]) -> str | None:
    marker = next((block.text for block in blocks if block.kind == _SOURCE_MARKER and not block.kept), None)
    return re.sub(r"\s+", "", marker) if marker else None


def _with_text_language(
    evidence: Iterable[Evidence], language: str | None, stated: str | None
) -> Iterator[Evidence]:
    """The evidence with the text as a witness of its own language, which decides wherever it has one."""
    for each in evidence:
        if each.field == "language" and language is not None:
            reason = "same as the text" if each.value == language else "the text is in another language"
            yield replace(each, chosen=False, reason=reason)
        else:
            yield each
    if language:
        reason = "the page says so too" if stated == language else "the text decides"
        yield Evidence("language", language, language, "text", chosen=True, reason=reason)


def _on_lines(lines: Sequence[Line], parts: Sequence[Paragraph], judged: Sequence[Block]) -> tuple[Block, ...]:
    """Verdicts on paragraphs, given to each of their lines, so that the blocks are the input's lines."""
    return tuple(
        replace(block, text=line.text)
        for part, block in zip(parts, judged, strict=True)
        for line in lines[part.first : part.last]
    )
