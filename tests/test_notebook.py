"""The notebook of the recipes: every cell runs on a warehouse, and its charts can be drawn."""

import json

import altair as alt
import duckdb
import pytest

from tests.conftest import ROOT

NOTEBOOK = ROOT / "docs" / "notebook.ipynb"


@pytest.fixture
def names(seed_warehouse, monkeypatch):
    """What the cells leave behind, run one after the other as Jupyter does."""
    monkeypatch.setenv("NEWSMILL_WAREHOUSE", str(seed_warehouse))
    left: dict = {}
    for number, cell in enumerate(json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]):
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), f"cell {number}", "exec"), left)
    yield left
    left["news"].close()


def test_every_cell_runs_and_its_charts_are_drawn(names):
    for chart in ("per_week", "per_kind"):
        assert isinstance(names[chart], alt.Chart)
        drawn = json.loads(names[chart].to_json())
        assert sum(map(len, drawn["datasets"].values())) > 0


def test_its_answers_are_those_of_the_warehouse(names, seed_warehouse):
    with duckdb.connect(str(seed_warehouse / "news.duckdb"), read_only=True) as connection:
        [(articles,)] = connection.execute(
            "select count(*) from articles where published_on is not null"
        ).fetchall()
    assert articles == sum(names["weeks"]["articles"].to_pylist())
    assert names["found"]
    assert names["speakers"].num_rows > 0


def test_it_is_kept_without_outputs():
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    assert [] == [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")]
