"""CSS selectors find the elements that a browser would find, and what is not understood is said, not guessed."""

import pytest
from lxml import html

from pipeline.selectors import xpath_of

PAGE = html.document_fromstring("""
<html><body>
  <main id="main"><h1 class="head big">T</h1>
    <p id="one" class="text first" data-kind="lead">1</p>
    <p id="two" class="text" lang="de-AT" data-kind="Body part">2</p>
    <div id="box" class="ad-box text"><p id="three">3</p><span id="it's">4</span></div>
    <p id="four" class="first-text">5</p>
  </main>
  <aside id="side"><p id="five" class="text">6</p></aside>
</body></html>
""")


@pytest.mark.parametrize(
    ("selector", "ids"),
    [
        ("p", "one two three four five"),
        ("P", "one two three four five"),
        (".text", "one two box five"),
        ("p.text", "one two five"),
        (".text.first", "one"),
        ("#two", "two"),
        ("main p", "one two three four"),
        ("main > p", "one two four"),
        ("main>p.text", "one two"),
        ("#one + p", "two"),
        ("#one ~ p", "two four"),
        ("h1 + p + p", "two"),
        ("#side, #box p", "three side"),
        ("[data-kind]", "one two"),
        ("[data-kind=lead]", "one"),
        ('[data-kind="body part" i]', "two"),
        ("p[data-kind~='part']", "two"),
        ("[class^=ad-]", "box"),
        ("[class$=text]", "two box four five"),
        ("[class*=x-t]", ""),
        ("[lang|=de]", "two"),
        ("main > *:first-child", ""),
        ("p:last-child", "four five"),
        ("main > :nth-child(2)", "one"),
        ("p:not(.text)", "three four"),
        ("p:not(.text, #three)", "four"),
        (':not([id="x,y"]).first', "one"),
        ('[id="it\'s"]', "it's"),
        ("#it\\'s", "it's"),
    ],
)
def test_a_selector_names_its_elements(selector, ids):
    found = [element.get("id") for element in PAGE.xpath(xpath_of(selector)) if element.get("id")]
    assert ids.split() == found


@pytest.mark.parametrize(
    "selector",
    [
        "",
        " ",
        "p >",
        "> p",
        "p,,a",
        "a,",
        ".",
        "p{color:red}",
        "p::before",
        "p:has(a)",
        "a:nth-child(2n+1)",
        "p p.",
        "[a=",
        "//p",
    ],
)
def test_what_is_no_selector_is_refused_in_words(selector):
    with pytest.raises(ValueError, match="CSS selector"):
        xpath_of(selector)
