"""The page to look at: a static site written from the published warehouse.

Needs no server and no network: its pages open from the file system, and ask nothing of anybody. `build` writes
it; `server` shows it, with the feeds, on this machine.
"""

from __future__ import annotations

from pipeline.site.build import Built, build, refresh

__all__ = ["Built", "build", "refresh"]
