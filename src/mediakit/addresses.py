"""Which hosts and addresses may be asked: public ones, and those that a study allows by name.

Method: the special-purpose registries of RFC 6890, as Python's ``ipaddress`` knows them.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection
from urllib.parse import urlsplit

from mediakit.errors import RefusedAddressError

_LOCAL_NAMES = ("localhost", "localhost.localdomain", "ip6-localhost", "ip6-loopback")
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def check_url(url: str, allow: Collection[str] = ()) -> None:
    """Refuse an address that is not http(s), or whose host is not public; no name is resolved.

    Parameters
    ----------
    url : str
        Address about to be asked.
    allow : collection of str
        Hosts that may be asked although they are not public.

    Raises
    ------
    RefusedAddressError
        The address is refused.

    Example
    -------
    >>> check_url("https://example.org/a")
    >>> check_url("http://127.0.0.1/", allow=["127.0.0.1"])
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError as error:
        message = f"refused {url!r}: it is no address ({error})"
        raise RefusedAddressError(message) from error
    if parts.scheme not in ("http", "https") or not host:
        message = f"refused {url!r}: only http and https addresses with a host are asked"
        raise RefusedAddressError(message)
    check_host(host, allow)


def check_host(host: str, allow: Collection[str] = ()) -> None:
    """Refuse a host that is a local name or an address that is not public; other names pass."""
    host = host.lower().strip("[]").rstrip(".")
    if host in allow:
        return
    number = _as_address(host)
    if host in _LOCAL_NAMES or host.endswith(".localhost") or (number is not None and not is_public(number)):
        message = (
            f"refused {host!r}: it is not a public address; if the study needs it, name it where the study "
            "lists the hosts it allows"
        )
        raise RefusedAddressError(message)


def check_resolved(host: str, address: str, allow: Collection[str] = ()) -> None:
    """Refuse the address that a name resolved to, unless it is public or the name is allowed."""
    if host.lower().rstrip(".") in allow or address in allow:
        return
    number = _as_address(address)
    if number is None or not is_public(number):
        message = f"refused {host!r}: its name resolves to {address!r}, which is not a public address"
        raise RefusedAddressError(message)


def is_public(address: _Address) -> bool:
    """Say whether an address is on the public internet, whatever it is wrapped in."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or _nat64(address)
        if inner is not None:
            return is_public(inner)
        if address.teredo is not None:
            return False
    return address.is_global and not address.is_multicast


def _nat64(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address in ipaddress.IPv6Network("64:ff9b::/96"):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def _as_address(host: str) -> _Address | None:
    """Return a host as a number, in every spelling that a resolver takes: 127.1, 0x7f000001, 2130706433."""
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except (OSError, UnicodeEncodeError):
        return None
