"""A report in Markdown that several scripts write, each its own part between two comments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path


def replace_part(path: Path, name: str, lines: Sequence[str]) -> None:
    """Put the lines in place of the part that `<!-- name -->` and `<!-- end of name -->` enclose.

    Raises:
        ValueError: where the report has no such part.

    """
    text = path.read_text(encoding="utf-8")
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    part = re.compile(re.escape(begin) + r".*?" + re.escape(end), re.DOTALL)
    if not part.search(text):
        raise ValueError(f"{path.name} has no part {begin} … {end}")
    body = "\n".join([begin, "", *lines]).rstrip()
    path.write_text(part.sub(lambda _: f"{body}\n\n{end}", text), encoding="utf-8")
