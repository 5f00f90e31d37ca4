"""Addresses that are the same page become the same text; two pages never become one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Candidate
from pipeline.normalise.simple_fields import choose_address
from pipeline.normalise.urls import canonical, host_of, implausible_canonical, registrable

PAGE = "https://quay.example/news/harbour?id=12"


@pytest.mark.parametrize(
    "raw",
    [
        PAGE, "HTTPS://Quay.Example/news/harbour?id=12", "https://quay.example:443/news/harbour?id=12", PAGE + "#comments",
        PAGE + "&utm_source=feed&UTM_Medium=rss", "https://quay.example/news/harbour?fbclid=x1&id=12", "  " + PAGE + "\n",
        "https://quay.example./news/harbour?id=12&", "/news/harbour?id=12", "//quay.example/news/harbour?id=12",
    ],
)  # fmt: skip
def test_forms_of_one_address(raw):
    assert PAGE == canonical(raw, "https://quay.example/")


@pytest.mark.parametrize(
    "parameters",
    [
        "id=1",
        "p=1",
        "page=2",
        "source_id=3",
        "reference=4",
        "ref_id=5",
        "story=6",
        "a=1&b=2",
        "b=2&a=1",
        "q=a%26b",
        "x",
    ],
)
def test_parameters_that_may_name_a_page_stay(parameters):
    url = f"https://quay.example/news?{parameters}"
    assert url == canonical(url)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "mailto:a@quay.example",
        "javascript:void(0)",
        "ftp://quay.example/x",
        "https://",
        "http://[::1",
        "https://a b/",
        "https://a:99999999/",
        "data:text/html,x",
    ],
)
def test_what_is_no_web_address(raw):
    assert None is canonical(raw)


def test_letters_of_any_script_are_encoded_once():
    once = canonical("https://quay.example/приве́т/a b?q=ж")
    assert once == canonical(once)
    assert once.isascii()


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.news.quay.example", "quay.example"),
        ("news.quay.co.uk", "quay.co.uk"),
        ("quay.example", "quay.example"),
        ("10.0.0.1", "10.0.0.1"),
    ],
)
def test_the_domain_somebody_registered(host, domain):
    assert domain == registrable(host)


@pytest.mark.parametrize(
    ("stated", "reason"),
    [
        ("https://www.quay.example/harbour", None),
        ("https://m.quay.example/harbour", None),
        ("https://quay.example/", "the site's front page"),
        ("https://other.example/harbour", "another site"),
    ],
)
def test_a_canonical_address_has_to_be_plausible(stated, reason):
    assert reason == implausible_canonical(stated, PAGE)


def test_an_implausible_one_is_recorded_and_not_chosen():
    chosen = choose_address(
        [Candidate("canonical_url", "/", "link:canonical"), Candidate("canonical_url", PAGE, "url")], PAGE
    )
    assert (PAGE, [False, True]) == (chosen.value, [row.chosen for row in chosen.evidence])


@settings(max_examples=300, deadline=None)
@given(
    st.text(max_size=80) | st.from_regex(r"https?://[^/]{0,20}(:\d{0,6})?(/.{0,20})?(\?.{0,20})?", fullmatch=True)
)
def test_never_raises_and_is_stable(raw):
    once = canonical(raw)
    host_of(raw)
    assert once is None or once == canonical(once)
