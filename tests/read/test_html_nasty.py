"""read_page never raises and always ends, whatever the bytes: each nasty shape, and mutations of good pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.model import KEPT_KINDS, REMOVED_KINDS
from pipeline.read.blocks import MAX_ELEMENTS, parse, read_dom
from pipeline.read.html import read_page
from tests.read.pages import PARAGRAPHS, news_page

SEEDS = sorted((Path(__file__).resolve().parents[2] / "seeds" / "pages").rglob("*.html"))
SENTENCE = f"<p>{PARAGRAPHS[0]}</p>".encode()


@pytest.mark.parametrize(
    ("payload", "kind"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (bytes(range(256)) * 400, "error"),
        (b"\0" * 50_000, "error"),
        (b"<html><body></body></html>", "empty"),
        (b"<html><body><div id=app></div><script>boot()</script></body></html>", "shell"),
    ],
)
def test_a_page_without_text_says_what_it_is(payload, kind):
    found = read_page(payload)
    assert kind == found.kind
    assert found.kind_reason


@pytest.mark.parametrize(
    "payload",
    [
        b"<div>" * 20_000 + SENTENCE,
        b"<html><body>" + b"<span>" * 20_000 + b"text" + b"</span>" * 20_000 + SENTENCE * 5,
        b"<table><tr><td>" * 5_000 + SENTENCE,
        b"<" * 200_000,
        b"<p " + b'a="b" ' * 50_000 + b">x</p>",
        b'<div class="' + b"abc-def " * 50_000 + b'"><p>text</p></div>',
        b"<p>" + b"line of text<br>" * 5_000,
        b"<h1>Headline</h1>" * 3_000,
        b'<script type="application/ld+json">{"articleBody":"' + b'\\"x' * 50_000 + b"</script>" + SENTENCE,
        b'<p \x00 }x="1" class>text</p>' + SENTENCE,
        b"<svg><foreignObject><p>text</p></svg><template><p>x</p></template><noscript><p>y</p></noscript>",
        "<p>Größe</p>".encode("cp1252") * 50,
        "<p>Ж</p>".encode("utf-16"),
    ],
)
def test_no_shape_of_page_raises(payload):
    for line in read_page(payload, "https://quay.example/1").lines:
        assert line.text
        assert (line.rule is None) == (line.kind in KEPT_KINDS)


def test_text_below_twenty_thousand_levels_is_not_lost():
    found = read_page(b"<html><body>" + b"<div>" * 20_000 + SENTENCE + b"</div>" * 20_000)
    assert PARAGRAPHS[0] in [line.text for line in found.lines]


def test_a_page_of_too_many_elements_is_read_up_to_the_limit():
    root = parse("<body>" + "<p>a</p>" * (MAX_ELEMENTS + 10))
    dom = read_dom(root)
    assert dom.truncated
    assert MAX_ELEMENTS >= len(dom.blocks)
    assert len(dom.blocks) == dom.last[0]


def test_a_truncated_page_keeps_what_arrived():
    whole = news_page()
    cut = whole[: whole.index(PARAGRAPHS[3].encode()) + 40]
    texts = [line.text for line in read_page(cut).lines if line.rule is None]
    assert PARAGRAPHS[2] in texts


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_mutated_pages_never_raise_and_keep_the_contract_of_lines(data):
    page = bytearray(data.draw(st.sampled_from(SEEDS)).read_bytes() if SEEDS else news_page())
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, max(0, len(page) - 1)))
        match data.draw(st.integers(0, 3)):
            case 0:
                page[at : at + data.draw(st.integers(1, 400))] = b""
            case 1:
                page[at:at] = data.draw(st.binary(max_size=60))
            case 2:
                page[at:at] = data.draw(
                    st.sampled_from([b"<div>", b"</p>", b"<!--", b"<script>", b"</body>", b"&#x0;", b"<a"])
                )
            case _:
                page[at:at] = page[: data.draw(st.integers(0, 2_000))]
    for line in read_page(bytes(page)).lines:
        assert line.text == line.text.strip() != ""
        assert (line.rule is None) == (line.kind in KEPT_KINDS)
        assert (line.rule is not None) == (line.kind in REMOVED_KINDS)
        assert 0 <= line.link_share <= 1
