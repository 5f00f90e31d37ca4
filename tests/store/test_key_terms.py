"""Key terms say what an article is about; the macros and views built on what was extracted answer as their names say."""

from __future__ import annotations

import shutil
from datetime import date, timedelta

import duckdb
import pytest

from pipeline.model import Mention, Quote
from pipeline.store import key_terms, search_index
from tests.store.conftest import DAY

FERRY = "The harbour ferry stopped on Monday. The harbour ferry will be repaired in Nordheim, and people wait."
MARKET = "The market opened on Monday. Farmers sold cheese in Nordheim, and people wait."


@pytest.fixture
def relate(warehouse, load):
    def load_and_relate(*documents):
        load(*documents)
        search_index.bring_up_to_date(warehouse.connection)
        return key_terms.bring_up_to_date(warehouse.connection)

    return load_and_relate


@pytest.fixture
def ask(warehouse):
    return lambda query: warehouse.connection.execute(query).fetchall()


def _terms(ask, title):
    found = ask(
        f"select term from terms join articles using (article_id, revision) where title = '{title}' order by place"
    )
    return [term for (term,) in found]


def test_what_few_articles_say_goes_first_and_what_all_say_last(ask, relate, document):
    others = [document(f"o{number}", title=f"Number {number}", body=MARKET) for number in range(4)]
    assert 5 == relate(document("a", title="Ferry breaks down", body=FERRY), *others)
    terms = _terms(ask, "Ferry breaks down")
    assert "harbour ferry" in terms
    assert "ferry" in [term.lower() for term in terms] or terms[0] == "harbour ferry"
    assert not {"the", "on", "and", "in"} & {term.lower() for term in terms}
    assert len(terms) <= 12


def test_terms_are_numbered_and_weighed(ask, relate, document):
    relate(document("a", title="Ferry breaks down", body=FERRY))
    rows = ask("select place, score, words, count from terms order by place")
    assert list(range(1, len(rows) + 1)) == [place for place, *_ in rows]
    assert sorted((score for _, score, *_ in rows), reverse=True) == [score for _, score, *_ in rows]
    assert [(2, 2)] == [(words, times) for _, _, words, times in rows if words == 2]


def test_of_two_spellings_as_frequent_the_first_in_the_text_is_shown(ask, relate, document):
    relate(document("a", title="Ferries collide", body="A ferry sank beside a ferry. Ferries are old."))
    assert "Ferries" in _terms(ask, "Ferries collide")


def test_terms_found_again_are_the_same(seed_warehouse, tmp_path):
    folder = shutil.copytree(seed_warehouse, tmp_path / "warehouse")
    (working_file,) = (folder / "work").glob("*.duckdb")
    with duckdb.connect(str(working_file)) as connection:
        found = []
        for _ in range(4):  # DuckDB's threads bring rows in another order each time
            connection.execute("delete from terms")
            connection.execute("delete from related_versions")
            key_terms.bring_up_to_date(connection)
            found.append(connection.execute("select * from terms order by all").fetchall())
    assert found[1:] == found[:-1]
    assert len(found[0]) > 500


def test_terms_of_a_superseded_version_go(ask, relate, document):
    relate(document("a", title="Ferry breaks down", body=FERRY))
    relate(document("a", title="Ferry sails again", body=FERRY, hours=3))
    assert [(2,)] == ask("select distinct revision from terms")
    assert [(2,)] == ask("select revision from related_versions")
    assert 0 == relate()


def test_texts_without_spaces_and_without_words_have_terms_or_none(ask, relate, document):
    assert 2 == relate(
        document("a", title="東京都庁", body="東京都庁で会議。東京都庁の会議。", language="ja"),
        document("b", title=None, body="… — …", language=None),
    )
    assert [(1,)] == ask("select count(distinct article_id) from terms")


def test_the_day_of_an_undated_article_is_in_its_file_name_or_that_of_its_capture(ask, relate, document):
    relate(
        document("2023-05-04-a", published=None),
        document("b", published=None, title="Other"),
        document("2021-01-01-c", title="Third"),
    )
    assert {date(2023, 5, 4), DAY.date()} == {day for (day,) in ask("select day from related_versions")}


def test_trending_has_what_a_source_writes_more_about_than_usual(ask, relate, document):
    early = DAY - timedelta(days=5)
    relate(
        *(document(f"m{number}", title=f"Market {number}", body=MARKET, published=early) for number in range(4)),
        *(document(f"f{number}", title=f"Ferry {number}", body=FERRY) for number in range(2)),
    )
    rows = ask("select published_on, source_id, term, articles, of_articles, lift from trending")
    ferry = [row for row in rows if "ferry" in row[2]]
    assert ferry
    assert {(DAY.date(), "paper", 2, 2)} == {(row[0], row[1], row[3], row[4]) for row in ferry}
    assert all(row[5] > 1 for row in ferry)


def test_timeline_counts_day_by_day(ask, relate, document):
    early = DAY - timedelta(days=5)
    relate(
        document("a", title="Ferry", body=FERRY),
        document("b", title="Market", body=MARKET),
        document("c", title="Old ferry", body=FERRY, published=early),
    )
    assert [(early.date(), 1, 1, 1.0, 1, "Old ferry"), (DAY.date(), 1, 2, 0.5, 1, "Ferry")] == ask(
        "from timeline('ferry')"
    )


def test_quotes_and_names_are_found_by_a_part_of_the_name(ask, load, document):
    quote = Quote("We are glad.", "Anna Weber", direct=True, speaker_name="Anna Weber")
    people = (Mention("Weber", "person", "Anna Weber", count=3), Mention("Nordheim", "place", "Nordheim"))
    load(
        document("a", quotes=(quote,), mentions=people),
        document("b", mentions=(Mention("Nordheim", "place", "Nordheim"),)),
        document("c", quotes=(Quote("No.", "Weberin", direct=True),)),
    )
    assert [("Anna Weber", "We are glad.")] == ask("select speaker, text from quotes_of('weber')")
    assert [("Nordheim",), ("Nordheim",)] == ask("select name from mentions_of('Nordheim')")
    assert [("Nordheim", "place", 1)] == ask("select name, kind, articles from co_mentions('Anna Weber')")
    assert [("Anna Weber", 1, 3)] == ask("select name, articles, times from co_mentions('nordheim')")
