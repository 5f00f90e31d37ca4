"""Write the site from the published warehouse: the order of the steps, and none of their work."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.errors import WarehouseError
from pipeline.site.output import alone
from pipeline.store.connection import clear_errors
from pipeline.store.places import Places
from pipeline.store.reading import connect_readonly

_MEMORY = "1.5GB"  # for DuckDB; the rest of the process stays below 0.3 GB


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did."""

    index: Path  # the first page
    articles: int
    written: int  # files
    removed: int

    @property
    def is_changed(self) -> bool:
        """Whether any file changed."""
        return bool(self.written or self.removed)


def build(warehouse: Path, site: Path | None = None) -> Built:
    """Bring the site up to date; files whose content is the same are not touched.

    Args:
        warehouse: the warehouse folder.
        site: where the pages go; `site/` in the warehouse folder by default.

    Raises:
        WarehouseError: there is no warehouse, another build is at it, or the folder can't be written. What was
            written before stays; each file is complete.

    """
    places = Places(warehouse)
    folder = site or places.site
    has_feeds = folder == places.site and (places.feeds / "index.html").is_file()
    with connect_readonly(warehouse, memory_limit=_MEMORY) as connection, clear_errors("write the site", folder):
        from pipeline.site import contents  # noqa: PLC0415 - `--help` pays for none of this

        with alone(folder) as output:
            try:
                articles = contents.write(connection, output, has_feeds=has_feeds)
            except duckdb.CatalogException as error:  # a table or column that this version's queries know
                raise WarehouseError(
                    f"an earlier newsmill wrote {places.published}: newsmill publish brings it to this version"
                ) from error
    return Built(folder / "index.html", articles, output.written, output.removed)


def refresh(warehouse: Path) -> Built | None:
    """Bring the site up to date where there is one; None where nobody has made one yet."""
    return build(warehouse) if (Places(warehouse).site / "index.html").is_file() else None
