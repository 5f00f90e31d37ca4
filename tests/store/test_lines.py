"""Kept and removed lines give the input again, from the warehouse alone."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Article, Block
from pipeline.store.lines import kept_lines

ODD = [
    "a\u0000b",
    "👩‍👩‍👧 x",
    "e\u0301",
    "two\n\nparts",
    " padded ",
    "",
    "第一段",
    "مرحبا",
    "x" * 5000,
    "First paragraph.",
]


def _text_of(line, article):
    if line.get("field") is None:
        return line["text"]
    value = getattr(article, line["field"])
    return value[line["start"] - 1 : line["start"] - 1 + line["length"]]


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
blocks = st.lists(
    st.builds(Block, texts, st.booleans(), st.sampled_from(["title", "lead", "paragraph", "quote"])), max_size=9
)


@given(blocks, st.booleans())
def test_each_kept_line_is_found_again_exactly(given_blocks, trimmed):
    paragraphs = [block.text for block in given_blocks if block.kept and block.kind in ("paragraph", "quote")]
    titles = [block.text for block in given_blocks if block.kept and block.kind == "title"]
    body = "\n\n".join(text.strip() if trimmed else text for text in paragraphs)
    article = Article(title=titles[0] if titles else None, body=body, blocks=tuple(given_blocks))
    kept = {line["position"]: _text_of(line, article) for line in kept_lines(article)}
    assert {place: block.text for place, block in enumerate(given_blocks) if block.kept} == kept


def test_a_line_in_the_body_is_not_stored_twice(document):
    stored = kept_lines(document().article)
    assert [None, None, None] == [line.get("text") for line in stored]
    assert ["title", "body", "body"] == [line["field"] for line in stored]


def test_the_warehouse_gives_back_every_line_in_order(warehouse, load, document):
    plain = document(body="\n\n".join(ODD))
    blocks = (
        Block("A title - The Site", kept=True, kind="title"),  # the field has it without the site
        *(
            Block(text, kept=place % 3 != 1, kind="paragraph" if place % 3 != 1 else "share", rule="r")
            for place, text in enumerate(ODD)
        ),
    )
    kept = [block.text for block in blocks[1:] if block.kept]
    load(replace(plain, article=replace(plain.article, body="\n\n".join(kept), blocks=blocks)))
    article_id = warehouse.connection.execute("select article_id from articles").fetchone()[0]
    lines = warehouse.connection.execute("select text, kept, kind from lines(?)", [article_id]).fetchall()
    assert [(block.text, block.kept, block.kind) for block in blocks] == lines
    assert [] == [finding for finding in warehouse.check() if finding.is_error]
