"""The pages in a real browser, opened from the file system."""

from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from pipeline.store.reading import connect_readonly
from tests.site.browser import ARGUMENTS, Watched, executable
from tests.site.conftest import ARABIC, LONG, SCRIPTS

pytestmark = pytest.mark.skipif(
    executable() is None,
    reason="no Chromium or Chrome here: install one (Debian: chromium), or name it in CHROMIUM",
)
SERIOUS = {"serious", "critical"}
WAIT = 30_000  # milliseconds a busy machine may take


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable(), args=list(ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture
def visit(browser, nasty_warehouse):
    """Opens a page of the site and waits until it says that it is complete; what went wrong fails the test."""
    contexts, watched = [], []

    def open_page(address: str, *, width: int = 1280, scheme: str = "light"):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        seen = Watched(context)
        watched.append(seen)
        seen.page.set_default_timeout(WAIT)
        seen.page.goto(f"{(nasty_warehouse / 'site').as_uri()}/{address}")
        if address.startswith("stories"):
            seen.page.wait_for_selector("main h1")
        elif address.startswith("index"):
            expect(seen.page.locator("[data-chart]:not([data-drawn])")).to_have_count(0, timeout=WAIT)
        else:
            seen.page.wait_for_selector("body[data-ready]")
        return seen.page

    yield open_page
    for context in contexts:
        context.close()
    assert [] == [each for seen in watched for each in seen.complaints]
    assert [] == [each for seen in watched for each in seen.outside]


@pytest.fixture(scope="module")
def identity(nasty_warehouse):
    """The id of the article with a title."""
    with connect_readonly(nasty_warehouse) as connection:
        rows = connection.execute("select title, article_id from articles").fetchall()
    return dict(rows)


def faults(page) -> list[str]:
    import axe_playwright_python

    page.add_script_tag(path=Path(axe_playwright_python.__file__).with_name("axe.min.js"))
    violations = page.evaluate("async () => (await axe.run({ resultTypes: ['violations'] })).violations")
    return [
        f"{each['id']}: {node['html'][:150]}"
        for each in violations
        if each["impact"] in SERIOUS
        for node in each["nodes"]
    ]


@pytest.fixture(scope="module")
def audited(browser, nasty_warehouse):
    """Finds serious accessibility faults. Its pages let axe-core in, which the pages' own policy would not."""

    def audit(address: str, width: int, scheme: str) -> list[str]:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
        )
        try:
            page = context.new_page()
            page.set_default_timeout(WAIT)
            page.goto(f"{(nasty_warehouse / 'site').as_uri()}/{address}")
            page.wait_for_selector("body[data-ready], [data-drawn], .stories")
            return faults(page)
        finally:
            context.close()

    return audit


def test_charts_are_drawn_in_both_themes_and_the_button_changes_them(visit):
    page = visit("index.html")
    names = {each.get_attribute("data-chart") for each in page.query_selector_all("[data-chart]")}
    assert {"days", "names", "terms", "removals"} == names
    for name in names:
        assert page.locator(f"[data-chart={name}] svg .mark-rect path").count() > 0, name
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#theme")
    expect(page.locator("[data-drawn=dark]")).to_have_count(4, timeout=WAIT)
    assert before != page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert "true" == page.get_attribute("#theme", "aria-pressed")
    page.reload()
    page.wait_for_selector("[data-drawn=dark]")
    assert "dark" == page.get_attribute("html", "data-theme")


def test_the_system_s_dark_mode_is_followed(visit):
    page = visit("articles.html", scheme="dark")
    red, green, blue = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
    assert red + green + blue < 150


def test_a_headline_change_shows_the_words_that_changed(visit):
    page = visit("index.html")
    change = page.locator(".change").first
    assert "Four" in change.locator("del").first.inner_text()
    assert "Five" in change.locator("ins").first.inner_text()
    assert "cows escape in Nordheim" in change.locator("> span").last.inner_text()


def test_the_list_is_searched_filtered_and_turned_over(visit, identity):
    page = visit("articles.html")
    assert 50 == page.locator("#rows tr").count()
    page.click("#after")
    assert "51 to" in page.inner_text("#place")
    page.fill("#q", "PLAIN story 07")
    expect(page.locator("#rows tr")).to_have_count(1, timeout=WAIT)
    assert "1 article found" in page.inner_text("#found")
    page.fill("#q", "")
    page.select_option("#language", "ar")
    expect(page.locator("#rows tr")).to_have_count(1, timeout=WAIT)
    expect(page.locator("#rows a")).to_have_text(ARABIC, timeout=WAIT)
    assert "ar" == page.get_attribute("#rows a", "lang")
    page.select_option("#language", "")
    page.select_option("#source", "other")
    expect(page.locator("#found")).to_have_text("61 articles found", timeout=WAIT)
    page.select_option("#source", "")
    page.check("#edited")
    expect(page.locator("#rows tr")).to_have_count(1, timeout=WAIT)
    page.click("#rows a")
    page.wait_for_selector("body[data-ready]")
    assert page.url.endswith(identity["Five cows escape in Nordheim"])
    assert "Five cows" in page.inner_text("h1")


def test_a_search_can_be_kept_as_an_address(visit):
    page = visit("articles.html#q=plain+story&source=other&sort=oldest")
    assert "60 articles found" == page.inner_text("#found")
    assert "other" == page.input_value("#source")


def test_stories_lead_from_the_first_page_to_their_articles_across_sources(visit, identity):
    page = visit("index.html")
    story = page.locator(".leading article").filter(has_text="Ferry is back").first
    assert "2 articles · 2 sources" in story.inner_text()
    assert {"The <Paper> & Co", "Other"} == {each.inner_text() for each in story.locator(".who").all()}
    story.locator("h3 a").click()
    page.wait_for_url("**/stories.html#story-*")
    section = page.locator(".stories section:target")
    assert "Ferry is back" in section.locator("h2").inner_text()
    links = {each.get_attribute("href") for each in section.locator(".tellers a").all()}
    assert {f"article.html#{identity[f'Ferry is back ({each})']}" for each in ("paper", "other")} == links


def test_an_article_shows_its_lines_versions_and_evidence(visit, identity):
    page = visit(f"article.html#{identity['Five cows escape in Nordheim']}")
    kept = [each.inner_text() for each in page.locator("#lines .kept .words").all()]
    removed = [each.inner_text() for each in page.locator("#lines .removed .words").all()]
    assert ["Five cows escape in Nordheim", "They are white.", "The end."] == kept
    assert ["WERBUNG", "Leave a Reply"] == removed
    assert "advertisement label:de" in page.locator("#lines .removed .why").first.inner_text()
    assert "brown" in page.locator("#versions del").last.inner_text()
    assert "white" in page.locator("#versions ins").last.inner_text()
    assert "18 June 2024" not in page.inner_text("h1")
    assert "visible" in page.inner_text("#evidence")
    page.check("#only")
    assert not page.locator("#lines .removed").first.is_visible()


def test_an_article_leads_to_the_same_text_elsewhere(visit, identity):
    page = visit(f"article.html#{identity['Ferry is back (other)']}")
    assert "Ferry is back (paper)" == page.inner_text("#copies a")
    page.click("#copies a")
    expect(page.locator("h1")).to_have_text("Ferry is back (paper)", timeout=WAIT)
    assert "Ferry is back (other)" == page.inner_text("#copies a")


def test_texts_beyond_the_basic_plane_are_cut_where_they_should_be(visit, identity):
    page = visit(f"article.html#{identity['Much earlier']}")
    words = [each.inner_text() for each in page.locator("#lines .kept .words").all()]
    assert ["Much earlier", "𝄞 Musik 🎻 and text.", "More."] == words


def test_scripts_in_articles_show_as_text(visit, identity):
    page = visit(f"article.html#{identity[LONG]}")
    assert LONG.strip() == page.locator("h1").inner_text()
    for text in SCRIPTS:
        page.evaluate("id => { location.hash = id }", identity[text])
        expect(page.locator("#kicker")).to_contain_text(text.split()[0], timeout=WAIT)
        expect(page.locator("h1")).to_contain_text(text.split()[0], timeout=WAIT)
        assert page.evaluate("window.broken === undefined")
        assert 0 == page.locator("main img, main svg, main script").count()


def test_scripts_in_titles_show_as_text_on_all_pages(visit):
    for address in ("index.html", "stories.html", "articles.html"):
        page = visit(address)
        assert page.evaluate("window.broken === undefined")
        assert 0 == page.locator("main img, main table script").count()
    page.fill("#q", "<script>")
    expect(page.locator("#rows tr")).to_have_count(1, timeout=WAIT)
    assert SCRIPTS[0] == page.inner_text("#rows a")


def test_only_addresses_of_the_web_become_links(visit, identity):
    page = visit(f"article.html#{identity['A dangerous link']}")
    assert 0 == page.locator("#facts a").count()


@pytest.mark.parametrize(
    "address", ["article.html", "article.html#0000000000000000", "article.html#<b>", "article.html#../x"]
)
def test_an_address_that_names_no_article_says_so(browser, nasty_warehouse, address):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{(nasty_warehouse / 'site').as_uri()}/{address}")
    page.wait_for_selector("body[data-ready]")
    said = page.inner_text("#state")
    context.close()
    assert "no such article" in said or "Choose an article" in said


@pytest.mark.parametrize("address", ["index.html", "stories.html", "articles.html", "article.html#"])
def test_narrow_screens_need_no_scrolling_to_the_side(visit, identity, address):
    page = visit(address + (identity[LONG] if address.endswith("#") else ""), width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["index.html", "stories.html", "articles.html", "article.html#"])
def test_axe_finds_no_serious_fault(audited, identity, address, scheme):
    whole = address + (identity["Five cows escape in Nordheim"] if address.endswith("#") else "")
    width = 390 if scheme == "dark" else 1280
    assert [] == audited(whole, width, scheme)


def test_the_keyboard_reaches_the_content_and_the_theme(visit):
    page = visit("articles.html")
    page.keyboard.press("Tab")
    assert "Skip to the content" == page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert "q" == page.evaluate("document.activeElement.id")
