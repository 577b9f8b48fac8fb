"""A little gateway of the tests: keeps what it is sent, and answers as it is told to, or not at all."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Gateway:
    """Listens on a free port of this machine."""

    def __init__(self) -> None:
        self.status = 200
        self.headers: dict[str, str] = {}
        self.mood = "answers"  # or "hangs", "drips"
        self.at: Callable[[], None] = lambda: None  # asked before it answers; an OSError of it cuts the line
        self.got: list[tuple[dict[str, str], bytes]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.got.append((dict(self.headers), body))
                try:
                    outer.at()
                except OSError:
                    return
                if outer.mood == "hangs":
                    outer._ended.wait(20)
                    return
                if outer.mood == "drips":
                    self._drip()
                    return
                self.send_response(outer.status)
                for name, value in outer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def _drip(self) -> None:
                try:
                    for letter in b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 500:
                        self.wfile.write(bytes([letter]))
                        self.wfile.flush()
                        time.sleep(0.05)
                except OSError:
                    return

            def log_message(self, *args: Any) -> None:
                return

        self._ended = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/gui"

    def close(self) -> None:
        self._ended.set()
        self._server.shutdown()
        self._server.server_close()
