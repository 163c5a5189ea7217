"""A small web server for tests: answers by host and path, also as a proxy does, and keeps a log with times."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


@dataclass
class Answer:
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    kind: str | None = "text/html; charset=utf-8"
    before: float = 0.0  # seconds until the first byte
    drip: float = 0.0  # seconds between further bytes, without an end
    raw: Callable[[], Iterable[bytes]] | None = None  # what is sent instead of an answer, piece by piece


@dataclass
class Seen:
    at: float
    url: str
    headers: dict[str, str]
    left: float = 0.0


class WebServer:
    """Pages by address ("http://a.example/x", or a path for every host): an Answer, or a function of the visit."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer | Callable[[Seen], Answer]] = {}
        self.log: list[Seen] = []
        self._stopping = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> WebServer:
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._stopping.set()
        self._server.shutdown()
        self._server.server_close()

    def page(self, url: str, body: str | bytes = "", **options) -> None:
        self.pages[url] = Answer(body.encode() if isinstance(body, str) else body, **options)

    def visits(self, url: str | None = None) -> list[Seen]:
        return [seen for seen in self.log if url is None or seen.url == url]

    def _find(self, seen: Seen) -> Answer:
        parts = urlsplit(seen.url)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        found = self.pages.get(seen.url) or self.pages.get(path)
        if found is None:
            return Answer(b"nothing here", status=404)
        return found(seen) if callable(found) else found

    def _handler(self):
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # else each answer waits 40 ms for an acknowledgement

            def log_message(self, *args):
                pass

            def do_GET(self):
                url = self.path if "://" in self.path else f"http://{self.headers['Host']}{self.path}"
                seen = Seen(time.monotonic(), url, dict(self.headers))
                outer.log.append(seen)
                answer = outer._find(seen)
                outer._stopping.wait(answer.before)
                try:
                    self._send(answer) if answer.raw is None else self._send_raw(answer.raw())
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True
                seen.left = time.monotonic()

            def _send_raw(self, pieces):
                self.close_connection = True
                for piece in pieces:
                    self.wfile.write(piece)
                    if outer._stopping.is_set():
                        return

            def _send(self, answer):
                self.send_response(answer.status)
                if answer.kind is not None:
                    self.send_header("Content-Type", answer.kind)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if answer.drip:
                    self.close_connection = True
                elif "Content-Length" not in answer.headers:
                    self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                self.wfile.write(answer.body)
                while answer.drip and not outer._stopping.wait(answer.drip):
                    self.wfile.write(b"<!-- more -->")

        return Handler
