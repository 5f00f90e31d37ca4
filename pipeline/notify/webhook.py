"""Post a document to an address, through the guard that fetching goes through: never to a private one unasked.

Redirects are not followed: they would lead what was meant for one receiver to another.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import httpx

from pipeline.acquire.attempt import Answer, Failure, post
from pipeline.acquire.fetcher import USER_AGENT
from pipeline.acquire.guard import networks
from pipeline.acquire.headers import retry_after
from pipeline.acquire.limits import FetchLimits
from pipeline.acquire.transport import GuardedBackend, GuardedTransport
from pipeline.notify.document import Delivery
from pipeline.notify.trouble import Trouble

_LIMITS = FetchLimits(
    connect_seconds=5.0,
    first_byte_seconds=10.0,
    total_seconds=15.0,
    max_bytes=65_536,
    cuts_off=True,
    connections=1,
)
_PASSING = frozenset({408, 425, 429, *range(500, 600)})
_HEADERS = {
    "User-Agent": USER_AGENT,
    "Content-Type": "application/json",
    "Accept": "*/*",
    "Accept-Encoding": "identity",
}


def post_to(
    address: str, delivery: Delivery, allow: Sequence[str] = (), limits: FetchLimits = _LIMITS
) -> Trouble | None:
    """Post once; None where the receiver took it (2xx). `allow`: private networks it may be in (CIDR)."""
    headers = {**_HEADERS, "Newsmill-Delivery": delivery.id}
    # In a thread of its own: whoever calls this may have a loop running already.
    with ThreadPoolExecutor(1, thread_name_prefix="notify") as thread:
        answer = thread.submit(
            asyncio.run, _post(address, headers, delivery.text.encode(), allow, limits)
        ).result()
    return _judged(answer)


async def _post(
    address: str, headers: dict[str, str], body: bytes, allow: Sequence[str], limits: FetchLimits
) -> Answer | Failure:
    verify = httpx.create_ssl_context(trust_env=False)
    backend = GuardedBackend(networks(allow))
    async with GuardedTransport(backend, max_connections=1, verify=verify, http2=False) as transport:
        return await post(transport, address, headers, body, limits)


def _judged(answer: Answer | Failure) -> Trouble | None:
    if isinstance(answer, Failure):
        hint = "; allow_addresses of the notification may allow it" if answer.kind == "address" else ""
        return Trouble(answer.reason + hint, is_passing=answer.kind in {"network", "timeout"})
    if 200 <= answer.status < 300:
        return None
    said = f"it answered {answer.status} {answer.reason_phrase}".rstrip()
    if 300 <= answer.status < 400:
        return Trouble(f"{said}, and redirects are not followed: write the new address into the file")
    return Trouble(said, answer.status in _PASSING, _asked_to_wait(answer.headers.get("Retry-After")))


def _asked_to_wait(value: str | None) -> float | None:
    """Seconds, where the receiver said how long."""
    now = datetime.now(UTC)
    until = retry_after(value, now)
    return (until - now).total_seconds() if until else None
