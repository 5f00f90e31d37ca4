"""The seeds, related: the wire stories with their origin and what was made of them, the stories a person would see."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from pipeline.cli import cli
from pipeline.store.reading import connect_readonly
from tests.examples import load_seeds


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("seeds") / "warehouse"
    load_seeds(folder)
    return folder


@pytest.fixture(scope="module")
def ask(folder):
    with connect_readonly(folder) as connection:
        yield lambda query: connection.execute(query).fetchall()


def test_both_wire_stories_come_from_the_agency(ask):
    groups = ask(
        "select list(source_id order by source_id), any_value(source_id) filter (is_origin), any_value(upper(agency))"
        " from syndication group by copy_group order by 1"
    )
    assert [
        (["alpenfunk", "hafenblatt", "nda"], "nda", "NDA"),
        (["fenwick-standard", "nda", "sada-almarfa"], "nda", "NDA"),
    ] == groups


def test_what_each_paper_cut_and_added_is_told(ask):
    query = (
        "select source_id, change, left(coalesce(text, origin_text), 24) from copy_changes"
        " join syndication using (article_id) where change in ('added', 'cut') order by source_id, change, place"
    )
    assert [
        ("alpenfunk", "added", "Vor der Insel Sandoog wä"),
        ("alpenfunk", "cut", "Der Verband der Küstenfi"),
        ("fenwick-standard", "added", "Fenwick, whose harbour h"),
        ("fenwick-standard", "cut", "Ports that were not part"),
        ("hafenblatt", "added", "Wer mehr wissen will: Th"),
        ("hafenblatt", "cut", "Im Mai läuft die „Petra "),
        ("sada-almarfa", "cut", "Grid operators have aske"),
    ] == [row for row in ask(query) if "nda/" not in row[2]]


def test_explain_tells_the_copies(ask, folder):
    [(article,)] = ask("select article_id from articles where title like 'Seegras vor Sandoog%'")
    said = CliRunner().invoke(cli, ["explain", article, "--warehouse", str(folder)], env={"COLUMNS": "200"})
    assert 0 == said.exit_code
    assert "The same text in 3 articles of 3 sources" in said.output
    assert "origin: credited as nda by 2 others" in said.output
    assert "+ Wer mehr wissen will" in said.output


def test_the_stories_are_those_a_person_would_see(ask):
    found = ask(
        "select list(left(title, 12) order by title) from story_articles join articles using (article_id) group by story_id having count(*) > 1"
    )
    assert {
        frozenset({"Twelve Europ", "One plug to ", "European por"}),
        frozenset({"Größte Seegr", "Seegras vor ", "Forschende f"}),
        frozenset({"Klappbrücke ", "Ein Bolzen v", "Nach vier Ta"}),
        frozenset(
            {
                "Risse im Tra",
                "Gesperrte Ah",
                "Fähre statt ",
                "Rat streitet",
                "Cracks in No",
                "Ahlebrücke w",
                "Nordheim: St",
            }
        ),
    } == {frozenset(titles) for (titles,) in found}
