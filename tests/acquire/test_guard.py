"""Which addresses may be connected to, in every notation, and that nothing else ever is."""

from __future__ import annotations

import asyncio
import ipaddress
import socket

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.acquire.guard import networks, refusal
from pipeline.acquire.transport import GuardedBackend, RefusedAddressError, ResolveError, resolve

REFUSED_TEXT = """
127.0.0.1 127.0.0.2 127.255.255.255 0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255
169.254.0.1 169.254.169.254 169.254.170.2 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1 192.168.0.1
192.168.255.255 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1
255.255.255.255 100.100.100.200 168.63.129.16
:: ::1 ::2 ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:a9fe:a9fe ::127.0.0.1
::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b::10.1.2.3 64:ff9b::169.254.169.254 64:ff9b:1::1 2002:7f00:1::
2002:a00:1:: 2002:a9fe:a9fe::1 2001:0:4136:e378:8000:63bf:80ff:fffe fe80::1 fe80::1%eth0 fe80::5efe:10.0.0.1 fe80::5efe:8.8.8.8
fec0::1 fc00::1 fd00::1 fd00:ec2::254 fd20:ce::254 ff02::1 ff05::2 2001:db8::1 3fff::1 2001:2::1 2001:10::1
100::1 5f00::1 2606:4700::5efe:7f00:1 2606:4700::200:5efe:10.0.0.1
"""
ALLOWED_TEXT = """
8.8.8.8 1.1.1.1 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.1 169.253.255.255
169.255.0.0 172.15.255.255 172.32.0.0 192.0.1.1 192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0
223.255.255.255 168.63.129.17 2606:4700:4700::1111 2001:4860:4860::8888 2a00:1450:4001:81b::200e
::ffff:8.8.8.8 64:ff9b::8.8.8.8 2002:808:808::1
"""
REFUSED = REFUSED_TEXT.split()
ALLOWED = ALLOWED_TEXT.split()


@pytest.mark.parametrize("address", REFUSED)
def test_addresses_that_are_not_public_are_refused(address):
    assert (refusal(address) or "").startswith(address)


@pytest.mark.parametrize("address", ALLOWED)
def test_public_addresses_are_let_through(address):
    assert refusal(address) is None


@pytest.mark.parametrize("text", ["", "localhost", "1.2.3", "999.1.1.1", "::g", "1.2.3.4.5"])
def test_what_is_no_address_is_refused(text):
    assert f"{text} is not an IP address" == refusal(text)


def test_a_source_may_allow_a_private_network_and_only_that():
    allowed = networks(["10.1.0.0/16", "::1", "169.254.0.0/16"])
    assert refusal("10.1.2.3", allowed) is None
    assert refusal("::ffff:10.1.2.3", allowed) is None
    assert refusal("::1", allowed) is None
    assert "10.2.0.1 is not a public address (private)" == refusal("10.2.0.1", allowed)
    assert "169.254.169.254 is the address of a cloud's metadata service" == refusal("169.254.169.254", allowed)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_judged_alike_in_all_its_ipv6_forms(address):
    number = int(address)
    forms = [
        0xFFFF << 32 | number,
        0x64FF9B << 96 | number,
        0x2002 << 112 | number << 80,
        0x20010000 << 96 | (number ^ 0xFFFFFFFF),
    ]
    expected = refusal(str(address)) is None
    assert [expected] * len(forms) == [refusal(str(ipaddress.IPv6Address(form))) is None for form in forms]


@given(st.ip_addresses())
def test_nothing_is_let_through_that_python_takes_for_private(address):
    if refusal(str(address)) is None and not getattr(address, "ipv4_mapped", None):
        assert not any((address.is_loopback, address.is_link_local, address.is_multicast, address.is_unspecified))
        # Python's versions differ here: 6to4 is judged by the IPv4 address it holds, which the test above asks for.
        otherwise = ("2001::/23", "2002::/16") if address.version == 6 else ("192.0.0.0/24",)
        assert not address.is_private or any(address in ipaddress.ip_network(each) for each in otherwise)


class Connected(Exception):
    """Raised in the place of a connection, with the address that it would have gone to."""


def backend(*answers: list[str], allowed=()) -> GuardedBackend:
    """A backend whose resolver gives these answers in turn, and that stops right before connecting."""
    given_answers = iter(answers)

    async def resolver(host, port):
        return next(given_answers)

    made = GuardedBackend(networks(allowed), resolver)

    class Inner(httpcore.AnyIOBackend):
        async def connect_tcp(self, host, *args, **kwargs):
            raise Connected(host)

    made._backend = Inner()
    return made


def connect(made: GuardedBackend, host: str = "news.example", port: int = 443) -> str:
    try:
        asyncio.run(made.connect_tcp(host, port, 5))
    except (Connected, RefusedAddressError) as outcome:
        return str(outcome)
    raise AssertionError


@pytest.mark.parametrize("address", REFUSED)
def test_a_name_that_resolves_to_such_an_address_is_not_connected_to(address):
    assert address in connect(backend([address]))
    assert "Connected" not in connect(backend([address]))
    with pytest.raises(RefusedAddressError):
        asyncio.run(backend([address]).connect_tcp("news.example", 443))


def test_of_several_addresses_only_the_public_ones_are_used():
    assert connect(backend(["127.0.0.1", "93.184.216.34", "10.0.0.1"])) == "93.184.216.34"


def test_an_answer_of_dns_that_changes_between_two_connections_is_judged_anew():
    made = backend(["93.184.216.34"], ["127.0.0.1"])
    assert connect(made) == "93.184.216.34"
    assert connect(made) == "127.0.0.1 is not a public address (loopback)"


def test_the_connection_goes_to_the_judged_address_not_to_the_name():
    assert connect(backend(["93.184.216.34"], ["127.0.0.1"])) == "93.184.216.34"


@pytest.mark.parametrize("port", [22, 25, 6667])
def test_ports_of_other_services_are_refused(port):
    assert connect(backend(["93.184.216.34"]), port=port) == f"port {port} is not used for the web"


@pytest.mark.parametrize(
    "host",
    [
        "localhost", "127.0.0.1", "127.1", "127.0.1", "0", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001",
        "0x7f.0.0.0x1", "[::1]", "::1", "[::ffff:127.0.0.1]", "[0:0:0:0:0:0:0:1]", "[::ffff:7f00:1]", "LOCALHOST",
    ],
)  # fmt: skip
def test_every_notation_of_this_machine_is_refused_after_the_systems_own_resolution(host):
    with pytest.raises((RefusedAddressError, ResolveError)):
        asyncio.run(GuardedBackend().connect_tcp(host, 80, 5))


def test_the_systems_resolver_says_what_has_no_address():
    with pytest.raises(ResolveError, match="can't be resolved"):
        asyncio.run(resolve("name.invalid", 80))
    with pytest.raises(ResolveError, match="can't be resolved"):
        asyncio.run(resolve("x" * 300, 80))


def test_sockets_of_this_machine_are_refused():
    with pytest.raises(RefusedAddressError):
        asyncio.run(GuardedBackend().connect_unix_socket("/tmp/x"))


def test_an_allowed_loopback_address_can_really_be_connected_to():
    with socket.create_server(("127.0.0.1", 0)) as server:

        async def go():
            stream = await GuardedBackend(networks(["127.0.0.1"])).connect_tcp(
                "127.0.0.1", server.getsockname()[1], 5
            )
            await stream.aclose()
            return True

        assert asyncio.run(go())
