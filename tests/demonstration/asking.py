"""One request of the matrix, and everything that is looked at in its answer."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core import mail
from django.db import connection, transaction
from django.shortcuts import resolve_url

from tests.demonstration import canaries

MOST_QUERIES = 40
WRITE = re.compile(r'^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)"?', re.IGNORECASE)
# What a GET may write: the entry of a sensitive read, and when the session was last seen.
# Opening a paper is itself the fact that is noted: beside its entry in the journal, the row that counts it for the seat.
READING_WRITES = {"mg_journal_entry", "mg_access_session", "mg_commission_paperreading"}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@dataclass
class Statements:
    """What went to the database during a request."""

    count: int = 0
    written: set[str] = field(default_factory=set)

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = WRITE.match(sql)
        if found:
            self.written.add(found.group(1))
        # A session is marked as seen once a minute at most: whether it falls here says nothing of the page.
        if not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN")) and not (found and found.group(1) == "mg_access_session"):
            self.count += 1
        return execute(sql, params, many, context)


@dataclass(frozen=True)
class Answer:
    """What one of the cast got."""

    slug: str
    method: str
    address: str
    response: Any
    statements: Statements

    @property
    def outcome(self) -> str:
        """in, 403, 404, 405, 410 or login."""
        status = self.response.status_code
        if status in (301, 302, 303) and urlsplit(self.response["Location"]).path == resolve_url(settings.LOGIN_URL):
            return "login" if "next=" in self.response["Location"] else "in"
        return str(status) if status in (403, 404, 405, 410) else "in"

    def faults(self) -> Iterator[str]:
        """Everything that is wrong with it, whoever asked."""
        who = f"{self.method} {self.address} by {self.slug}"
        if self.response.status_code >= 500:
            yield f"{who}: answered {self.response.status_code}"
        for leak in canaries.leaks(self._everything_said(), slug=self.slug):
            yield f"{who}: shows {leak}"
        yield from (f"{who}: {fault}" for fault in self._header_faults())
        if self.method == "GET":
            for table in sorted(self.statements.written - READING_WRITES):
                yield f"{who}: a GET wrote in {table}"
            if self.statements.count > MOST_QUERIES:
                yield f"{who}: {self.statements.count} queries"

    def _header_faults(self) -> Iterator[str]:
        response = self.response
        for name, value in HEADERS.items():
            if response.get(name) != value:
                yield f"{name} is {response.get(name)!r}"
        policy = response.get("Content-Security-Policy", "")
        # A file served in a sandbox may style itself: the viewer of PDF does; it runs nothing and reaches nothing.
        if "frame-ancestors 'none'" not in policy or ("unsafe" in policy and not policy.startswith("sandbox; default-src 'none';")):
            yield f"Content-Security-Policy is {policy!r}"
        if "no-store" not in response.get("Cache-Control", ""):
            yield f"Cache-Control is {response.get('Cache-Control')!r}"
        for name, cookie in response.cookies.items():
            if (
                name != settings.LANGUAGE_COOKIE_NAME
                and cookie.value
                and not (cookie["httponly"] and cookie["samesite"] in ("Lax", "Strict"))
            ):
                yield f"the cookie {name} lacks HttpOnly or SameSite"

    def _everything_said(self) -> str:
        response = self.response
        body = b"".join(response.streaming_content) if response.streaming else response.content
        text = _pdf_text(body) if response.get("Content-Type", "").startswith("application/pdf") else body.decode(errors="replace")
        mails = "\n".join(f"{m.subject}\n{m.body}" for m in mail.outbox)
        headers = "\n".join(f"{name}: {value}" for name, value in response.items())
        return f"{unquote(headers)}\n{text}\n{mails}"


def _pdf_text(body: bytes) -> str:
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside leaves nothing in the database."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def ask(client_of: Callable[..., Any], slug: str, method: str, address: str, /, **data: Any) -> Answer:
    """Send one request as one of the cast; whatever it wrote is undone."""
    statements = Statements()
    mail.outbox = []
    with ExitStack() as stack:
        stack.enter_context(undone())
        stack.enter_context(connection.execute_wrapper(statements))
        response = client_of(slug).generic(method, address) if method not in ("GET", "POST") else None
        if response is None:
            send = client_of(slug).get if method == "GET" else client_of(slug).post
            response = send(address, data)
    return Answer(slug=slug, method=method, address=address, response=response, statements=statements)
