"""The one way out to other sites: only to addresses of the public internet, only to the ports of web pages.

A name is resolved once, every address it has is judged, and the connection goes to the very address that
was judged: a name that answers differently the second time gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass

PORTS = frozenset({80, 443})
CONNECT_SECONDS = 5.0
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class NotPublic(Exception):
    """The address lies in a private or special network, or asks for another port; `args[0]` says which."""


class NoAddress(Exception):
    """The name has no address at present."""


def is_public(address: str) -> bool:
    """Is this an address of the public internet? Those inside IPv6 forms of IPv4 addresses are judged as well."""
    try:
        found = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    return all(_is_open(part) for part in (found, *_inside(found)))


def _is_open(address: _Address) -> bool:
    special = (
        address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_multicast
        or address.is_reserved
        or address.is_unspecified
    )
    # Mapped and translated forms are reserved as such: what counts is the address inside.
    return (address.is_global and not special) or bool(_inside(address))


def _inside(address: _Address) -> list[ipaddress.IPv4Address]:
    if not isinstance(address, ipaddress.IPv6Address):
        return []
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [part for part in found if part is not None]


def addresses_of(host: str, port: int) -> list[str]:
    """What the system's resolver says, IPv4 first. Raises NoAddress."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NoAddress(host) from error
    return sorted({str(entry[4][0]) for entry in found}, key=lambda address: (":" in address, address))


def connect_to(address: str, port: int) -> socket.socket:
    """A connection to this address; raises OSError."""
    return socket.create_connection((address, port), timeout=CONNECT_SECONDS)


@dataclass(frozen=True)
class Outlet:
    """Resolver and dialler, so that tests can stand in for the internet; the guard between them stays."""

    resolve: Callable[[str, int], list[str]] = addresses_of
    dial: Callable[[str, int], socket.socket] = connect_to

    def open(self, host: str, port: int) -> socket.socket:
        """A connection to `host`. Raises NotPublic, NoAddress or OSError."""
        if port not in PORTS:
            raise NotPublic(f"port {port}")
        found = self.resolve(host, port)
        if not found:
            raise NoAddress(host)
        for address in found:
            if not is_public(address):
                raise NotPublic(address)
        return self.dial(found[0], port)
