"""Serve a newsroom on loopback, as an HTTP proxy answers."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from mediakit.newsroom.site import Reply, replies
from mediakit.newsroom.sources import load
from mediakit.newsroom.stories import Newsroom


class Request(NamedTuple):
    """One request as it was answered; ``time`` in seconds of the machine's monotonic clock."""

    time: float
    method: str
    url: str
    status: int


@dataclass
class Served:
    """A newsroom that is being served: where, and what was asked of it."""

    newsroom: Newsroom
    proxy: str
    log: list[Request] = field(default_factory=list)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, answers: Mapping[str, Reply]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers = answers
        self.hosts = tuple({f"http://{urlsplit(url).netloc}/" for url in answers})
        self.log: list[Request] = []
        self.lock = threading.Lock()
        self.met: set[str] = set()

    def reply_to(self, url: str) -> Reply:
        """Return the reply to an address; one with a first reply gives that once."""
        if not url.startswith(self.hosts):
            return Reply(
                f"No outlet of this newsroom is at {url}\n".encode(), "text/plain; charset=utf-8", status=502
            )
        reply = self.answers.get(url)
        if reply is None:
            return Reply(b"Not found\n", "text/plain", status=404)
        with self.lock:
            first = url not in self.met
            self.met.add(url)
        return reply.before if first and reply.before else reply


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30
    wbufsize = -1  # head and body in one packet: two make the client wait for a delayed acknowledgement
    server: _Server

    def _url(self) -> str:
        """Return the address asked for, from absolute form or from path and Host, as the newsroom writes it."""
        asked = self.path
        if asked.startswith("/"):
            asked = f"http://{self.headers.get('Host', '')}{asked}"
        try:
            parts = urlsplit(asked)
        except ValueError:
            return asked
        host = parts.netloc.lower().removesuffix(":80")
        return f"http://{host}{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"

    def _answer(self, *, with_body: bool) -> None:
        url = self._url()
        reply = self.server.reply_to(url)
        with self.server.lock:
            self.server.log.append(Request(time.monotonic(), self.command, url, reply.status))
        time.sleep(reply.delay)
        self.send_response_only(reply.status)
        for name, value in (("Content-Type", reply.content_type), *reply.headers):
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if with_body:
            self.wfile.write(reply.body)

    def do_GET(self) -> None:  # the base class finds methods by this name
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing on stderr: ``Served.log`` keeps the requests."""


@contextmanager
def serve(folder: str | Path) -> Iterator[Served]:
    """Serve a newsroom's folder on loopback while the context lasts.

    Use it as the HTTP proxy of a client: ``GET http://OUTLET.example/…`` through it reaches the invented outlets,
    and nothing else; a request with the outlet in ``Host`` works too.

    Parameters
    ----------
    folder : str or Path
        Folder with ``outlets.toml`` and ``articles/*.md``.

    Yields
    ------
    Served
        ``proxy`` ("http://127.0.0.1:PORT"), ``log`` (time in seconds, method, url, status) and ``newsroom``.

    Raises
    ------
    InputError
        The folder is not as described; names the file and the field.

    Examples
    --------
    >>> with serve("data/studies/china-platforms/newsroom") as served:
    ...     served.proxy.startswith("http://127.0.0.1:")
    True
    """
    newsroom = load(folder)
    server = _Server(replies(newsroom))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield Served(newsroom, f"http://127.0.0.1:{server.server_address[1]}", server.log)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
