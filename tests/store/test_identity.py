"""What counts as the same thing."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from pipeline.model import Article
from pipeline.store import identity


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:16]


def test_an_article_is_its_canonical_address(document):
    capture = document(url="https://example.org/a?from=feed").capture
    article = Article(canonical_url="https://example.org/a")
    assert _digest("url:https://example.org/a") == identity.article_id(capture, article)


def test_without_a_canonical_address_it_is_where_it_was_captured(document):
    capture = document(url="https://example.org/a").capture
    assert _digest("url:https://example.org/a") == identity.article_id(capture, Article())


def test_without_any_address_it_is_its_file_in_its_source(document):
    assert _digest("file:paper/file:a.txt") == identity.article_id(document("a").capture, Article())


@pytest.mark.parametrize(
    "front_page", ["https://example.org", "https://example.org/", "/", "not a url", "http://[", ""]
)
def test_a_canonical_address_that_names_no_article_is_not_used(document, front_page):
    """Sites that print their front page as every page's canonical address don't have one article."""
    capture = document(url="https://example.org/a").capture
    assert _digest("url:https://example.org/a") == identity.article_id(capture, Article(canonical_url=front_page))


def test_places_differ_by_source_and_by_name():
    keys = {identity.place_key(source, uri) for source in "ab" for uri in ("x", "y")}
    assert 4 == len(keys)
    assert all(0 <= key < 2**64 for key in keys)


def test_visits_of_a_place_are_captures_of_their_own():
    assert identity.capture_id("a", "x", 1) != identity.capture_id("a", "x", 2)


@pytest.mark.parametrize(
    "change", [{"title": "B"}, {"body": "b"}, {"authors": ("C D",)}, {"lead": "l"}, {"paywalled": True}]
)
def test_what_the_publisher_says_makes_a_version(change):
    article = Article(title="A", body="a")
    assert identity.content_digest(article) != identity.content_digest(replace(article, **change))


@pytest.mark.parametrize("change", [{"image_url": "https://img/1?w=2"}, {"language": "de"}, {"word_count": 3}])
def test_what_newsmill_infers_and_signed_addresses_make_none(change):
    article = Article(title="A", body="a")
    assert identity.content_digest(article) == identity.content_digest(replace(article, **change))


def test_half_a_surrogate_pair_has_an_identity_too():
    assert 64 == len(identity.content_digest(Article(title="\ud83d")))
    assert 0 < identity.place_key("a", "\ud83d")
