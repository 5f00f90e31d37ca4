"""What dies anywhere and is run again ends as if it had not died, and readers never notice."""

from __future__ import annotations

import subprocess

import pytest

from tests.bench.corpus import write_texts
from tests.crash import killed, killed_loads, load_command, other_command, rows


def test_killed_loads_end_with_the_rows_of_one_that_was_left_alone(tmp_path):
    corpus = write_texts(tmp_path / "texts", 400)
    calm, disturbed = tmp_path / "calm" / "warehouse", tmp_path / "killed" / "warehouse"
    subprocess.run(load_command(corpus, calm), check=True, stdout=subprocess.DEVNULL)
    _, observed = killed_loads(corpus, disturbed, kills=4)
    assert rows(calm) == rows(disturbed)
    assert (observed.errors, observed.incomplete) == (0, 0)
    assert observed.opened > 0


@pytest.mark.parametrize("name", ["compact", "rebuild"])
def test_a_killed_compaction_or_rebuilding_loses_nothing(tmp_path, name):
    """The rows are the same after two kills, and after the command went through."""
    corpus, warehouse = write_texts(tmp_path / "texts", 60), tmp_path / "warehouse"
    subprocess.run(load_command(corpus, warehouse, 1), check=True, stdout=subprocess.DEVNULL)
    expected = rows(warehouse)
    _, observed = killed(other_command(name, warehouse), warehouse, kills=2, longest=3.0)
    assert expected == rows(warehouse)
    assert (observed.errors, observed.incomplete) == (0, 0)
