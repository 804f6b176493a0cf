"""Reading about documents without opening them. Rooms show only what their own rows lead to."""

from __future__ import annotations

import uuid
from typing import Any

from maillage.foundation.documents import storage
from maillage.foundation.documents.models import Document
from maillage.foundation.kernel.errors import OutOfScope


def documents_of(owner: Any, *, purpose: str = "") -> list[Document]:
    """The documents given with a row that the caller may already see, oldest first; of one purpose, or all."""
    found = Document.unscoped.filter(owner_kind=owner._meta.label_lower, owner_id=owner.pk)
    return list((found.filter(purpose=purpose) if purpose else found).order_by("created_on", "pk"))


def get_document(*, owner: Any, pk: uuid.UUID) -> Document:
    """One document of a row that the caller may already see. Raises OutOfScope for any other."""
    found = Document.unscoped.filter(owner_kind=owner._meta.label_lower, owner_id=owner.pk, pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def damaged_documents() -> list[uuid.UUID]:
    """Documents whose file is missing or altered; needs no key, so the operator and a restoration may ask."""
    known = Document.unscoped.order_by("pk").values_list("pk", "sha256")
    return [pk for pk, sha256 in known.iterator() if not storage.is_intact(pk, sha256=sha256)]
