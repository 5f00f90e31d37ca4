"""Turns at hosts, by a clock that moves only when somebody waits."""

from __future__ import annotations

import asyncio

import pytest

from pipeline.acquire.limits import FetchLimits, HeldBackError, HostGate


class Clock:
    """Time for the gate: sleeping moves it."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now

    async def sleep(self, seconds):
        until = self.now + seconds
        await asyncio.sleep(0)
        self.now = max(self.now, until)


def starts(*requests, **limits) -> list[tuple[str, float]]:
    """When each (host, interval) gets its turn, or that it is held back; all ask at once."""
    clock = Clock()

    async def go():
        gate = HostGate(FetchLimits(**{"host_interval": 2.0, "max_wait": 60.0} | limits), clock, clock.sleep)
        begun = []

        async def one(host, interval):
            try:
                async with gate.turn(host, interval):
                    begun.append((host, clock.now - 100))
            except HeldBackError:
                begun.append((host, -1.0))

        await asyncio.gather(*(one(*request) for request in requests))
        return begun

    return asyncio.run(go())


def test_requests_to_one_host_are_an_interval_apart():
    assert [("a", 0.0), ("a", 2.0), ("a", 4.0)] == starts(*[("a", None)] * 3)


def test_the_callers_own_interval_counts():
    assert [("a", 0.0), ("a", 5.0), ("a", 10.0)] == starts(*[("a", 5.0)] * 3)


def test_hosts_do_not_wait_for_each_other():
    assert {("a", 0.0), ("b", 0.0), ("c", 0.0)} == set(starts(("a", None), ("b", None), ("c", None)))


def test_who_would_wait_too_long_is_sent_away():
    begun = starts(*[("a", 25.0)] * 6, connections_per_host=8)
    assert [0.0, 25.0, 50.0] == sorted(at for _, at in begun if at >= 0)
    assert 3 == len([at for _, at in begun if at < 0])


def test_a_hold_keeps_a_host_closed_and_only_that():
    clock = Clock()

    async def go():
        gate = HostGate(FetchLimits(max_wait=60), clock, clock.sleep)
        gate.hold("a", 3600)
        async with gate.turn("b"):
            pass
        with pytest.raises(HeldBackError) as caught:
            async with gate.turn("a"):
                pass
        return caught.value.seconds

    assert 3600 == asyncio.run(go())


def test_a_hold_that_comes_while_others_wait_stops_them_too():
    clock = Clock()

    async def go():
        gate = HostGate(FetchLimits(max_wait=60, host_interval=5, connections_per_host=4), clock, clock.sleep)
        outcomes = []

        async def one(number):
            try:
                async with gate.turn("a"):
                    outcomes.append(number)
                    gate.hold("a", 1000)
            except HeldBackError:
                outcomes.append(None)

        await asyncio.gather(*map(one, range(4)))
        return outcomes

    assert [0, None, None, None] == asyncio.run(go())


def test_concurrency_is_bounded_per_host_and_over_all():
    async def go():
        gate = HostGate(FetchLimits(host_interval=0, connections=3, connections_per_host=2))
        open_now = {"a": 0, "b": 0}
        most = {"a": 0, "all": 0}

        async def one(host):
            async with gate.turn(host):
                open_now[host] += 1
                most["a"] = max(most["a"], open_now["a"])
                most["all"] = max(most["all"], sum(open_now.values()))
                for _ in range(5):
                    await asyncio.sleep(0)
                open_now[host] -= 1

        await asyncio.gather(*(one(host) for host in "ab" * 10))
        return most

    assert {"a": 2, "all": 3} == asyncio.run(go())
