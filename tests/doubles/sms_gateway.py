"""An SMS gateway that keeps the contract of `senders/gateway.py`: on 127.0.0.1, in a thread, and it sends nothing.

It refuses a wrong token, keeps one message by idempotency key, and answers what it is told to.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

TOKEN, SECRET = "token-of-tests", "secret-of-tests"


@dataclass
class Gateway:
    """What it received, by key; `answers`: the codes of its next answers, 201 when none is left."""

    url: str = ""
    kept: dict[str, dict[str, str]] = field(default_factory=dict)
    requests: int = 0
    answers: list[int] = field(default_factory=list)

    def reference(self, key: str) -> str:
        """How it will speak of a message."""
        return "sms-" + hashlib.sha256(key.encode()).hexdigest()[:12]


def signed(body: bytes, *, secret: str = SECRET) -> str:
    """The signature that goes with what it says later."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


@contextmanager
def running_gateway() -> Iterator[Gateway]:
    """A gateway that listens while the block lasts."""
    gateway = Gateway()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            gateway.requests += 1
            code = gateway.answers.pop(0) if gateway.answers else 201
            if self.headers["Authorization"] != f"Bearer {TOKEN}":
                code = 401
            key = self.headers["Idempotency-Key"]
            if code < 300:
                gateway.kept.setdefault(key, body)
            self.send_response(code)
            if code in (301, 302, 307):
                self.send_header("Location", f"{gateway.url}elsewhere")
            self.end_headers()
            self.wfile.write(json.dumps({"id": gateway.reference(key)}).encode())

        def log_message(self, *args: Any) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    gateway.url = f"http://127.0.0.1:{server.server_port}/"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield gateway
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
