"""A warehouse whose new articles somebody wants to be told of, and a receiver that really listens."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from pipeline.model import Source
from pipeline.notify import Asked, notify
from pipeline.store.warehouse import Warehouse
from tests.newssite import Site, response
from tests.store.conftest import make_document

SEARCH = '[[search]]\nname = "Ferries"\nquery = "ferry"\n'
TAKEN = response(b"thanks", 200)
_runs = count()


def ferry(name: str, **fields):
    """An article that the search finds."""
    return make_document(name, body=f"The ferry of {name} sails again.", title=f"Ferry {name}", **fields)


def load(folder: Path, *documents) -> None:
    """One run that brings these, and publishes."""
    with Warehouse.open(folder) as warehouse:
        warehouse.register_sources([Source("paper", "The Paper", "folder", "paper/")])
        at = datetime(2024, 6, 18, tzinfo=UTC) + timedelta(seconds=next(_runs))
        run = warehouse.begin_run("test", at)
        warehouse.load(run, list(documents))
        warehouse.finish_run(run, {})
        warehouse.publish()


class Desk:
    """Whoever is told: a warehouse, the file that names them, and a receiver on this machine."""

    def __init__(self, folder: Path, site: Site) -> None:
        self.folder, self.site = folder, site
        self.sources = folder.parent / "sources.toml"
        self.slept: list[float] = []
        self.time = datetime(2024, 7, 1, tzinfo=UTC)
        self.names(f'webhook = "{site.url}/hook"')
        site.answers("/hook", TAKEN)

    def names(self, where: str, of: str = 'search = "Ferries"', allow: str = '["127.0.0.0/8"]') -> None:
        """Say in the file who is told."""
        allowed = f"allow_addresses = {allow}\n" if "webhook" in where and allow else ""
        self.sources.write_text(f'{SEARCH}[[notify]]\nname = "desk"\n{of}\n{where}\n{allowed}', "utf-8")

    def tell(self, **options):
        """Take the step, with a clock and a sleep that take no time."""

        def sleep(seconds: float) -> None:
            self.slept.append(seconds)
            self.time += timedelta(seconds=seconds)

        checked = options.pop("checked", None)
        asked = Asked(self.folder, self.sources, checked=checked)
        return notify(asked, now=lambda: self.time, sleep=sleep, **options)

    @property
    def documents(self) -> list[dict]:
        """What the receiver was sent, taken or not."""
        return [json.loads(seen.body) for seen in self.site.asked("/hook")]

    @property
    def titles(self) -> list[str]:
        return [row["title"] for document in self.documents for row in document["rows"]]


@pytest.fixture(scope="session")
def told_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two runs: one long ago, and the last one. Read it; don't write to it."""
    folder = tmp_path_factory.mktemp("notify") / "warehouse"
    load(folder, ferry("old"), make_document("other", title="Another matter"))
    load(folder, ferry("first"), ferry("second", hours=1, published=datetime(2024, 6, 18, 13, tzinfo=UTC)))
    return folder


@pytest.fixture
def desk(told_warehouse: Path, tmp_path: Path):
    folder = Path(shutil.copytree(told_warehouse, tmp_path / "warehouse"))
    with Site() as site:
        yield Desk(folder, site)
