"""A source's own selectors: lines outside or inside them are set aside under a rule of their own, and not lost."""

import pytest

from pipeline.errors import SourcesError
from pipeline.read.html import read_page
from pipeline.settings import parse_sources

SENTENCES = [
    f"The council of Skarholm met for the {n}th time and spoke at length about the harbour." for n in range(8)
]
STORY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
PAGE = f"""<html lang=en><head><title>The harbour of Skarholm</title></head><body>
<article><h1>The harbour of Skarholm</h1><div class="story">{STORY}
<p class="promo">Our podcast tells you all about the harbour, every week, with the people who built it.</p>
<p>The <span class="promo">harbour</span> was dug in 1871 by two hundred men with spades and carts.</p></div>
<p class="after">The author walked along the quay for three days to write this down for our readers.</p></article>
</body></html>""".encode()


def kept(**configured):
    return [line.text for line in read_page(PAGE, **configured).lines if line.rule is None]


def rules(**configured):
    return {line.text[:20]: line.rule for line in read_page(PAGE, **configured).lines if line.rule}


def test_lines_inside_a_remove_selector_are_set_aside_and_a_line_with_a_part_of_it_is_not():
    assert rules(remove=[".promo"])["Our podcast tells yo"] == "source:remove-selector"
    assert any(text.startswith("The harbour was dug") for text in kept(remove=[".promo"]))


def test_lines_outside_all_keep_selectors_are_set_aside_but_for_the_headline():
    assert rules(keep=[".story"])["The author walked al"] == "source:keep-selector"
    assert {"The harbour of Skarholm", *SENTENCES} <= set(kept(keep=[".story"]))
    assert any(text.startswith("The author walked") for text in kept(keep=[".story", ".after"]))


def test_no_line_is_lost_by_selectors():
    plain = [line.text for line in read_page(PAGE).lines]
    assert plain == [line.text for line in read_page(PAGE, keep=[".story"], remove=[".promo"]).lines]


def test_a_page_in_which_no_keep_selector_finds_anything_is_read_as_usual():
    assert kept() == kept(keep=[".gone"])


def test_the_charset_of_the_server_is_believed_where_the_page_is_not_utf_8():
    page = PAGE.decode().replace("two hundred", "двести").encode("koi8-r")
    assert any("двести" in line.text for line in read_page(page, charset="koi8-r").lines)


def test_a_broken_selector_is_an_error_in_sources_toml_that_names_line_and_key():
    text = '[[source]]\nid = "a"\nkind = "feed"\nurl = "https://example.org/"\nkeep_selectors = ["article >"]\n'
    with pytest.raises(
        SourcesError, match=r'toml:5: source "a": keep_selectors: "article >" is not a CSS selector'
    ):
        parse_sources(text)
