"""Papers: those that people upload, made by our own printer, and those that they read."""

from __future__ import annotations

import io
import logging
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import pypdf

from maillage.foundation.documents import render_pdf


@dataclass(frozen=True)
class Upload:
    """A file as a browser sends it."""

    name: str
    mime: str
    content: bytes

    def payload(self) -> dict[str, object]:
        """What Playwright gives to a file field."""
        return {"name": self.name, "mimeType": self.mime, "buffer": self.content}


def print_pdf(*, name: str, heading: str, words: str) -> Upload:
    """A real PDF, with a page of text."""
    data = {"heading": heading, "sections": [{"heading": "Contenu", "blocks": [words]}]}
    content = render_pdf(template="sheet", data=data, title=heading, timestamp=date(2020, 5, 19)).content
    return Upload(name=name, mime="application/pdf", content=content)


def read_pdf(content: bytes) -> str:
    """The words of a PDF, on one line. Raises when it is not one."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = pypdf.PdfReader(io.BytesIO(content), strict=True)
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))


def is_tagged(content: bytes) -> bool:
    """Does a screen reader find its structure, and does the paper say that it is PDF/UA?"""
    root: Any = pypdf.PdfReader(io.BytesIO(content)).trailer["/Root"]
    metadata = root["/Metadata"].get_object().get_data() if "/Metadata" in root else b""
    return (
        b"pdfuaid:part" in metadata
        and bool(root.get("/MarkInfo", {}).get("/Marked"))
        and "/StructTreeRoot" in root
        and str(root.get("/Lang", "")).startswith("fr")
    )
