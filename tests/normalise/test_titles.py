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
