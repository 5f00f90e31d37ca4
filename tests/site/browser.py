"""The Chromium or Chrome of this machine, driven by Playwright: it is found, never downloaded."""

from __future__ import annotations

import os
import shutil

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")


def executable() -> str | None:
    """Where it is; CHROMIUM names another one."""
    named = os.environ.get("CHROMIUM")
    return named or next((found for found in map(shutil.which, _NAMES) if found), None)


class Watched:
    """A page whose complaints and requests are kept."""

    def __init__(self, context):
        self.page = context.new_page()
        self.complaints: list[str] = []
        self.outside: list[str] = []
        self.page.on("console", lambda message: self._said(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self._asked(request.url))

    def _said(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.complaints.append(text)

    def _asked(self, url: str) -> None:
        if not url.startswith(("file:", "data:", "about:")):
            self.outside.append(url)
