"""Show the site and the feeds over HTTP, on this machine only. Reads files; writes and changes nothing.

Nothing of the warehouse folder but these two is reachable. Requests that name another host are refused: a page
elsewhere must not read them through a name that it makes point here (DNS rebinding).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import RedirectResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = "127.0.0.1"
_HOSTS = [LOOPBACK, "localhost", "[::1]"]
_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-cache",  # ask each time; the ETag makes that cheap
}


def application(site: Path, feeds: Path) -> ASGIApp:
    """The ASGI application: `/site/` and `/feeds/`, whichever is there."""
    return Starlette(
        routes=[
            Route("/", _first_page),
            *(
                Mount(f"/{name}", StaticFiles(directory=folder, html=True))
                for name, folder in (("site", site), ("feeds", feeds))
                if folder.is_dir()
            ),
        ],
        middleware=[
            Middleware(_SafeHeaders),
            Middleware(TrustedHostMiddleware, allowed_hosts=_HOSTS, www_redirect=False),
            Middleware(_GZipOfWholes),
        ],
    )


def serve(site: Path, feeds: Path, port: int) -> None:
    """Serve until interrupted; raises OSError where the port is taken."""
    import uvicorn  # noqa: PLC0415 - tests of the application need none

    uvicorn.run(application(site, feeds), host=LOOPBACK, port=port, log_level="warning", server_header=False)


def _first_page(_request: Request) -> RedirectResponse:
    return RedirectResponse("/site/")


class _SafeHeaders:
    """Say in every response what browsers may do with it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                # The compressed bytes are another representation: a strong validator is wrong for one of them.
                if headers.get("content-encoding") == "gzip" and headers.get("etag", "W/").startswith('"'):
                    headers["etag"] = "W/" + headers["etag"]
            await send(message)

        await self.app(scope, receive, send_with_headers)


class _GZipOfWholes:
    """Compress whole files; parts of one (Range) are parts of the file as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self.plain = app
        self.compressing = GZipMiddleware(app, minimum_size=1000, compresslevel=5)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_part = scope["type"] != "http" or "range" in Headers(scope=scope)
        await (self.plain if is_part else self.compressing)(scope, receive, send)
