"""The values that travel through the pipeline: one small frozen dataclass per stage.

Nothing here does any work. Stages, in order: a `Source` is configured; an `Item` is something found
in it; a `Capture` is an item's bytes as received; `Line`s are what a reader makes of them; `Block`s
are lines that were judged; an `Article` is the result; a `Document` is what is loaded.
"""

from __future__ import annotations

from pipeline.model.feeds import (
    FeedSettings,
    SavedSearch,
)
from pipeline.model.kinds import (
    BLOCK_KINDS,
    KEPT_KINDS,
    REMOVED_KINDS,
    DocumentKind,
)
from pipeline.model.notifications import (
    Notification,
)
from pipeline.model.runs import (
    Counts,
    Document,
    Finding,
    Run,
)
from pipeline.model.sources import (
    ArchivePointer,
    Candidate,
    Capture,
    Item,
    Rejection,
    Source,
)
from pipeline.model.texts import (
    Article,
    Block,
    Dateline,
    Evidence,
    Line,
    Mention,
    Page,
    Quote,
    TextDate,
)
from pipeline.model.web import (
    Fetch,
    FetchOutcome,
    FetchRole,
    PollState,
    Remembered,
    SiteFile,
    UrlState,
)

__all__ = [
    "BLOCK_KINDS",
    "KEPT_KINDS",
    "REMOVED_KINDS",
    "ArchivePointer",
    "Article",
    "Block",
    "Candidate",
    "Capture",
    "Counts",
    "Dateline",
    "Document",
    "DocumentKind",
    "Evidence",
    "FeedSettings",
    "Fetch",
    "FetchOutcome",
    "FetchRole",
    "Finding",
    "Item",
    "Line",
    "Mention",
    "Notification",
    "Page",
    "PollState",
    "Quote",
    "Rejection",
    "Remembered",
    "Run",
    "SavedSearch",
    "SiteFile",
    "Source",
    "TextDate",
    "UrlState",
]
