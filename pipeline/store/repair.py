"""Set a damaged writer's file aside and go on from the published copy.

The published copy is a complete earlier state: inputs loaded after it are unknown to it and are simply
loaded again by the next run. Nothing is deleted: what was damaged is kept beside, under another name.
"""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

from pipeline.errors import WarehouseError
from pipeline.store.places import Places
from pipeline.store.reading import connect_readonly

_log = logging.getLogger(__name__)


def restore_from_published(places: Places) -> None:
    """Put a copy of the published file in the place of the damaged one.

    Raises:
        WarehouseError: there is no sound published file to go back to; says what to do.

    """
    if not places.published.exists():
        raise WarehouseError(
            f"{places.work} is damaged and there is no published copy to go back to: "
            f"move the folder {places.work_folder} away and load again"
        )
    connect_readonly(places.folder).close()
    aside = _free_name(places.work)
    places.work.rename(aside)
    log_file = _wal(places.work)
    if log_file.exists():
        log_file.rename(_wal(aside))
    shutil.copyfile(places.published, places.work)
    _log.warning(
        "%s was damaged and is kept as %s; going on from %s; what it lacks is loaded again",
        places.work,
        aside.name,
        places.published,
    )


def _wal(path: Path) -> Path:
    return path.with_name(path.name + ".wal")


def _free_name(path: Path) -> Path:
    number = 1
    while (candidate := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    return candidate
