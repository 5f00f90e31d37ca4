"""The HTML pages, from their templates. Pure but for reading the package's own files.

Everything is escaped where it is put in. Characters that no page may hold (controls) are shown as their pictures,
those that turn the direction of what follows are kept to the element they stand in by `dir`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pipeline.wording import counted

if TYPE_CHECKING:
    import jinja2

_PICTURES = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A, 0x0D)} | {0x7F: 0x2421}
_PICTURES |= dict.fromkeys(range(0x80, 0xA0), 0xFFFD)


def visible(text: str) -> str:
    """The text with control characters as their pictures: ␀ for NUL."""
    return text.translate(_PICTURES)


def page(name: str, **values: Any) -> str:
    """One page."""
    return _environment().get_template(f"{name}.html").render(page=name, **values)


def assets() -> Iterator[tuple[str, str]]:
    """Name and text of each style sheet and script of the project's own."""
    for entry in sorted(files("pipeline.site").joinpath("assets").iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith((".css", ".js", ".svg")):
            yield entry.name, entry.read_text(encoding="utf-8")


def charts() -> dict[str, str]:
    """The charts' Vega-Lite specifications, as JSON, by name."""
    folder = files("pipeline.site").joinpath("charts")
    found = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".json")), key=lambda each: each.name
    )
    return {entry.name.removesuffix(".json"): entry.read_text(encoding="utf-8").strip() for entry in found}


@cache
def _environment() -> jinja2.Environment:
    import jinja2  # noqa: PLC0415 - `--help` pays for none of this

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("pipeline.site", "pages"),
        autoescape=True,
        finalize=lambda value: visible(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters["number"] = lambda value: f"{value:,.0f}"
    environment.filters["counted"] = counted
    environment.filters["percent"] = lambda value: "–" if value is None else f"{value:.0%}"
    return environment
