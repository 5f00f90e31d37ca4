"""What is exported can be read by others, and taken over by another warehouse."""

from __future__ import annotations

import json

import duckdb
import pytest

from pipeline.errors import InputError, QueryError, WarehouseError
from pipeline.store.exporting import export_all, export_query
from pipeline.store.importing import import_from
from pipeline.store.reading import connect_readonly
from pipeline.store.warehouse import Warehouse


@pytest.fixture
def filled(warehouse, load, document):
    load(
        document("a", title="Flood"),
        document("b", title="Äpfel, “reif”"),
        document("c", rejected="the page is empty"),
    )
    load(document("a", title="Flood", body="First paragraph.\n\nAnother one.", hours=2))
    warehouse.publish()
    return warehouse


@pytest.mark.parametrize("name", ["a.parquet", "a.csv", "a.csv.gz", "a.jsonl", "a.jsonl.gz"])
def test_every_format_gives_the_same_rows(filled, tmp_path, name):
    query = "select title, revision from articles order by title"
    with connect_readonly(filled.places.folder) as reader:
        assert 2 == export_query(reader, query, tmp_path / name)
    assert [("Flood", 2), ("Äpfel, “reif”", 1)] == duckdb.sql(f"from '{tmp_path / name}'").fetchall()
    assert [name] == [path.name for path in tmp_path.iterdir() if path.is_file()]


def test_a_name_that_says_no_format_is_refused(filled, tmp_path):
    with pytest.raises(InputError, match=r"the name has to end in one of \.parquet"):
        export_query(filled.connection, "select 1", tmp_path / "a.xls")


def test_a_wrong_query_is_refused_and_leaves_nothing(filled, tmp_path):
    with pytest.raises(QueryError, match="nonsense"):
        export_query(filled.connection, "select nonsense from articles", tmp_path / "a.csv")
    assert not (tmp_path / "a.csv").exists()


def test_an_export_never_mixes_with_other_files(filled, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x")
    with pytest.raises(WarehouseError, match="is not empty and no earlier export"):
        export_all(filled.connection, tmp_path / "mine")


def test_how_far_it_is_is_told(filled, tmp_path):
    told = []
    query = "select count(*) from range(60000) as a, range(10000) as b where (a.range * b.range) % 7 = 3"
    export_query(
        filled.connection, query, tmp_path / "a.csv", watch=lambda what, share: told.append((what, share))
    )
    assert {"a.csv"} == {what for what, _ in told}
    assert all(0 <= share <= 1 for _, share in told)


def _second(folder):
    return Warehouse.open(folder)


def test_an_export_taken_over_is_the_same_warehouse(filled, tmp_path, dump):
    export_all(filled.connection, tmp_path / "export")
    with _second(tmp_path / "second") as second:
        done = import_from(second, tmp_path / "export")
        assert dump(filled.connection) == dump(second.connection)
        assert (2, 3, 4) == (done.articles, done.revisions, done.captures)
        assert [] == [finding for finding in second.check() if finding.is_error]
        again = import_from(second, tmp_path / "export")
        assert (0, 0, 0) == (again.articles, again.revisions, again.captures)
        assert dump(filled.connection) == dump(second.connection)


@pytest.mark.parametrize("form", ["folder", "file"])
def test_another_warehouse_is_taken_over(filled, tmp_path, dump, form):
    given = filled.places.folder if form == "folder" else filled.places.published
    with _second(tmp_path / "second") as second:
        import_from(second, given)
        assert dump(filled.connection) == dump(second.connection)


def test_histories_of_an_article_that_both_have_become_one(warehouse, load, document, tmp_path, dump):
    """Three versions of one text, seen by two warehouses in turn: the same as if one had seen them all."""
    bodies = ["One.", "One.\n\nTwo.", "One.\n\nTwo.\n\nThree."]
    versions = [document("a", title="Flood", body=body, hours=hours) for hours, body in enumerate(bodies)]
    load(versions[0], versions[2])
    with _second(tmp_path / "second") as second, _second(tmp_path / "all") as everything:
        for opened, seen in ((second, versions[:2]), (everything, versions)):
            opened.register_sources(warehouse.sources())
            opened.load(opened.begin_run("test"), seen)
            opened.publish()
        import_from(warehouse, tmp_path / "second")
        held = "select body, first_seen, last_seen, superseded_at, is_current from revisions order by first_seen"
        assert everything.connection.execute(held).fetchall() == warehouse.connection.execute(held).fetchall()
        assert [] == [finding for finding in warehouse.check() if finding.is_error]


def test_what_is_no_export_is_refused(warehouse, tmp_path):
    with pytest.raises(InputError, match="is neither an export"):
        import_from(warehouse, tmp_path)
    (tmp_path / "other.duckdb").unlink(missing_ok=True)
    duckdb.connect(str(tmp_path / "other.duckdb")).close()
    (tmp_path / "articles.parquet").write_bytes(b"PAR1 and more")
    with pytest.raises(InputError, match="is no DuckDB file; give a folder that newsmill export wrote"):
        import_from(warehouse, tmp_path / "articles.parquet")
    with pytest.raises(InputError, match="is no warehouse of newsmill"):
        import_from(warehouse, tmp_path / "other.duckdb")


def test_an_export_of_a_newer_newsmill_is_refused(filled, tmp_path, dump):
    export_all(filled.connection, tmp_path / "export")
    manifest = tmp_path / "export" / "newsmill-export.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "schema": 9999}))
    with pytest.raises(InputError, match="was written by a newer newsmill"):
        import_from(filled, tmp_path / "export")
