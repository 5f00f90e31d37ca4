"""Bylines of Chinese and Korean articles, which stand as plain lines before the text or after it.

Looks at the lines around a text only, in their order; what a line says, `eastern_names` knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model import Block, Candidate
from pipeline.normalise.eastern_names import LONGEST_LINE, editors_in, has_eastern, names_alone, writers_in

HEAD = 4  # kept lines at the start among which a name may stand alone


def eastern_bylines(near: Sequence[Block]) -> Iterator[Candidate]:
    """What the lines around a text say of its authors and editors: `visible:text-byline` and `visible:editor`."""
    lines = [block for block in near if has_eastern(block.text)]
    written = [block for block in lines if writers_in(block.text)]
    # Where a line of the text itself names them, lines around it are about the site.
    written = [block for block in written if block.kept] or written
    alone = [name for text in _alone(lines) for name in names_alone(text)] if not written else []
    if written or alone:
        yield Candidate("authors", "\n".join([block.text for block in written] or alone), "visible:text-byline")
    editors = [name for block in lines for name in editors_in(block.text)]
    if editors:
        yield Candidate("authors", "\n".join(editors), "visible:editor")


def _alone(lines: Sequence[Block]) -> Iterator[str]:
    """Lines in which a name may stand by itself: at the start of the text, or in brackets."""
    head = [block for block in lines if block.kept][:HEAD]
    for block in lines:
        if len(block.text) <= LONGEST_LINE and (block in head or block.text.lstrip()[:1] in "(（"):
            yield block.text
