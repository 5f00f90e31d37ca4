"""The charting library as one script: Vega, Vega-Lite and Vega-Embed as vl-convert carries them.

Nothing is fetched. Putting the script together takes seconds, so it is done once and kept beside Python's own
compiled modules, named after the versions it is made of.
"""

from __future__ import annotations

import tempfile
from contextlib import suppress
from importlib.metadata import version
from importlib.util import cache_from_source
from pathlib import Path


def library() -> tuple[str, str]:
    """Name and text of the script; it sets `vegaEmbed`."""
    name = f"vega-{version('vl-convert-python')}.js"
    kept = Path(cache_from_source(__file__)).with_name(name)
    with suppress(OSError, UnicodeDecodeError):
        return name, kept.read_text(encoding="utf-8")
    import vl_convert  # noqa: PLC0415 - 84 MB that only this needs, once

    text: str = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    _keep(kept, text)
    return name, text


def _keep(path: Path, text: str) -> None:
    """At once or not at all, because several processes may do it."""
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as stream:
            stream.write(text)
        Path(stream.name).replace(path)
