"""read_page: what a page's lines are, which of them are the article, and why the others are not."""

from __future__ import annotations

import json

import pytest

from pipeline.model import KEPT_KINDS, REMOVED_KINDS, Page
from pipeline.read.html import read_page
from tests.read.pages import LEAD, PARAGRAPHS, TITLE, news_page, page


def kept(page_read: Page, *kinds: str) -> list[str]:
    return [line.text for line in page_read.lines if line.rule is None and line.kind in kinds]


def rule_of(page_read: Page, text: str) -> tuple[str, str | None]:
    return next((line.kind, line.rule) for line in page_read.lines if text in line.text)


def test_headline_standfirst_and_paragraphs_are_kept_once_and_in_order():
    found = read_page(news_page())
    assert [TITLE] == kept(found, "title")
    assert [LEAD] == kept(found, "lead")
    assert list(PARAGRAPHS) == kept(found, "paragraph")
    assert ("article", None) == (found.kind, found.kind_reason)


def test_lines_are_every_visible_text_in_document_order():
    texts = [line.text for line in read_page(news_page()).lines]
    assert ["Home", "City", "Sport", TITLE, LEAD] == texts[:5]
    assert ["© 2026 The Quay", "Imprint"] == texts[-2:]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Home", "navigation"),
        ("Photo: Jan Bahr", "caption"),
        ("Ida Holm", "byline"),
        ("Market moves to the fish hall", "related"),
        ("Share", "share"),
        ("Imprint", "navigation"),
    ],
)
def test_what_is_not_the_article_carries_a_rule_and_says_what_it_is(text, kind):
    found_kind, rule = rule_of(read_page(news_page()), text)
    assert kind == found_kind
    assert rule is not None


def test_a_line_carries_a_rule_exactly_when_its_kind_is_a_removed_one():
    for line in read_page(news_page(extra="<ul><li>One</li></ul><blockquote>Two</blockquote>")).lines:
        assert (line.rule is None) == (line.kind in KEPT_KINDS)
        assert (line.rule is not None) == (line.kind in REMOVED_KINDS)


def test_a_second_headline_is_a_duplicate():
    found = read_page(news_page(before=f'<div class="sticky"><span>{TITLE}</span></div>'))
    assert [TITLE] == kept(found, "title")
    copies = [line.rule for line in found.lines if line.text == TITLE and line.kind != "title"]
    assert ["duplicate:headline"] == copies


def test_subheads_lists_quotes_and_tables_of_the_article_stay_with_their_kind():
    extra = (
        "<h2>What happens next</h2><p>The city lists three steps that have to be taken before the bridge opens.</p>"
        "<ul><li>The mill turns the new bolt from one piece of steel.</li>"
        "<li>Divers check the southern pier for cracks below the water line.</li></ul>"
        "<p>The bridge master was asked about the delay and gave this answer in the council on Monday evening:</p>"
        "<blockquote><p>A bridge that opens too early is a bridge that closes for good, and nobody wants that.</p></blockquote>"
    )
    found = read_page(news_page(extra=extra))
    assert ["What happens next"] == kept(found, "heading")
    assert 2 == len(kept(found, "list"))
    assert 1 == len(kept(found, "quote"))


def test_line_breaks_part_lines_and_an_empty_line_parts_groups():
    lines = read_page(
        page(f"<h1>{TITLE}</h1><p>{PARAGRAPHS[0]}<br>{PARAGRAPHS[1]}<br><br>{PARAGRAPHS[2]}</p>")
    ).lines
    groups = {line.text: line.group for line in lines}
    assert groups[PARAGRAPHS[0]] == groups[PARAGRAPHS[1]]
    assert groups[PARAGRAPHS[1]] != groups[PARAGRAPHS[2]]


def test_inline_elements_do_not_part_a_line_and_links_are_measured():
    html = page(
        f"<h1>{TITLE}</h1><p>{PARAGRAPHS[0]} <b>Read</b> <a href='/x'>the map</a>.</p><p>{PARAGRAPHS[1]}</p>"
    )
    line = next(line for line in read_page(html).lines if line.text.startswith(PARAGRAPHS[0]))
    assert f"{PARAGRAPHS[0]} Read the map." == line.text
    assert pytest.approx(len("the map") / len(line.text)) == line.link_share


def test_readers_comments_are_not_the_article_however_well_written():
    comments = "".join(
        f'<li class="comment"><div class="comment-body"><p>{text} I have seen this before, and so have you.</p></div></li>'
        for text in PARAGRAPHS[:2]
    )
    found = read_page(news_page(after=f'<ol class="comment-list">{comments}</ol>'))
    assert list(PARAGRAPHS) == kept(found, "paragraph")
    assert "comment" == rule_of(found, "I have seen this before")[0]


def test_a_consent_dialog_is_not_the_article():
    dialog = (
        '<div id="onetrust-consent-sdk"><h2>Your choices</h2><p>When you visit our website, we store cookies on your '
        "browser to collect information. The information might be about you, your preferences or your device.</p>"
        "<p>These cookies are necessary for the website to function and cannot be switched off in our systems.</p></div>"
    )
    found = read_page(news_page(after=dialog))
    assert list(PARAGRAPHS) == kept(found, "paragraph")
    assert "consent" == rule_of(found, "we store cookies")[0]


def test_the_whole_text_printed_once_more_is_a_duplicate():
    whole = f'<div itemprop="articleBody">{" ".join(PARAGRAPHS)}</div>'
    found = read_page(news_page(after=whole))
    assert list(PARAGRAPHS) == kept(found, "paragraph")


def test_hidden_text_that_is_not_the_article_is_called_hidden():
    found = read_page(news_page(after='<div style="display: none"><a href="/x">Skip the advertisement</a></div>'))
    assert ("hidden", "structure:hidden") == rule_of(found, "Skip the advertisement")


def test_a_page_whose_scripts_bring_the_text_gives_its_stated_body():
    body = "\n".join(PARAGRAPHS)
    script = json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": body})
    html = page('<div id="root"></div>', head=f'<script type="application/ld+json">{script}</script>')
    assert list(PARAGRAPHS) == kept(read_page(html), "paragraph")


def test_text_inside_a_script_template_is_read_where_nothing_else_is():
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    html = page(f"<h1>{TITLE}</h1><script type='text/template'><div class='post-body'>{text}</div></script>")
    assert list(PARAGRAPHS) == kept(read_page(html), "paragraph")


def test_an_unclosed_noscript_does_not_hide_the_page():
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    found = read_page(page(f"<noscript><img src='x'><div><h1>{TITLE}</h1><div class='text'>{text}</div></div>"))
    assert list(PARAGRAPHS) == kept(found, "paragraph")


def test_scripts_that_write_without_spaces_are_measured_by_characters():
    paragraphs = [
        "市はこの日、港の橋の南側の昇降装置で折れたボルトが見つかったと発表した。復旧の見通しはまだ立っていない。",
        "部品は特注で、鋼材から削り出すのに少なくとも二週間かかる。その間、歩行者は無料の渡し船を利用できる。",
        "橋の管理責任者は「市場の日までに開けたかったが、鋼は急いでくれない」と話し、利用者に理解を求めた。",
    ]
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    menu = (
        "<ul>" + "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("政治", "経済", "国際")) + "</ul>"
    )
    html = page(
        f"<nav>{menu}</nav><article><h1>港の橋、通行止め続く</h1><div>{text}</div></article>",
        title="港の橋、通行止め続く",
    )
    found = read_page(html)
    assert paragraphs == kept(found, "paragraph")
    assert "article" == found.kind


def test_right_to_left_text_is_read_like_any_other():
    paragraphs = [
        "أعلنت البلدية أن جسر الميناء سيبقى مغلقا بعد العثور على مسمار مكسور في جهاز الرفع الجنوبي للجسر.",
        "وقال مدير الجسر إن القطعة البديلة تصنع الآن من الفولاذ، ولن تصل قبل أسبوعين على الأقل من اليوم.",
        "وحتى ذلك الحين يمكن للمشاة استخدام العبارة التي تعمل كل عشر دقائق مجانا طوال هذا الأسبوع.",
    ]
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    html = page(
        f"<article><h1>جسر الميناء يبقى مغلقا</h1><div>{text}</div></article>", title="جسر الميناء يبقى مغلقا"
    )
    assert paragraphs == kept(read_page(html), "paragraph")


def test_the_same_bytes_give_the_same_page():
    assert read_page(news_page(), "https://quay.example/1") == read_page(news_page(), "https://quay.example/1")
