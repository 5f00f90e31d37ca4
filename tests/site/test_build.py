"""The site as files: the same warehouse gives the same bytes, and only what changed is written."""

import errno
import json
import os
import shutil
from pathlib import Path

import pytest

from pipeline.errors import WarehouseError
from pipeline.site import build, refresh
from pipeline.site.pieces import letters_for
from pipeline.store.reading import connect_readonly
from pipeline.store.warehouse import Warehouse
from tests.conftest import newsmill
from tests.site.conftest import DAY, clock, files_of
from tests.store.conftest import make_document


def value_of(site: Path, name: str):
    text = (site / "data" / f"{name}.js").read_text(encoding="utf-8")
    head, tail = f'newsmill.receive("{name}",', ");\n"
    assert text.startswith(head)
    assert text.endswith(tail)
    return json.loads(text[len(head) : -len(tail)])


def load_more(folder: Path, *documents) -> None:
    with Warehouse.open(folder, clock=clock) as warehouse:
        warehouse.load(warehouse.begin_run("test", DAY), list(documents))
        warehouse.publish()


def test_a_second_build_leaves_every_file_and_its_time(copied_warehouse):
    site = copied_warehouse / "site"
    build(copied_warehouse)
    before = files_of(site)
    built = build(copied_warehouse)
    assert (0, 0) == (built.written, built.removed)
    assert before == files_of(site)


def test_the_same_warehouse_gives_the_same_bytes_elsewhere(nasty_warehouse, tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    build(nasty_warehouse, one)
    build(nasty_warehouse, other)
    expected = {name: data for name, (data, _) in files_of(one).items()}
    assert expected == {name: data for name, (data, _) in files_of(other).items()}


def test_a_new_article_changes_its_own_pieces_only(copied_warehouse):
    site = copied_warehouse / "site"
    before = files_of(site)
    load_more(copied_warehouse, make_document("new", title="A new one", body="New."))
    build(copied_warehouse)
    after = files_of(site)
    changed = {name for name in after if before.get(name) != after[name]}
    pieces = {name for name in changed if name.startswith("data/articles/")}
    assert 1 == len(pieces)
    assert {"index.html", "data/about.js", "data/overview.js", "data/pieces.json"} <= changed
    assert not any(name.startswith("assets/") for name in changed)


def test_every_article_is_in_the_list_and_has_its_page(nasty_warehouse):
    site = nasty_warehouse / "site"
    with connect_readonly(nasty_warehouse) as connection:
        expected = {each for (each,) in connection.execute("select article_id from articles").fetchall()}
    about = value_of(site, "about")
    listed = [row[0] for name, _ in about["list"] for row in value_of(site, f"list/{name}")]
    pieces = sorted(path.stem for path in (site / "data/articles").iterdir())
    paged = {each for piece in pieces for each in value_of(site, f"articles/{piece}")}
    assert sorted(expected) == sorted(listed)
    assert expected == paged
    assert len(expected) == about["articles"]


def test_kept_lines_point_at_their_text(nasty_warehouse):
    site = nasty_warehouse / "site"
    with connect_readonly(nasty_warehouse) as connection:
        [(article_id,)] = connection.execute(
            "select article_id from articles where title = 'Much earlier'"
        ).fetchall()
        expected = connection.execute("select position, text from lines(?) where kept", [article_id]).fetchall()
    article = value_of(site, f"articles/{article_id[:1]}")[article_id]
    cut = [
        (
            line["position"],
            article["body"][line["start"] - 1 : line["start"] - 1 + line["length"]]
            if line["field"] == "body"
            else article[line["field"]],
        )
        for line in article["kept"]
    ]
    assert expected == cut


def test_pages_hold_nothing_that_was_meant_as_markup(nasty_warehouse):
    for name in ("index", "stories", "articles", "article"):
        text = (nasty_warehouse / "site" / f"{name}.html").read_text(encoding="utf-8")
        assert "window.broken=1</script>" not in text
        assert "<img src=x" not in text
        assert not any(chr(code) in text for code in range(0x20) if code not in (0x09, 0x0A, 0x0D))


def test_pages_ask_nothing_of_the_network(nasty_warehouse):
    for path in (nasty_warehouse / "site").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "default-src 'none'; script-src 'self'" in text
        assert 'src="http' not in text
        assert 'href="http' not in text


def test_a_piece_that_is_gone_is_written_again_and_a_strange_file_goes(copied_warehouse):
    site = copied_warehouse / "site"
    before = files_of(site)
    lost = next((site / "data/articles").iterdir())
    lost.unlink()
    (site / "data/articles/zz.js").write_text("old")
    build(copied_warehouse)
    assert {name: data for name, (data, _) in before.items()} == {
        name: data for name, (data, _) in files_of(site).items()
    }


def test_a_warehouse_without_articles_has_a_site(tmp_path):
    folder = tmp_path / "warehouse"
    with Warehouse.open(folder) as warehouse:
        warehouse.publish()
    built = build(folder)
    assert 0 == built.articles
    assert "There are no articles yet" in built.index.read_text(encoding="utf-8")


def test_pages_lead_to_the_feeds_where_there_are_some(copied_warehouse):
    index = copied_warehouse / "site" / "index.html"
    assert "../feeds/index.html" in index.read_text(encoding="utf-8")
    (copied_warehouse / "feeds" / "index.html").unlink()
    build(copied_warehouse)
    assert "../feeds/index.html" not in index.read_text(encoding="utf-8")


def test_no_site_is_made_by_a_run_until_somebody_asks_for_one(copied_warehouse):
    shutil.rmtree(copied_warehouse / "site")
    assert refresh(copied_warehouse) is None
    assert not (copied_warehouse / "site").exists()


def test_publishing_brings_the_site_up_to_date(copied_warehouse):
    with Warehouse.open(copied_warehouse, clock=clock) as warehouse:
        warehouse.load(
            warehouse.begin_run("test", DAY),
            [make_document("p", title="Just published", body="P.")],
        )
    result = newsmill("publish", "--warehouse", copied_warehouse)
    assert 0 == result.returncode, result.stderr
    assert f"Site {copied_warehouse / 'site' / 'index.html'}" in result.stdout
    listed = (copied_warehouse / "site/data/list").iterdir()
    assert 1 == sum(path.read_text(encoding="utf-8").count("Just published") for path in listed)


@pytest.mark.parametrize(
    ("number", "said"), [(errno.ENOSPC, "make room"), (errno.EROFS, "read-only"), (errno.EACCES, "may not write")]
)
def test_a_disk_that_is_full_or_read_only_is_one_line_and_leaves_whole_files(
    copied_warehouse, monkeypatch, number, said
):
    site = copied_warehouse / "site"
    before = files_of(site)
    load_more(copied_warehouse, *(make_document(f"new-{n}", title=f"New {n}", body="New.") for n in range(20)))
    real, calls = Path.write_bytes, []

    def full(path, content):
        calls.append(path)
        if len(calls) > 5:
            real(path, content[: len(content) // 2])
            raise OSError(number, os.strerror(number))
        return real(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(WarehouseError, match=f"can't write the site in {site}: .*{said}") as caught:
        build(copied_warehouse)
    assert "\n" not in str(caught.value)
    after = files_of(site)
    assert before.keys() <= after.keys()
    assert not any("unfinished" in name for name in after)
    for name, (data, _) in after.items():
        assert data == before.get(name, (data,))[0] or name.startswith("data/"), name  # pages come last
        assert (
            not name.endswith(".js") or data.endswith((b";\n", b"}\n", b"*/\n")) or name.startswith("assets/vega")
        ), name
    monkeypatch.undo()
    build(copied_warehouse)
    assert build(copied_warehouse).is_changed is False
    listed = "".join(path.read_text(encoding="utf-8") for path in (site / "data/list").iterdir())
    assert all(f'"New {n}"' in listed for n in range(20))


def test_a_folder_that_may_not_be_written_is_one_line(copied_warehouse, monkeypatch):
    def refuse(*_args, **_options):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(WarehouseError, match=r"can't write the site in .*: you may not write there"):
        build(copied_warehouse, copied_warehouse / "elsewhere" / "site")


def test_a_run_goes_on_where_the_site_can_not_be_written(copied_warehouse):
    shutil.rmtree(copied_warehouse / "site" / "data")
    (copied_warehouse / "site" / "data").write_text("in the way")
    result = newsmill("publish", "--warehouse", copied_warehouse)
    assert (1, 1) == (result.returncode, result.stderr.count("\n"))
    assert "Published" in result.stdout
    assert "can't write the site" in result.stderr


def test_a_file_where_the_folder_should_be_is_one_line(copied_warehouse, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("I am no folder")
    with pytest.raises(WarehouseError, match="can't write the site"):
        build(copied_warehouse, blocked / "site")


def test_the_command_says_what_it_did(copied_warehouse):
    result = newsmill("site", "--warehouse", copied_warehouse)
    assert 0 == result.returncode, result.stderr
    assert "articles, up to date" in result.stdout


def test_without_a_warehouse_the_command_says_how_to_make_one(tmp_path):
    result = newsmill("site", "--warehouse", tmp_path / "none")
    assert 1 == result.returncode
    assert "make one with newsmill run or newsmill load" in result.stderr
    assert 1 == len(result.stderr.strip().splitlines())


@pytest.mark.parametrize(
    ("articles", "letters"), [(0, 1), (512, 1), (513, 2), (100_000, 3), (131_073, 4), (1_000_000, 4)]
)
def test_pieces_hold_at_most_32_articles_in_the_mean(articles, letters):
    assert letters == letters_for(articles)
