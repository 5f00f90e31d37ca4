"""The views and macros people reach for answer what their names say."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from pipeline.model import Source

DAY = datetime(2024, 6, 18, 12, tzinfo=UTC)


@pytest.fixture
def ask(warehouse, load, document):
    """A small warehouse: a corrected article, one with a new headline, one in German from another source."""
    warehouse.register_sources([Source("zeitung", "Die Zeitung", "folder", "z/", "de")])
    load(
        document("a", title="Flood in the valley", authors=("A. Writer",), section="News"),
        document(
            "b",
            title="Market falls",
            published=DAY - timedelta(days=1),
            authors=("A. Writer", "B. Other"),
            section="Money",
        ),
        document("c", title="Hochwasser", source="zeitung", language="de", published=None),
        document("d", rejected="the page is empty"),
    )
    corrected = "First paragraph.\n\nSecond paragraph, with more.\n\nCorrection: the river is the Elbe."
    load(
        document("a", title="Flood in the valley", authors=("A. Writer",), section="News", body=corrected, hours=2)
    )
    load(
        document(
            "b",
            title="Market recovers",
            published=DAY - timedelta(days=1),
            authors=("A. Writer", "B. Other"),
            section="Money",
            hours=5,
        )
    )
    return lambda query: warehouse.connection.execute(query).fetchall()


def _id(ask, name):
    return ask(f"select article_id from captures where uri = 'file:{name}.txt'")[0][0]


def test_articles_has_each_article_once_as_it_is_now(ask):
    expected = [("Flood in the valley", 2), ("Hochwasser", 1), ("Market recovers", 2)]
    assert expected == ask("select title, revision from articles order by title")


def test_latest_has_the_newest_first(ask):
    assert ["Flood in the valley", "Hochwasser", "Market recovers"] == sorted(
        row[0] for row in ask("select title from latest")
    )
    assert [("Market recovers",)] == ask("select title from latest")[-1:]


def test_articles_are_counted_by_day(ask):
    expected = [(date(2024, 6, 17), "paper", 1), (date(2024, 6, 18), "paper", 1), (None, "zeitung", 1)]
    assert expected == ask("select published_on, source_id, articles from articles_per_day order by all")


def test_as_of_gives_what_stood_at_a_time(ask):
    assert [] == ask("select title from as_of('2024-06-18 11:59')")
    assert [("First paragraph.\n\nSecond paragraph.",)] == ask(
        "select distinct body from as_of('2024-06-18 13:59')"
    )
    assert [("Market falls",)] == ask("select title from as_of('2024-06-18 16:59') where title like 'Market%'")
    assert [("Market recovers",)] == ask(
        "select title from as_of(timestamptz '2024-06-18 17:00:00+00') where title like 'Market%'"
    )
    assert ask("select article_id, revision from articles order by 1") == ask(
        "select article_id, revision from as_of(now()) order by 1"
    )


def test_removed_gives_an_articles_removed_lines(ask):
    expected = [(1, "WERBUNG", "advertisement", "label:de"), (4, "Leave a Reply", "comment-form", "form:en")]
    assert expected == ask(f"from removed('{_id(ask, 'c')}')")


def test_a_diff_has_fields_and_paragraphs(ask):
    expected = [
        (2, 1, "paragraph", 2, "Second paragraph.", None),
        (2, 1, "paragraph", 2, None, "Second paragraph, with more."),
        (2, 1, "paragraph", 3, None, "Correction: the river is the Elbe."),
    ]
    columns = "revision, previous_revision, field, position, before, after"
    assert expected == ask(f"select {columns} from revision_diff('{_id(ask, 'a')}')")
    assert [(2, 1, "title", 0, "Market falls", "Market recovers")] == ask(
        f"select {columns} from revision_diff('{_id(ask, 'b')}')"
    )
    assert [] == ask(f"from revision_diff('{_id(ask, 'c')}')")


def test_edits_are_told_apart(ask):
    expected = [("correction", 2, 1), ("headline", 0, 0)]
    assert expected == ask(
        "select change, paragraphs_added, paragraphs_removed from revision_changes order by change"
    )
    assert [("Market falls", "Market recovers")] == ask("select title_before, title_after from headline_changes")
    assert [("Correction: the river is the Elbe.",)] == ask("select correction from corrections")


@pytest.mark.parametrize(
    ("after", "kind"),
    [
        ({"body": "first  paragraph\n\nSecond paragraph!"}, "cosmetic"),
        ({"body": "First paragraph.\n\nSecond sentence."}, "substantive"),
        ({"lead": "A new standfirst."}, "substantive"),
        ({"title": "Another title"}, "headline"),
        ({"authors": ("Somebody",)}, "cosmetic"),
        ({"body": "First paragraph.\n\nSecond paragraph.\n\nKorrektur: Es war Dienstag."}, "correction"),
        ({"body": "First paragraph.\n\nSecond paragraph.\n\n訂正：火曜日でした。"}, "correction"),
        ({"body": "First paragraph.\n\nSecond paragraph.\n\nCorrectional officers met."}, "substantive"),
    ],
)
def test_an_edit_is_classified_by_what_it_changed(warehouse, load, document, after, kind):
    load(document("x"))
    load(document("x", hours=1, **after))
    assert [(kind,)] == warehouse.connection.execute("select change from revision_changes").fetchall()


def test_removal_rates_are_shares_of_articles(ask):
    expected = [("paper", "advertisement", 2, 1.0), ("zeitung", "advertisement", 1, 1.0)]
    query = "select source_id, kind, lines, share_of_articles from removal_rates where kind = 'advertisement' order by 1"
    assert expected == ask(query)


def test_authors_are_counted_one_by_one(ask):
    expected = [("A. Writer", 2, ["Money", "News"]), ("B. Other", 1, ["Money"])]
    assert expected == ask("select author, articles, sections from authors order by author")


def test_source_health_has_every_source(ask):
    expected = [("paper", 2, 1, 0.0), ("zeitung", 1, 0, 1.0)]
    assert expected == ask(
        "select source_id, articles, rejected, share_without_date from source_health order by 1"
    )


def test_lengths_are_in_words(ask):
    assert [("paper", 2), ("zeitung", 1)] == ask("select source_id, articles from article_lengths order by 1")


def _fetch(ask, url, at, outcome, status):
    ask(
        "insert into fetches by name select 'r' as run_id, 'paper' as source_id, "
        f"'{url}' as url, 'page' as role, 'example.org:443' as host, timestamptz '{at}' as started_at, "
        f"'{outcome}' as outcome, '' as reason, {status} as status, 0 as size_bytes, 0 as seconds"
    )


def test_what_vanished_at_its_publisher_is_listed_until_it_answers_again(ask, load, document):
    for name in ("kept", "gone", "back"):
        load(document(name, title=name, url=f"https://example.org/{name}"))
        _fetch(ask, f"https://example.org/{name}", "2024-06-18 12:00:00Z", "fetched", 200)
    _fetch(ask, "https://example.org/gone", "2024-06-19 12:00:00Z", "missing", 404)
    _fetch(ask, "https://example.org/gone", "2024-06-20 12:00:00Z", "gone", 410)
    _fetch(ask, "https://example.org/back", "2024-06-19 12:00:00Z", "missing", 404)
    _fetch(ask, "https://example.org/back", "2024-06-20 12:00:00Z", "fetched", 200)
    expected = [("gone", 410, DAY, DAY + timedelta(days=1), 2)]
    assert expected == ask("select title, status, last_there, missing_since, times from silent_deletions")


def test_a_line_that_several_articles_repeat_and_that_is_no_sentence_is_suspected(ask, load, document):
    sentence = "The ministry did not answer questions on Tuesday."
    for number in range(4):
        load(
            document(
                f"s{number}", title=f"{number}", body=f"Text {number} is here.\n\n{sentence}\n\n{number} COMMENTS"
            )
        )
    rows = ask(
        "select source_id, articles, of, text from (select *, round(share_of_articles, 2) as of from residue_suspects)"
    )
    assert [("paper", 4, 0.67)] == [row[:3] for row in rows]
    assert rows[0][3].endswith("COMMENTS")


def test_removals_are_counted_by_source_day_and_rule(ask):
    expected = [("form:en", 2, 2), ("label:de", 2, 2)]
    found = ask(
        "select rule, sum(lines), sum(articles) from removals_per_day where source_id = 'paper' group by all order by all"
    )
    assert expected == found


@pytest.fixture
def reported(warehouse, load, document):
    """Two sources on a flood: one on two days, the other first."""
    warehouse.register_sources([Source("zeitung", "Die Zeitung", "folder", "z/", "de")])
    load(
        document("f1", title="Flood", authors=("A. Writer",)),
        document("f2", title="The flood goes on", authors=("A. Writer",), published=DAY + timedelta(days=1)),
        document("m", title="Market falls", authors=("B. Other",)),
        document("z", title="Flood", source="zeitung", authors=("C. Dritte",), published=DAY - timedelta(hours=2)),
    )
    from pipeline.store import search_index

    search_index.bring_up_to_date(warehouse.connection)
    return lambda query: warehouse.connection.execute(query).fetchall()


def test_coverage_counts_a_query_by_day_and_source(reported):
    first, second = date(2024, 6, 18), date(2024, 6, 19)
    expected = [(first, "paper", 1, 2), (first, "zeitung", 1, 1), (second, "paper", 1, 1)]
    assert expected == reported("select published_on, source_id, articles, of_articles from coverage('flood')")


def test_the_first_to_report_stands_first(reported):
    expected = [(1, "zeitung", DAY - timedelta(hours=2)), (2, "paper", DAY)]
    assert expected == reported("select place, source_id, reported_at from first_to_report('flood')")


def test_authors_are_counted_by_what_a_query_finds(reported):
    expected = [("A. Writer", "paper", 2), ("C. Dritte", "zeitung", 1)]
    assert expected == reported("select author, source_id, articles from who_writes_about('flood')")
