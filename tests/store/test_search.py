"""Search finds what is there, ranks it as BM25 does, and keeps up with what is loaded."""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from datetime import UTC, datetime

import pytest

from pipeline.store import search_index
from pipeline.store.reading import connect_readonly
from pipeline.store.warehouse import Warehouse

TEXTS = {
    "talks": ("en", "Secret talks in Geneva", "Diplomats met twice. The secret was kept for weeks."),
    "football": ("en", "Geneva wins the cup", "The football team celebrated. Talks about a new coach begin."),
    "election": ("en", "Elections are postponed", "The electoral office gave no reason for the elected council."),
    "wahl": (
        "de",
        "Die Wählerinnen haben gewählt",
        "In den Häusern am Fluss lag die Wahlbeteiligung bei 61 Prozent.",
    ),
    "strasse": ("de", "Neue Straße für die Küste", "Die Straßen werden breiter."),
    "salmon": ("ja", "鮭の遡上が多い", "霧ヶ瀬川で四万匹を確認した。ガラスの橋から見える。"),
    "snow": ("fr", "Sous la sciure, la neige d’été", "La station garde l’hiver en réserve."),
    "moscow": ("ru", "Ёлка на площади", "Жители города выбрали ёлку."),
}


def _texts(document):
    return [
        document(
            name,
            title=title,
            body=body,
            language=language,
            source="paper" if language == "en" else "abroad",
            published=datetime(2024, 6, 1 + number, tzinfo=UTC),
        )
        for number, (name, (language, title, body)) in enumerate(TEXTS.items())
    ]


@pytest.fixture(scope="module")
def published(tmp_path_factory, document):
    """A published warehouse with the texts; nothing writes to it."""
    folder = tmp_path_factory.mktemp("searched")
    with Warehouse.open(folder) as warehouse:
        warehouse.load(warehouse.begin_run("test"), _texts(document))
        warehouse.publish()
    with connect_readonly(folder) as reader:
        yield reader


@pytest.fixture
def find(published):
    names = {title: name for name, (_, title, _) in TEXTS.items()}
    return lambda query: [
        names[title] for (title,) in published.execute("select title from search(?)", [query]).fetchall()
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("geneva", {"talks", "football"}),
        ("GENÈVA", {"talks", "football"}),
        ("celebrating", {"football"}),
        ("hauser", {"wahl"}),
        ("Häuser", {"wahl"}),
        ("strasse", {"strasse"}),
        ("STRAẞE", {"strasse"}),
        ("遡上", {"salmon"}),
        ("鮭", {"salmon"}),
        ("ガラス", {"salmon"}),
        ("カラス", set()),
        ("ete", {"snow"}),
        ("l'hiver", {"snow"}),
        ("елка", {"moscow"}),
        ("nowhere", set()),
        ("61", {"wahl"}),
    ],
)
def test_words_are_found_in_any_form_case_and_script(find, query, expected):
    assert expected == set(find(query))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("geneva -football", ["talks"]),
        ("geneva -talks", []),
        ('"secret talks"', ["talks"]),
        ('"talks secret"', []),
        ('geneva -"secret talks"', ["football"]),
        ("title:talks", ["talks"]),
        ("geneva -title:talks", ["football"]),
        ('title:"wins the cup"', ["football"]),
        ("elect*", ["election"]),
        ("geneva lang:de", []),
        ("geneva lang:EN", ["talks", "football"]),
        ("geneva -lang:en", []),
        ("geneva source:paper", ["talks", "football"]),
        ("geneva source:abroad", []),
        ("geneva before:2024-06-02", ["talks"]),
        ("geneva after:2024-06-02", ["football"]),
        ("geneva after:yesterday", []),
        ('"四万匹"', ["salmon"]),
    ],
)
def test_a_query_can_say_more(find, query, expected):
    assert sorted(expected) == sorted(find(query))


@pytest.mark.parametrize(
    "query",
    ["", " ", '"', '""', "-", "--", "*", ":", "title:", 'title:"', "lang:", "after:", "a" * 5000, "'; drop table articles; --",
     "%", "\\", "(", "[a-z]+", "\x00", "🙂", "-geneva", "AND OR NOT", "geneva after:2024-99-99"],
)  # fmt: skip
def test_odd_queries_find_nothing_and_never_fail(find, query):
    assert set(find(query)) <= set(TEXTS)


@pytest.mark.parametrize("query", ["geneva talks", "Häuser am Fluß", "strasse", "celebrated nowhere", "l'hiver en-réserve", "Ёлка", ""])  # fmt: skip
def test_plain_words_are_answered_as_any_query_is(published, query):
    """Which of the two macros answers changes what planning costs, nothing else."""
    columns = "article_id, score, list_sort(tokens) as tokens"
    asked = [f"select {columns} from {macro}(?) order by all" for macro in ("matching_query", "matching_words")]
    assert published.execute(asked[0], [query]).fetchall() == published.execute(asked[1], [query]).fetchall()


def test_every_character_of_plain_words_is_folded_as_in_any_query(published):
    told_apart = """
        select character
        from (select chr(cast(code as integer)) as character from range(1, 55296) as codes(code))
        where
            is_words('a' || character || 'b')
            and list_filter(word_tokens('a' || character || 'b'), lambda token: token <> '')
            <> search_tokens(search_fold('a' || character || 'b'))
    """
    assert [] == published.execute(told_apart).fetchall()


def test_the_headline_counts_more_than_the_text(find):
    assert ["talks", "football"] == find("secret talks geneva")


def test_as_many_are_given_as_asked_for(published):
    assert [(1,)] == published.execute("select count(*) from search('geneva', most := 1)").fetchall()


def test_the_snippet_marks_the_words(warehouse, load, document):
    load(document("x", lead="Five ministers met in Geneva, for talks."))
    search_index.bring_up_to_date(warehouse.connection)
    query = "select snippet from search('geneva talk minister')"
    assert [("Five «ministers» met in «Geneva,» for «talks.»",)] == warehouse.connection.execute(query).fetchall()


def _titles(warehouse, query):
    return [title for (title,) in warehouse.connection.execute("select title from search(?)", [query]).fetchall()]


def test_a_new_version_is_found_by_its_new_words_only(warehouse, load, document):
    load(document("talks", title="Secret talks in Geneva", body="Diplomats met."))
    search_index.bring_up_to_date(warehouse.connection)
    assert ["Secret talks in Geneva"] == _titles(warehouse, "secret")
    load(document("talks", title="Quiet meeting in Geneva", body="Nothing was said.", hours=9))
    search_index.bring_up_to_date(warehouse.connection)
    assert [] == _titles(warehouse, "secret")
    assert ["Quiet meeting in Geneva"] == _titles(warehouse, "quiet")


def test_nothing_new_takes_no_work(warehouse, load, document):
    load(document("a"))
    assert 1 == search_index.bring_up_to_date(warehouse.connection)
    assert 0 == search_index.bring_up_to_date(warehouse.connection)


def test_many_small_runs_are_found_and_sorted_together(warehouse, load, document):
    connection = warehouse.connection
    for number in range(30):
        load(document(f"{number}", title=f"Number {number}", body=f"common word{number}"))
        search_index.bring_up_to_date(connection)
        assert connection.execute("select search_stretches from state").fetchone()[0] < 8
    assert [(30,)] == connection.execute("select count(*) from search('common')").fetchall()
    assert [("Number 7",)] == connection.execute("select title from search('word7')").fetchall()


def test_indexing_that_was_cut_short_is_taken_up_again(warehouse, load, document, monkeypatch):
    monkeypatch.setattr(search_index, "_AT_ONCE", 3)
    load(*(document(f"{number}", title=f"Number {number}", body="common") for number in range(10)))
    terms = search_index._Terms(warehouse.connection)
    assert 3 == search_index._index_some(warehouse.connection, terms, "search/newest")
    assert 7 == search_index.bring_up_to_date(warehouse.connection)
    assert [(10,)] == warehouse.connection.execute("select count(*) from search('common')").fetchall()


@pytest.mark.parametrize(
    "change",
    [
        "delete from search_documents where doc = 3",
        "update search_documents set is_live = false where doc = 3",
        "delete from search_documents where doc = 9; update search_documents set place = place + 5",
    ],
)
def test_what_the_index_lacks_is_found_wherever_it_stands(warehouse, load, document, change):
    """Not only at the end, and though rows have moved; nothing is found twice."""
    load(*(document(f"{number}", title=f"Number {number}", body="common") for number in range(10)))
    search_index.bring_up_to_date(warehouse.connection)
    warehouse.connection.execute(change)
    assert 1 == search_index.bring_up_to_date(warehouse.connection)
    search_index.find_places(warehouse.connection)
    assert [(10,)] == warehouse.connection.execute("select count(*) from search('common')").fetchall()


def test_an_earlier_version_that_is_current_again_is_found_again(warehouse, load, document):
    for hours, body in ((1, "first"), (2, "second"), (3, "first")):
        load(document("a", title="Title", body=body, hours=hours))
        search_index.bring_up_to_date(warehouse.connection)
    assert [(1,)] == warehouse.connection.execute("select count(*) from search('first')").fetchall()
    assert [(0,)] == warehouse.connection.execute("select count(*) from search('second')").fetchall()


def _bm25(texts, query):
    """BM25 from its definition, with the constants of the index; words as they are."""
    tokens = {name: re.findall(r"\w+", text) for name, text in texts.items()}
    scores = Counter()
    for term in query:
        having = [name for name, words in tokens.items() if term in words]
        rarity = math.log(1 + (len(texts) - len(having) + 0.5) / (len(having) + 0.5))
        for name in having:
            tf = tokens[name].count(term)
            scores[name] += rarity * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * len(tokens[name]) / 450))
    return scores


def test_scores_are_those_of_bm25(warehouse, load, document):
    """On 300 texts of made-up words: every score within what 8 bits an impact leave, whatever the query."""
    chance = random.Random(7)
    vocabulary = [f"{a}{b}{c}" for a in "bdkmpt" for b in "aiou" for c in "nrlx"]
    weights = [1 / rank for rank in range(1, len(vocabulary) + 1)]
    texts = {
        f"{n}": " ".join(chance.choices(vocabulary, weights, k=chance.randrange(40, 900))) for n in range(300)
    }
    load(
        *(
            document(name, title=None, body=text, language=None, url=f"https://example.org/{name}")
            for name, text in texts.items()
        )
    )
    search_index.bring_up_to_date(warehouse.connection)
    for _ in range(20):
        query = chance.sample(vocabulary, chance.randrange(1, 5))
        rows = warehouse.connection.execute(
            "select url, score from search(?, most := 1000)", [" ".join(query)]
        ).fetchall()
        expected = _bm25(texts, query)
        found = {url.rsplit("/", 1)[1]: score for url, score in rows}
        assert set(expected) == set(found)
        assert all(found[name] == pytest.approx(score, rel=0.02, abs=0.02) for name, score in expected.items())


def test_finds_are_found_where_their_rows_have_moved_to(warehouse, load, document):
    load(*(document(f"{number}", title=f"Number {number}", body=f"common word{number}") for number in range(10)))
    search_index.bring_up_to_date(warehouse.connection)
    query = "select title, score from search('common word3') order by all"
    expected = warehouse.connection.execute(query).fetchall()
    warehouse.connection.execute("update search_documents set place = case when doc % 2 = 0 then 9 - place end")
    assert search_index.find_places(warehouse.connection)
    assert expected == warehouse.connection.execute(query).fetchall()
    assert 10 == len(expected)
    assert not search_index.find_places(warehouse.connection)


def test_no_row_stands_for_another_that_has_moved(warehouse, load, document):
    load(*(document(f"{number}", title=f"Number {number}", body=f"common word{number}") for number in range(10)))
    search_index.bring_up_to_date(warehouse.connection)
    warehouse.connection.execute("update search_documents set place = 9 - place")
    assert [] == warehouse.connection.execute("from search('common word3')").fetchall()


def test_a_published_file_knows_where_its_rows_are(warehouse, load, document):
    load(*(document(f"{number}", title=f"Number {number}", body=f"common word{number}") for number in range(20)))
    warehouse.publish()
    warehouse.connection.execute("update search_documents set place = place + 1")
    warehouse.connection.execute("update state set generation = generation + 1")
    warehouse.publish()
    with connect_readonly(warehouse.places.published.parent) as reader:
        assert 20 == len(reader.execute("from search('common')").fetchall())
