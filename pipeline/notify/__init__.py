"""Tell others of new rows: of a saved search or a check, to a webhook or a local command, each row once.

Off unless `sources.toml` has a `[[notify]]` table. What is to be said is written down before it is said, and
crossed out afterwards: a receiver that is down, or a process that ends, loses nothing. What was under way when a
process ended is said again, with the same id.
"""

from __future__ import annotations

from pipeline.notify.step import Asked, NotifyReport, forget, notify, preview

__all__ = ["Asked", "NotifyReport", "forget", "notify", "preview"]
