"""A document on its way out: nothing in it may run, frame, or be kept by the browser (ASVS 3.2.1, 5.4.2)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpResponse

from maillage.foundation.documents.names import ascii_name, safe_name
from maillage.foundation.documents.sniff import EXTENSIONS, Mime

SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, repr=False)
class OpenedDocument:
    """A document decrypted whole and verified. Its repr shows nothing."""

    name: str
    mime: Mime
    content: bytes

    def __repr__(self) -> str:
        return f"<OpenedDocument {self.mime}>"


def download_response(opened: OpenedDocument, *, inline: bool = False) -> HttpResponse:
    """The answer that carries a document: an attachment, or shown in place (`inline`) for a PDF only, in a sandbox."""
    name = safe_name(opened.name, extension=EXTENSIONS[opened.mime])
    shown = "inline" if inline and opened.mime is Mime.PDF else "attachment"
    response = HttpResponse(opened.content, content_type=opened.mime.value)
    response.headers["Content-Disposition"] = f"{shown}; filename=\"{ascii_name(name)}\"; filename*=UTF-8''{quote(name, safe='')}"
    response.headers["Content-Length"] = str(len(opened.content))
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
