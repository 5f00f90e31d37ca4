"""Headlines lose the site's name and nothing else, and the visible one wins where the page agrees with it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Candidate
from pipeline.normalise.title_choice import choose_title
from pipeline.normalise.titles import clean_title

SITES = ("The Quay", "quay.example", "quay")


def chosen(*rows: tuple[str, str], body_start: str = "") -> str | None:
    candidates = [Candidate("title", raw, origin) for origin, raw in rows]
    return choose_title(candidates, SITES, ("quayside",), body_start).value


@pytest.mark.parametrize(
    "raw",
    [
        "Harbour opens | The Quay", "Harbour opens - The Quay", "Harbour opens – The Quay", "Harbour opens — THE QUAY",
        "Harbour opens · The Quay", "Harbour opens » The Quay", "Harbour opens :: The Quay", "Harbour opens｜The Quay",
        "The Quay | Harbour opens", "The Quay » Harbour opens", "Harbour opens | Quay.example", "Harbour opens | The Quay News",
        "Harbour opens - Quay - The Quay", "Harbour opens : The Quay", "Harbour opens | Quayside Ltd", "Harbour&nbsp;opens &#124; The Quay",
        "Harbour opens",
    ],
)  # fmt: skip
def test_the_sites_names_are_cut(raw):
    assert "Harbour opens" == clean_title(raw, SITES, ["quayside"])


@pytest.mark.parametrize(
    "raw",
    [
        "Harbour opens: what to know",
        "Ports - who pays?",
        "The Quay: a history",
        "1-0 | a late goal",
        "Life by the quay wall",
        "The Quay",
    ],
)
def test_what_is_not_the_site_stays(raw):
    assert raw == clean_title(raw, SITES)


class TestChoice:
    def test_the_visible_headline_that_metadata_state(self):
        assert "Harbour opens at last" == chosen(
            ("og:title", "Harbour opens at last | The Quay"),
            ("visible:h1", "Harbour opens at last"),
            ("title", "Ports"),
        )

    def test_not_a_heading_that_is_the_site(self):
        assert "Harbour opens" == chosen(("visible:h1", "The Quay"), ("og:title", "Harbour opens"))

    def test_not_an_unrelated_heading(self):
        assert "Harbour opens at last" == chosen(
            ("visible:h1", "Read this next"), ("visible:h1", "Newsletter"), ("og:title", "Harbour opens at last")
        )

    def test_the_kicker_is_left_out_where_the_page_does_so(self):
        assert "Harbour opens at last" == chosen(
            ("visible:h1", "Economy Harbour opens at last"),
            ("json-ld:headline", "Harbour opens at last"),
            ("og:title", "Harbour opens at last"),
        )

    def test_a_line_of_the_headline(self):
        assert "Harbour opens at last" == chosen(
            ("visible:h1", "Economy\nHarbour opens at last"), ("og:title", "Harbour opens at last")
        )

    def test_the_only_heading_need_agree_less(self):
        assert "At last, our harbour is open" == chosen(
            ("visible:h1", "At last, our harbour is open"),
            ("og:title", "Harbour is open: all you need to know today"),
        )

    def test_a_name_that_is_the_headline_is_no_site(self):
        title = "39 ways to open a harbour"
        found = choose_title(
            [Candidate("title", title, "og:title"), Candidate("title", title, "visible:h1")], [title]
        )
        assert title == found.value

    def test_the_part_of_the_page_title(self):
        assert "Harbour opens at last" == chosen(("title", "Harbour opens at last | Ports"))

    def test_the_stated_title_with_which_the_text_begins(self):
        rows = (("json-ld:headline", "Everything about the harbour"), ("og:title", "Harbour opens at last"))
        assert "Harbour opens at last" == chosen(*rows, body_start="Harbour opens at last\nThe harbour …")

    def test_headings_elsewhere_are_not_chosen(self):
        assert None is chosen(("visible:h1@elsewhere", "Harbour opens"))

    def test_evidence_counts_agreement(self):
        rows = choose_title(
            [Candidate("title", "Harbour opens", "visible:h1"), Candidate("title", "Harbour opens", "og:title")],
            (),
        ).evidence
        assert ["the visible headline, as the page's metadata state it; 1 other place agrees"] == [
            r.reason for r in rows if r.chosen
        ]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["visible:h1", "og:title", "title", "microdata:headline"]), st.text(max_size=120)
        ),
        max_size=8,
    )
)
def test_never_raises(rows):
    assert isinstance(chosen(*rows), str | None)


def test_a_heading_that_is_the_blogs_name_is_not_the_headline():
    """A page's title of two parts, one of which Open Graph states: the other part names the site."""
    assert "Small boats at sea" == chosen(
        ("title", "Harbour Notes: Small boats at sea"),
        ("og:title", "Small boats at sea"),
        ("visible:h1", "Harbour Notes"),
    )


def test_the_shared_title_wins_where_readers_see_it_as_a_headline():
    """A first-level heading may be there for search engines, as the page's title is."""
    assert "How the harbour found its boats" == chosen(
        ("title", "Harbour boats: all facts"),
        ("og:title", "How the harbour found its boats"),
        ("visible:h1", "Harbour boats: all facts"),
        ("visible:headline", "How the harbour found its boats"),
    )


def test_a_heading_that_stands_elsewhere_is_the_headline_where_no_other_is_seen_and_two_places_state_it():
    stated = [("title", "Harbour opens for boats"), ("og:title", "Harbour opens for boats")]
    other = ("json-ld:headline", "The harbour is open at last")
    seen = ("visible:h1@elsewhere", "Harbour opens for boats")
    assert "Harbour opens for boats" == chosen(*stated, other, seen)
    assert "The harbour is open at last" == chosen(
        *stated, other, seen, ("visible:headline", "The harbour is open at last")
    )


@pytest.mark.parametrize(
    ("seen", "headline"),
    [
        ("Ports: Harbour opens for boats", "Harbour opens for boats"),
        ("Harbour opens for boats (87 comments)", "Harbour opens for boats"),
        ("Harbour opens for boats, and ships may follow", "Harbour opens for boats, and ships may follow"),
        ("The Harbour opens for boats", "The Harbour opens for boats"),
    ],
)
def test_only_what_stands_around_a_headline_is_cut(seen, headline):
    """Words that go on are the headline's; a kicker before it, or what a bracket or bar parts from it, is not."""
    stated = "Harbour opens for boats"
    assert headline == chosen(("og:title", stated), ("twitter:title", stated), ("visible:h1", seen))


def test_the_section_after_a_headline_is_cut():
    assert "Harbour opens" == clean_title("Harbour opens | Ports & Ships | The Quay", SITES, (), ["Ports & Ships"])
    assert "Harbour opens - Ports" == clean_title("Harbour opens - Ports", SITES, (), ["Ships"])


def test_an_underscore_inside_a_word_parts_nothing():
    assert "quay_codegen: report" == clean_title("quay_codegen: report", SITES)
