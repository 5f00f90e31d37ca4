"""All fields together: chosen values, evidence for each candidate, and no input that raises."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from pipeline.model import Candidate, Source
from pipeline.normalise.fields import Fields, resolve
from pipeline.normalise.languages import country_of, language_of
from pipeline.read.metadata import candidates_of

URL = "https://www.quay.example/2024/05/03/harbour?utm_source=feed"
PAGE = """<html lang="en-GB"><head><title>Harbour opens at last | The Quay</title>
<meta property="og:site_name" content="The Quay"><meta property="og:title" content="Harbour opens at last - The Quay">
<meta property="og:image" content="/img/a.jpg"><meta property="og:description" content="After ten  years.">
<meta property="article:tag" content="Ports"><meta name="keywords" content="ports, Shipping, ports">
<meta property="article:section" content="Economy"><link rel="canonical" href="https://www.quay.example/2024/05/03/harbour">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Harbour opens at last", "isAccessibleForFree": "False",
"datePublished": "2024-05-03T08:00:00+01:00", "dateModified": "2024-05-04T08:00:00+01:00",
"author": [{"@type": "Person", "name": "By Ada Moor"}, {"@type": "Person", "name": "Bo Lund"}], "publisher": {"name": "The Quay"}}</script>
</head><body><h1>Harbour opens at last</h1><p class="byline">By Ada Moor and Bo Lund</p><p>The harbour.</p></body></html>"""


def of_page() -> Fields:
    return resolve(candidates_of(html.document_fromstring(PAGE), URL), url=URL, language="en")


def test_a_whole_page():
    fields = of_page()
    assert "Harbour opens at last" == fields.title
    assert ("Ada Moor", "Bo Lund") == fields.authors
    assert datetime(2024, 5, 3, 7, tzinfo=UTC) == fields.published
    assert datetime(2024, 5, 4, 7, tzinfo=UTC) == fields.modified
    assert "The Quay" == fields.publisher
    assert "Economy" == fields.section
    assert ("Ports", "Shipping") == fields.tags
    assert "https://www.quay.example/2024/05/03/harbour" == fields.canonical_url
    assert "https://www.quay.example/img/a.jpg" == fields.image_url
    assert "After ten years." == fields.description
    assert fields.paywalled is True
    assert "en" == fields.language


def test_every_candidate_becomes_evidence_with_a_reason():
    fields = of_page()
    candidates = [c for c in candidates_of(html.document_fromstring(PAGE), URL) if c.field != "kind"]
    assert len(fields.evidence) >= len(candidates)
    assert all(row.reason for row in fields.evidence)
    assert {"title", "authors", "published", "modified", "publisher", "canonical_url"} <= {
        r.field for r in fields.evidence if r.chosen
    }


def test_nothing_stated_gives_nothing():
    assert Fields() == resolve((), url=None, language=None)


def test_the_host_stands_for_a_publisher_that_is_not_named():
    assert "quay.example" == resolve((), url="https://www.quay.example/x", language=None).publisher


class TestZones:
    NAIVE = Candidate("published", "2024-05-03 10:20", "json-ld:datePublished")

    @pytest.mark.parametrize(
        ("url", "published"),
        [
            ("https://quay.de/x", datetime(2024, 5, 3, 8, 20, tzinfo=UTC)),
            ("https://quay.co.uk/x", datetime(2024, 5, 3, 9, 20, tzinfo=UTC)),
            ("https://quay.example/x", date(2024, 5, 3)),
        ],
    )
    def test_the_country_of_the_host(self, url, published):
        assert published == resolve([self.NAIVE], url=url, language=None).published

    def test_the_sources_zone_counts_more(self):
        source = Source("quay", "The Quay", "feed", "https://quay.de/feed", timezone="America/New_York")
        assert (
            datetime(2024, 5, 3, 14, 20, tzinfo=UTC)
            == resolve([self.NAIVE], url="https://quay.de/x", language=None, source=source).published
        )

    def test_an_unknown_zone_is_none(self):
        source = Source("quay", "The Quay", "feed", "https://quay.example/feed", timezone="Mars/Olympus")
        assert date(2024, 5, 3) == resolve([self.NAIVE], url=None, language=None, source=source).published


@pytest.mark.parametrize(
    ("raw", "code"),
    [("de", "de"), ("de-AT", "de"), ("en_US", "en"), ("zh-Hans-CN", "zh"), ("deu", "de"), ("Deutsch", "de"), ("iw", "he"), ("nb-NO", "nb"), ("no", "no"),
     ("jp", "ja"), ("xx", None), ("", None), ("123", None), ("<lang>", None), ("english", "en")],
)  # fmt: skip
def test_language_statements(raw, code):
    assert code == language_of(raw)


def test_countries_of_locales():
    assert ("AT", "CN", None) == (country_of("de-AT"), country_of("zh_Hans_CN"), country_of("de"))


@pytest.mark.parametrize(
    ("origin", "raw", "paid"),
    [
        ("json-ld:isAccessibleForFree", "false", True),
        ("json-ld:isAccessibleForFree", "http://schema.org/True", False),
        ("article:content_tier", "metered", True),
        ("article:content_tier", "free", False),
        ("meta:premium", "0", None),
        ("article:content_tier", "perhaps", None),
    ],
)
def test_paywall_statements(origin, raw, paid):
    assert paid is resolve([Candidate("paywalled", raw, origin)], url=None, language=None).paywalled


FIELDS = [
    "title",
    "authors",
    "published",
    "modified",
    "publisher",
    "section",
    "tags",
    "canonical_url",
    "image_url",
    "description",
    "paywalled",
    "language",
    "?",
]
ORIGINS = ["json-ld:headline", "og:title", "visible:h1", "meta:author", "time:plain", "url", "x@elsewhere", ""]


@settings(max_examples=400, deadline=None)
@given(
    st.lists(
        st.builds(Candidate, st.sampled_from(FIELDS), st.text(max_size=80), st.sampled_from(ORIGINS)), max_size=15
    ),
    st.none() | st.text(max_size=40),
    st.none() | st.sampled_from(["de", "hr", "??"]),
    st.text(max_size=40),
)
def test_never_raises(candidates, url, language, body_start):
    fields = resolve(
        candidates, url=url, language=language, body_start=body_start, now=datetime(2024, 6, 1, tzinfo=UTC)
    )
    assert len([c for c in candidates if c.field in FIELDS[:-1]]) <= len(fields.evidence)
