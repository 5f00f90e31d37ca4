"""What feeds there are, as `index.json` for programs and `index.html` for people. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pipeline.feeds.definition import ENDINGS
from pipeline.feeds.state import Member, Written
from pipeline.feeds.tabular import SCHEMA_VERSION
from pipeline.feeds.texts import json_text
from pipeline.wording import counted

_PLACE = re.compile(r"\{[^{}]*\}")
NAMES = ("index.json", "index.html")


def index_json(feeds: Mapping[str, Written]) -> str:
    """Every feed with its files, columns, rows and time."""
    return json_text(_index(feeds), indent=1) + "\n"


def index_html(feeds: Mapping[str, Written]) -> str:
    """The same as a page that asks nobody for anything."""
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - only where something changed

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"heading": _heading, "placeless": _placeless, "moment": _moment, "counted": counted}
    template = Path(__file__).with_name("index.html.j2").read_text(encoding="utf-8")
    return environment.from_string(template).render(index=_index(feeds), href=quote)


def _heading(feed: Mapping[str, Any]) -> str:
    """What a feed is called: of a family, the title that its members share, and by what they differ."""
    shared = _PLACE.sub("", feed["title"]).strip(" :,-·") or feed["name"].replace("_", " ").capitalize()
    by = ", ".join(name.removesuffix("_id") for name in feed["parameters"])
    return f"{shared}, by {by}" if by and by not in shared.lower() else shared


def _placeless(text: str) -> str:
    return _PLACE.sub("…", text)


def _moment(text: str) -> str:
    """A time to the minute, for people."""
    return f"{text[:10]} {text[11:16]} UTC"


def _index(feeds: Mapping[str, Written]) -> dict[str, Any]:
    listed = [_feed(name, feeds[name]) for name in sorted(feeds)]
    moments = [feed["updated"] for feed in listed if feed["updated"]]
    return {"schema_version": SCHEMA_VERSION, "updated": max(moments, default=None), "feeds": listed}


def _feed(name: str, feed: Written) -> dict[str, Any]:
    members = sorted(feed.members, key=lambda member: member.name)
    return {
        "name": name,
        "title": feed.title,
        "description": feed.description,
        "grain": feed.grain,
        "formats": feed.formats,
        "parameters": feed.parameters,
        "columns": feed.columns,
        "row_count": sum(member.rows for member in members),
        "updated": max((member.updated for member in members if member.updated), default=None),
        "error": feed.error,
        "members": [_member(member, feed.formats) for member in members],
    }


def _member(member: Member, formats: list[str]) -> dict[str, Any]:
    files = {name: member.name + ENDINGS[name] for name in formats}
    return {
        "name": member.name,
        "title": member.title,
        "values": member.values,
        "row_count": member.rows,
        "updated": member.updated,
        "files": {
            kind: {"path": path, "bytes": member.files[path][0]}
            for kind, path in files.items()
            if path in member.files
        },
    }
