"""Data as scripts: what a page opened from the file system may load. Pure.

A browser refuses `fetch` there, but runs a script beside the page; each file hands one value to the page.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

END = b");\n"


def script(name: str, value: Any) -> str:
    """A script that hands `value` to whoever waits for `name`."""
    return script_of_json(name, json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def script_of_json(name: str, text: str) -> str:
    """The same for a value that is JSON already."""
    return f"{beginning(name).decode()}{text}{END.decode()}"


def beginning(name: str) -> bytes:
    """How the script of a value begins; it ends with `END`."""
    return f"newsmill.receive({json.dumps(name)},".encode()


def object_of_json(members: Mapping[str, str]) -> str:
    """A JSON object of members that are JSON already, one a line."""
    return "{" + ",\n".join(f"{json.dumps(key)}:{text}" for key, text in members.items()) + "}"
