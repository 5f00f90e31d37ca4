"""Copies are found as articles come in, in any batches, and forgotten with the texts they rest on."""

from __future__ import annotations

import pytest

from pipeline.model import Source
from pipeline.store import copies
from pipeline.store.warehouse import Warehouse
from tests.bench.generated import Generator
from tests.relate.copying import originals

WIRE, OTHER = originals(2, seed=3)
PARAGRAPHS = WIRE.split("\n\n")


@pytest.fixture
def ask(warehouse):
    warehouse.register_sources([Source(name, name.title(), "folder", name) for name in ("wire", "gazette")])
    return lambda query: warehouse.connection.execute(query).fetchall()


@pytest.fixture
def relate(warehouse, load):
    def load_and_relate(*documents):
        load(*documents)
        return copies.bring_up_to_date(warehouse.connection)

    return load_and_relate


def _edited():
    return "\n\n".join([*PARAGRAPHS[:-1], "A local line that nobody else has in the paper today."])


def test_copies_are_found_between_runs_and_told_in_both_directions(ask, relate, document):
    assert 2 == relate(document("a", body=WIRE, source="wire"), document("b", body=OTHER))
    assert 1 == relate(document("c", body=_edited(), source="gazette", authors=("wire",), hours=-2))
    [(similarity, containment, other)] = ask(
        "select similarity, containment, other_containment from near_duplicates"
    )
    assert 0.3 < similarity <= min(containment, other) <= 1
    [(gazette, wire)] = ask("select article_id, other_article_id from near_duplicates")
    assert [("wire", True, containment)] == ask(
        f"select source_id, is_origin, containment from copies_of('{gazette}')"
    )
    assert [("gazette", False, other)] == ask(f"select source_id, is_origin, containment from copies_of('{wire}')")


def test_the_group_says_who_was_first_and_what_was_added_and_cut(ask, relate, document):
    relate(
        document("a", body=WIRE, source="wire"), document("c", body=_edited(), source="gazette", authors=("wire",))
    )
    assert [("gazette", False, 1, 1), ("wire", True, 0, 0)] == ask(
        "select source_id, is_origin, paragraphs_added, paragraphs_cut from syndication order by 1"
    )
    assert [("credited as wire by another one",)] == ask("select distinct evidence from syndication")
    assert [("added", "A local line that nobody else has in the paper today."), ("cut", None)] == ask(
        "select change, text from copy_changes order by 1"
    )


def test_versions_of_one_article_are_never_copies_of_each_other(ask, relate, document):
    relate(document("a", body=WIRE))
    relate(document("a", body=_edited(), hours=3))
    assert [(2,)] == ask("select count(*) from fingerprints")
    assert [] == ask("from near_duplicates")


def test_an_article_that_was_rewritten_leaves_its_group(ask, relate, document):
    relate(document("a", body=WIRE, source="wire"), document("b", body=WIRE))
    assert [(2,)] == ask("select count(*) from syndication")
    relate(document("b", body=OTHER, hours=3))
    assert [] == ask("from syndication")
    assert [(1,)] == ask("select count(*) from near_duplicates")
    assert [] == ask("select * from copies_of((select article_id from articles where source_id = 'wire'))")


def test_a_text_that_was_processed_again_is_compared_again(warehouse, ask, relate, document):
    relate(document("a", body=WIRE, source="wire"), document("b", body=WIRE))
    changed = OTHER.replace("'", "''")
    ask(
        f"update revisions set body = '{changed}', processed_at = processed_at + interval 1 hour where source_id = 'paper'"
    )
    assert 1 == copies.bring_up_to_date(warehouse.connection)
    assert [] == ask("from near_duplicates union by name from syndication")
    assert [(2,)] == ask("select count(distinct text) from copy_bands")


def test_texts_too_short_to_tell_are_left_alone(ask, relate, document):
    assert 2 == relate(document("a"), document("b"))
    assert [] == ask("from near_duplicates")


def test_relating_twice_changes_nothing(warehouse, ask, relate, document):
    relate(document("a", body=WIRE, source="wire"), document("b", body=WIRE))
    before = ask("from near_duplicates"), ask("from syndication"), ask("select generation from state")
    assert 0 == copies.bring_up_to_date(warehouse.connection)
    assert before == (ask("from near_duplicates"), ask("from syndication"), ask("select generation from state"))


def test_the_batches_make_no_difference(tmp_path, monkeypatch):
    documents = list(Generator(11).documents(150))

    def related(folder, at_once):
        monkeypatch.setattr(copies, "_AT_ONCE", at_once)
        with Warehouse.open(folder) as warehouse:
            for start in range(0, len(documents), at_once):
                warehouse.load(warehouse.begin_run("test"), documents[start : start + at_once])
                copies.bring_up_to_date(warehouse.connection)
            tables = ("near_duplicates", "syndication", "copy_changes")
            return [warehouse.connection.execute(f"from {table} order by all").fetchall() for table in tables]

    expected = related(tmp_path / "whole", 150)
    assert all(expected)
    assert expected == related(tmp_path / "parts", 40)
