"""Decide what a batch of documents changes in the warehouse: which captures, revisions and rejections.

Pure: it is given what the warehouse knows about the places and articles of the batch and returns rows to
add and histories to move. Documents are taken one after the other, so the result is the same however a
run is cut into batches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from pipeline.model import ArchivePointer, Article, Capture, Counts, Document, Rejection
from pipeline.store import identity, rows
from pipeline.store.timeline import Version, place


class Visits(NamedTuple):
    """The captures of one place, as far as it takes to know one again."""

    number: int  # of the latest
    digest: str  # of the latest
    seen: frozenset[tuple[str, datetime]]  # digest and time of each

    def knows(self, digest: str, captured_at: datetime) -> bool:
        """Whether these bytes are what was there last, or were loaded before as captured at that time.

        The second keeps an archive that holds several captures of one place from being loaded twice.
        """
        return digest == self.digest or (digest, captured_at) in self.seen

    def then(self, digest: str, captured_at: datetime) -> Visits:
        """With one more capture."""
        return Visits(self.number + 1, digest, self.seen | {(digest, captured_at)})


NEVER = Visits(0, "", frozenset())


@dataclass(slots=True)
class Batch:
    """Rows to add, by table, and versions whose place in time moves."""

    run_id: str
    processed_at: datetime
    captures: list[dict[str, Any]] = field(default_factory=list)
    revisions: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)
    details: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {name: [] for name in rows.DETAILS})
    rejected: list[dict[str, Any]] = field(default_factory=list)
    moved_versions: list[dict[str, Any]] = field(default_factory=list)
    counts: defaultdict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))

    def take(
        self,
        documents: Sequence[Document],
        visits: Mapping[int, Visits],
        histories: Mapping[str, Sequence[Version]],
    ) -> None:
        """Add what the documents bring, in their order.

        Args:
            documents: of one batch.
            visits: the captures of each place known, by `identity.place_key`.
            histories: the versions of each article known, by article id.

        """
        places = dict(visits)
        current = {article: tuple(versions) for article, versions in histories.items()}
        for document in documents:
            self._take(document, places, current)
        self._settle(histories, current)

    def refuse(
        self, rejection: Rejection, capture: Capture | None = None, pointer: ArchivePointer | None = None
    ) -> None:
        """Add an input that is no article; capture and archive place, where its bytes were received."""
        self.counts[rejection.source_id].rejected += 1
        self.rejected.append({**rows.rejection_row(rejection, capture, pointer), "run_id": self.run_id})

    def _take(
        self, document: Document, visits: dict[int, Visits], current: dict[str, tuple[Version, ...]]
    ) -> None:
        capture = document.capture
        key = identity.place_key(capture.source_id, capture.uri)
        before = visits.get(key, NEVER)
        if before.knows(capture.digest, capture.captured_at):
            self.counts[capture.source_id].unchanged += 1
            return
        visits[key] = before.then(capture.digest, capture.captured_at)
        row = {
            **rows.capture_row(capture, document.pointer),
            "capture_id": identity.capture_id(capture.source_id, capture.uri, visits[key].number),
            "place": key,
            "visit": visits[key].number,
            "run_id": self.run_id,
        }
        if document.rejection is not None:
            self.refuse(document.rejection, capture, document.pointer)
        elif document.article is not None:
            row |= self._place(document, document.article, row["capture_id"], current)
        self.captures.append(row)

    def _place(
        self, document: Document, article: Article, capture_id: str, current: dict[str, tuple[Version, ...]]
    ) -> dict[str, Any]:
        """Find the article's version that the capture shows, or make one; return its key."""
        capture = document.capture
        counts = self.counts[capture.source_id]
        name = identity.article_id(capture, article)
        digest = identity.content_digest(article)
        known = current.get(name, ())
        placed = place(known, digest, capture.captured_at)
        current[name] = placed.history
        key = {"article_id": name, "revision": placed.revision}
        if not placed.is_new:
            counts.unchanged += 1
            return key
        if known:
            counts.changed += 1
        else:
            counts.new += 1
        row = {
            **rows.revision_row(capture, article),
            "content_digest": digest,
            "capture_id": capture_id,
            "rule_set": document.rule_set,
        }
        self._add(key | row, article)
        return key

    def _add(self, row: dict[str, Any], article: Article) -> None:
        """Add a new version with what was removed, what its fields rest on, and what was extracted."""
        key = {"article_id": row["article_id"], "revision": row["revision"]}
        self.revisions[row["article_id"], row["revision"]] = {
            **row,
            "processed_at": self.processed_at,
            "run_id": self.run_id,
        }
        details = rows.detail_rows(article, key)
        self.counts[row["source_id"]].lines_removed += len(details["removed_lines"])
        for name, more in details.items():
            self.details[name] += more

    def _settle(self, before: Mapping[str, Sequence[Version]], after: Mapping[str, Sequence[Version]]) -> None:
        """Give new revisions their place in time, and note the known ones whose place moved."""
        for article, versions in after.items():
            known = {version.revision: version for version in before.get(article, ())}
            for version in versions:
                if (article, version.revision) in self.revisions:
                    self.revisions[article, version.revision].update(_times(version))
                elif known[version.revision] != version:
                    key = {"article_id": article, "revision": version.revision}
                    self.moved_versions.append({**key, **_times(version)})


def _times(version: Version) -> dict[str, Any]:
    return {
        "first_seen": version.first_seen,
        "last_seen": version.last_seen,
        "superseded_at": version.superseded_at,
        "is_current": version.superseded_at is None,
    }
