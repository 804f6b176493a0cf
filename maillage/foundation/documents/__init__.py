"""Encrypted files, PDF letters and minutes.

A room keeps a file with `store_document`, or what it printed (`render_pdf`) with `store_generated`; keeps the document's id;
and serves it from its own view: `download_response(open_document(...))`. Forms take files with `UploadField`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from maillage.foundation.documents.download import OpenedDocument, download_response
    from maillage.foundation.documents.errors import Unreadable, UploadRefused
    from maillage.foundation.documents.pdf import PdfProblem, RenderedPdf, render_pdf
    from maillage.foundation.documents.selectors import damaged_documents, documents_of, get_document
    from maillage.foundation.documents.services import (
        Prepared,
        follow_owners,
        open_document,
        prepare_generated,
        prepare_upload,
        remove_document,
        store_document,
        store_generated,
        sweep_files,
    )
    from maillage.foundation.documents.sniff import Mime
    from maillage.foundation.documents.uploads import UploadField

# Found on first use: a package named in INSTALLED_APPS may not import its models while applications load.
_PLACES = {
    "OpenedDocument": "download",
    "download_response": "download",
    "Unreadable": "errors",
    "UploadRefused": "errors",
    "PdfProblem": "pdf",
    "RenderedPdf": "pdf",
    "render_pdf": "pdf",
    "damaged_documents": "selectors",
    "documents_of": "selectors",
    "get_document": "selectors",
    "Prepared": "services",
    "follow_owners": "services",
    "open_document": "services",
    "prepare_generated": "services",
    "prepare_upload": "services",
    "remove_document": "services",
    "store_document": "services",
    "store_generated": "services",
    "sweep_files": "services",
    "Mime": "sniff",
    "UploadField": "uploads",
}

__all__ = [
    "Mime",
    "OpenedDocument",
    "PdfProblem",
    "Prepared",
    "RenderedPdf",
    "Unreadable",
    "UploadField",
    "UploadRefused",
    "damaged_documents",
    "documents_of",
    "download_response",
    "follow_owners",
    "get_document",
    "open_document",
    "prepare_generated",
    "prepare_upload",
    "remove_document",
    "render_pdf",
    "store_document",
    "store_generated",
    "sweep_files",
]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"{__name__}.{_PLACES[name]}"), name)
