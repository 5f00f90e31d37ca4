"""All measures of a page's blocks, one numeric row a block, for the judge.

Nothing here depends on a language: sizes count words, and characters where a script writes without spaces.
"""

from __future__ import annotations

import numpy as np

from pipeline.read.agreement import add_agreement
from pipeline.read.blocks import Dom
from pipeline.read.layout import Columns, Table, layout_of, size_of
from pipeline.read.name_features import Vocabulary, add_names, add_tags
from pipeline.read.place_features import add_places
from pipeline.read.stated import Stated
from pipeline.read.text_features import MAX_SAID, add_text


def measure(dom: Dom, stated: Stated, vocabulary: Vocabulary) -> Table:
    """The features of a page that has at least one block."""
    columns = Columns()
    sizes = np.asarray([size_of(block.text) for block in dom.blocks], dtype=np.float32)
    layout = layout_of(dom, sizes)
    beginnings = [block.text[:MAX_SAID].casefold() for block in dom.blocks]
    add_text(columns, dom.blocks, sizes, beginnings)
    add_tags(columns, dom)
    add_names(columns, dom, layout, vocabulary)
    headline = add_agreement(columns, dom, stated, sizes, beginnings)
    add_places(columns, dom, layout, headline)
    return columns.table(layout, headline)
