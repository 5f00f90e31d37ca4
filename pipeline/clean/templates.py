"""Set aside the lines that a source is known to repeat. They are learned in the warehouse (`sql/templates/`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.model import Block

_SPACES = re.compile(r"[ \t\n\f\r]+")  # what SQL's pattern takes for white space
_TRIMMED = " \u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))  # by SQL's trim
_AS_SQL = str.maketrans("İΣ", "iσ")  # letters whose small form depends on where they stand
_NUMBERS = re.compile("[0-9]+")
_NEVER = frozenset({"title"})
_LEAST_LEFT = 80  # characters: a short sentence


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates of one source that are in use: by the key of their line, the id."""

    ids: Mapping[str, str] = field(default_factory=dict)
    ends: frozenset[str] = frozenset()  # keys after which nothing of the article comes


NO_TEMPLATES = Templates()


def template_key(text: str) -> str:
    """A line as templates compare it: lower case, single spaces, numbers as 0 (see the SQL macro of this name)."""
    return _NUMBERS.sub("0", _SPACES.sub(" ", text.translate(_AS_SQL).lower()).strip(_TRIMMED))


def set_aside(blocks: Sequence[Block], templates: Templates) -> tuple[Block, ...]:
    """The same blocks, kept lines that are templates being removed; pure.

    Where next to nothing of the article would be left, they are its text: nothing is removed then.
    """
    if not templates.ids:
        return tuple(blocks)
    result = _without(blocks, templates)
    return result if _own_size(result) >= min(_LEAST_LEFT, _own_size(blocks)) else tuple(blocks)


def _own_size(blocks: Iterable[Block]) -> int:
    """Characters of the kept lines, headlines apart."""
    return sum(len(block.text) for block in blocks if block.kept and block.kind not in _NEVER)


def _without(blocks: Sequence[Block], templates: Templates) -> tuple[Block, ...]:
    result = list(blocks)
    ended_by = None
    for at, block in enumerate(blocks):
        if not block.kept or block.kind in _NEVER:
            continue
        key = template_key(block.text)
        found = templates.ids.get(key)
        if found:
            result[at] = replace(block, kept=False, kind="template", rule=f"template:{found}")
            ended_by = found if key in templates.ends else ended_by
        elif ended_by and _may_follow(result[:at]):
            result[at] = replace(block, kept=False, kind="template", rule=f"template:{ended_by}/after")
    return tuple(result)


def _may_follow(before: Sequence[Block]) -> bool:
    """An end is believed only where an article stands before it."""
    return sum(len(block.text) for block in before if block.kept) >= 400
