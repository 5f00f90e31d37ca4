"""A load that dies anywhere and is run again ends as if it had not died, and readers never notice."""

from tests.bench.corpus import write_texts
from tests.crash import killed_loads, load_command, rows


def test_killed_loads_end_with_the_rows_of_one_that_was_left_alone(tmp_path):
    import subprocess

    corpus = write_texts(tmp_path / "texts", 400)
    calm, killed = tmp_path / "calm" / "warehouse", tmp_path / "killed" / "warehouse"
    subprocess.run(load_command(corpus, calm), check=True, stdout=subprocess.DEVNULL)
    _, observed = killed_loads(corpus, killed, kills=4)
    assert rows(calm) == rows(killed)
    assert (observed.errors, observed.incomplete) == (0, 0)
    assert observed.opened > 0
