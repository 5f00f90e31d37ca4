"""Decide whether an IP address may be connected to: public ones only, unless the source allows a private network.

Pure: takes addresses, resolves nothing. It is asked about each address right before connecting to that very
address, so what DNS answers a moment later does not matter.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# IANA's registries of special-purpose addresses (RFC 6890 and its updates), all that is not globally reachable,
# with multicast. Kept here because what Python's `is_global` answers differs between its patch releases.
_SPECIAL_V4 = """
0.0.0.0/8 this network | 10.0.0.0/8 private | 100.64.0.0/10 shared by a provider's customers
127.0.0.0/8 loopback | 169.254.0.0/16 link-local | 172.16.0.0/12 private | 192.0.0.0/24 protocol assignments
192.0.2.0/24 documentation | 192.31.196.0/24 reserved | 192.52.193.0/24 reserved | 192.88.99.0/24 relay
192.168.0.0/16 private | 192.175.48.0/24 reserved | 198.18.0.0/15 benchmarking | 198.51.100.0/24 documentation
203.0.113.0/24 documentation | 224.0.0.0/4 multicast | 240.0.0.0/4 reserved
"""
_SPECIAL_V6 = """
::/128 unspecified | ::1/128 loopback | 64:ff9b:1::/48 translation | 100::/64 discard-only
100:0:0:1::/64 dummy | 2001:2::/48 benchmarking | 2001:10::/28 deprecated
2001:20::/28 identifiers | 2001:30::/28 identifiers | 2001:db8::/32 documentation | 3fff::/20 documentation
5f00::/16 segment routing | fc00::/7 private | fe80::/10 link-local | fec0::/10 site-local | ff00::/8 multicast
"""
# Where clouds answer with credentials. Never allowed, whatever a source says: AWS, Azure, Google and others at
# 169.254.169.254 and 169.254.170.2; AWS over IPv6; Alibaba; Azure's wire server; Oracle.
_METADATA = frozenset(
    map(
        ipaddress.ip_address,
        (
            "169.254.169.254",
            "169.254.170.2",
            "fd00:ec2::254",
            "fd20:ce::254",
            "100.100.100.200",
            "168.63.129.16",
            "192.0.0.192",
        ),
    )
)

# IPv6 networks whose addresses carry an IPv4 address, and where: bits to shift right, and whether it is inverted.
_EMBEDDING = (
    (ipaddress.IPv6Network("::ffff:0:0/96"), 0, False),  # IPv4-mapped
    (ipaddress.IPv6Network("::/96"), 0, False),  # IPv4-compatible, deprecated
    (ipaddress.IPv6Network("::ffff:0:0:0/96"), 0, False),  # IPv4-translated, RFC 2765
    (ipaddress.IPv6Network("64:ff9b::/96"), 0, False),  # NAT64, RFC 6052
    (ipaddress.IPv6Network("2002::/16"), 80, False),  # 6to4
    (ipaddress.IPv6Network("2001::/32"), 0, True),  # Teredo: the client's address, inverted
)
_ISATAP = (0x00005EFE, 0x02005EFE)  # the third 32 bits of such an address; the fourth are IPv4


def _table(text: str) -> tuple[tuple[Network, str], ...]:
    entries = (entry.split(maxsplit=1) for entry in text.replace("\n", "|").split("|") if entry.strip())
    return tuple((ipaddress.ip_network(network), name.strip()) for network, name in entries)


_SPECIAL: dict[int, tuple[tuple[Network, str], ...]] = {4: _table(_SPECIAL_V4), 6: _table(_SPECIAL_V6)}

# Ports of services that are not the web and can be misled by what looks like HTTP: the list of WHATWG's Fetch
# standard. https://fetch.spec.whatwg.org/#port-blocking
_BAD_PORTS = """
1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 123 135
137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990 993 995
1719 1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080
"""
BAD_PORTS = frozenset(map(int, _BAD_PORTS.split()))


def networks(allowed: Iterable[str]) -> tuple[Network, ...]:
    """The networks a source allows, from CIDR notation; raises ValueError."""
    return tuple(ipaddress.ip_network(entry, strict=False) for entry in allowed)


def refusal(address: str, allowed: Iterable[Network] = ()) -> str | None:
    """Why an address must not be connected to, in words; None where it may be."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return f"{address} is not an IP address"
    every = [found, *_embedded(found)]
    if any(each in _METADATA for each in every):
        return f"{address} is the address of a cloud's metadata service"
    for each in every:
        if any(each.version == network.version and each in network for network in allowed):
            continue
        for network, name in _SPECIAL[each.version]:
            if each in network:
                return f"{address} is not a public address ({name})"
    return None


def _embedded(address: Address) -> list[Address]:
    """The IPv4 addresses that packets to an IPv6 address may reach in the end."""
    if not isinstance(address, ipaddress.IPv6Address) or int(address) < 2:  # :: and ::1 are themselves
        return []
    number = int(address)
    found: list[Address] = []
    for network, shift, inverted in _EMBEDDING:
        if address in network:
            bits = (number >> shift) & 0xFFFF_FFFF
            found.append(ipaddress.IPv4Address(bits ^ 0xFFFF_FFFF if inverted else bits))
    if (number >> 32) & 0xFFFF_FFFF in _ISATAP:
        found.append(ipaddress.IPv4Address(number & 0xFFFF_FFFF))
    return found
