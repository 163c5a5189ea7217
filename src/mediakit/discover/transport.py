"""A connection that resolves a name itself, and connects to the very address it has checked."""

from __future__ import annotations

import socket
from collections.abc import Collection
from typing import Any

import httpcore
import httpx

from mediakit.addresses import check_host, check_resolved


class CheckedBackend(httpcore.SyncBackend):
    """Resolves, refuses what is not public, connects to what it resolved."""

    def __init__(self, allow: Collection[str]) -> None:
        self.allow = allow

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        check_host(host, self.allow)
        return super().connect_tcp(self._resolve(host, port), port, timeout, local_address, socket_options)

    def _resolve(self, host: str, port: int) -> str:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            message = f"no such host: {host!r} ({error})"
            raise httpcore.ConnectError(message) from error
        addresses = [str(entry[4][0]) for entry in found]
        for address in addresses:
            check_resolved(host, address, self.allow)
        return addresses[0]


def checked_transport(proxy: str | None, allow: Collection[str]) -> httpx.HTTPTransport:
    """Return a transport that connects to public addresses only, or to the proxy only."""
    if proxy is not None:
        return httpx.HTTPTransport(proxy=proxy, retries=0)
    transport = httpx.HTTPTransport(retries=0)
    transport._pool = httpcore.ConnectionPool(
        ssl_context=httpx.create_ssl_context(trust_env=False),
        network_backend=CheckedBackend(allow),
        max_connections=10,
        keepalive_expiry=5.0,
    )
    return transport
