"""What a line of an article, or a whole document, can be."""

from __future__ import annotations

from typing import Literal

# What a block can be. The first group is article text and is kept; the second is set aside.
KEPT_KINDS = ("title", "lead", "paragraph", "heading", "quote", "list", "table", "code", "embed")
REMOVED_KINDS = (
    "advertisement",  # ad labels and sponsored boxes
    "author-box",  # who the author is, at the end of a page
    "boilerplate",  # page furniture that no more specific kind fits
    "byline",  # author, date line, reading time
    "caption",  # what stands under a picture
    "comment",  # what readers wrote
    "comment-form",  # the form in which they write, and its remains
    "consent",  # cookie and privacy texts
    "credit",  # who holds the rights in a picture or text
    "duplicate",  # a line that the page prints twice
    "hidden",  # text that a reader of the page does not see
    "navigation",  # menus, breadcrumbs, footers, page controls
    "newsletter",  # sign-up boxes for letters, alerts, channels
    "paywall",  # subscription offers and their remains
    "related",  # read more, most read, teasers of other articles
    "share",  # share, follow, print and save controls
    "source-marker",  # a marker that a collector left, such as source-121
    "tags",  # topic lists
    "template",  # a line this source repeats, learned from the warehouse
)
BLOCK_KINDS = KEPT_KINDS + REMOVED_KINDS

DocumentKind = Literal["article", "listing", "shell", "error", "empty"]
