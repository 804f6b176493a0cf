"""Keep, give back and destroy files. Rooms authorise the keeping; the vault authorises the opening."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction

from maillage.foundation.access.actor import Actor
from maillage.foundation.documents import actions, sniff, storage
from maillage.foundation.documents.download import OpenedDocument
from maillage.foundation.documents.errors import Unreadable
from maillage.foundation.documents.models import Document
from maillage.foundation.documents.names import clean_label
from maillage.foundation.documents.sniff import EXTENSIONS, Mime
from maillage.foundation.documents.uploads import read_upload
from maillage.foundation.journal import record
from maillage.foundation.vault import Part, SealBroken, open_part, seal

logger = logging.getLogger("maillage.documents")


@dataclass(frozen=True, repr=False)
class Prepared:
    """A file already encrypted on the disk, waiting for its row. Without one, it is swept within hours."""

    document_id: uuid.UUID
    subject: Any
    mime: Mime
    written: storage.Written

    def __repr__(self) -> str:
        return f"<Prepared {self.mime}>"


def prepare_upload(*, owner: Any, upload: UploadedFile | bytes) -> Prepared:
    """Judge and encrypt an upload: the slow part, to be done before any write transaction. Raises an UploadRefused."""
    content = upload if isinstance(upload, bytes) else read_upload(upload)
    accepted = sniff.accept(content)
    return _prepare(owner=owner, content=accepted.content, mime=accepted.mime)


def prepare_generated(*, owner: Any, content: bytes, mime: Mime | str = Mime.PDF) -> Prepared:
    """Encrypt a file made here, before any write transaction. `owner` may be unsaved, if its subject has an id."""
    return _prepare(owner=owner, content=content, mime=Mime(mime))


def store_document(
    *,
    actor: Actor,
    owner: Any,
    part: Part,
    upload: UploadedFile | bytes | Prepared,
    today: date,
    label: str,
    purpose: str = "",
) -> Document:
    """Keep a file received, judged by its content, under the key of the owner's subject. The room has authorised it.

    `owner` says its `vault_subject()`; `label` is sealed; `purpose` is a code of the room. Inside a transaction of the room,
    give what `prepare_upload` answered, so that nothing slow happens there. Raises an UploadRefused; SealErased.
    """
    prepared = upload if isinstance(upload, Prepared) else prepare_upload(owner=owner, upload=upload)
    return _keep(prepared, actor=actor, owner=owner, part=part, today=today, label=label, purpose=purpose, made_here=False)


def store_generated(
    *,
    actor: Actor,
    owner: Any,
    part: Part,
    name: str,
    content: bytes | Prepared,
    today: date,
    mime: Mime | str = Mime.PDF,
    purpose: str = "",
) -> Document:
    """Keep a file made here (a letter, minutes) or copied from another document: not judged again.

    Inside a transaction of the room, give what `prepare_generated` answered.
    """
    prepared = content if isinstance(content, Prepared) else prepare_generated(owner=owner, content=content, mime=mime)
    return _keep(prepared, actor=actor, owner=owner, part=part, today=today, label=name, purpose=purpose, made_here=True)


def open_document(*, actor: Actor, document: Document, reason: str, today: date) -> OpenedDocument:
    """Decrypt a document whole, for a reason of the vault's list; journaled at each opening.

    Raises OutOfScope (its subject is not visible to the actor), Denied (its part is not), ReasonRefused, SealErased,
    Unreadable (missing or altered: journaled, nothing is given).
    """
    opened = open_part(actor=actor, subject=document.vault_subject(), part=Part(document.part), reason=reason, today=today)
    key, label = opened.read_bytes(document, "file_key"), opened.read(document, "label")
    try:
        content = storage.read(document_id=document.pk, subject_id=document.written_for, key=key)
    except (SealBroken, FileNotFoundError) as problem:
        logger.critical("documents.unreadable document=%s cause=%s", document.pk, type(problem).__name__)
        _say(actor, actions.UNREADABLE, document, today=today)
        raise Unreadable from None
    _say(actor, actions.OPENED, document, today=today)
    return OpenedDocument(name=label or document.purpose, mime=Mime(document.mime), content=content)


@transaction.atomic
def remove_document(*, actor: Actor, document: Document, today: date) -> None:
    """Delete a document, its key, and after the commit its file. The room has authorised it."""
    _say(actor, actions.REMOVED, document, today=today)
    _delete(Document.unscoped.filter(pk=document.pk))


def erase_documents(subject: models.Model) -> None:
    """Delete the documents of an erased subject: rows in the transaction of the erasure, files after its commit."""
    _delete(Document.unscoped.filter(subject_id=subject.pk, subject_kind=subject._meta.label_lower))


@transaction.atomic
def follow_owners(*, subjects: Sequence[models.Model]) -> int:
    """After rows passed between these subjects: their documents are said to hang on the same subject as the row they were given with.

    The caller has authorised the act, and re-encrypts what is sealed just after (vault.rehang_rows), in the same transaction.
    """
    moved, known = 0, {each.pk for each in subjects}
    for document in Document.unscoped.filter(subject_id__in=known).order_by("pk"):
        hangs_on = document.owner().vault_subject()
        if hangs_on.pk != document.subject_id and hangs_on.pk in known:
            Document.unscoped.filter(pk=document.pk).update(subject_id=hangs_on.pk)
            moved += 1
    return moved


def sweep_files(*, now: datetime) -> int:
    """Delete the files that no row knows, an hour after they were written; answers how many."""
    swept = 0
    for path, document_id in storage.stale_files(now=now):
        if document_id is None or not Document.unscoped.filter(pk=document_id).exists():
            path.unlink(missing_ok=True)
            swept += 1
    return swept


def _prepare(*, owner: Any, content: bytes, mime: Mime) -> Prepared:
    document_id, subject = uuid.uuid4(), owner.vault_subject()
    written = storage.write(content, document_id=document_id, subject_id=subject.pk)
    return Prepared(document_id=document_id, subject=subject, mime=mime, written=written)


def _keep(prepared: Prepared, *, actor: Actor, owner: Any, part: Part, today: date, label: str, purpose: str, made_here: bool) -> Document:
    subject = prepared.subject
    document = Document(
        id=prepared.document_id,
        owner_kind=owner._meta.label_lower,
        owner_id=owner.pk,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        written_for=subject.pk,
        part=Part(part).value,
        purpose=purpose,
        mime=prepared.mime.value,
        size=prepared.written.size,
        sha256=prepared.written.sha256,
        made_here=made_here,
        created_on=today,
    )
    document.__dict__["_subject"] = subject
    try:
        with transaction.atomic():
            seal(document, label=clean_label(label), file_key=prepared.written.key)
            document.save(force_insert=True)
            _say(actor, actions.GENERATED if made_here else actions.STORED, document, today=today, owner=owner)
    except Exception:
        storage.remove(document.pk)
        raise
    return document


def _say(actor: Actor, said: Any, document: Document, *, today: date, owner: Any = None) -> None:
    """On the owner of the document, in the chain of its subject's organisation."""
    facts: dict[str, Any] = {"document": document.pk, "mime": EXTENSIONS[Mime(document.mime)], "size": document.size}
    if document.purpose:
        facts["purpose"] = document.purpose
    with transaction.atomic():
        record(actor, said, owner or document.owner(), today=today, chain=document.organisation_id, **facts)


def _delete(documents: Any) -> None:
    ids = list(documents.order_by("pk").values_list("pk", flat=True))
    documents.delete()

    def remove_files() -> None:
        for document_id in ids:
            storage.remove(document_id)

    transaction.on_commit(remove_files, robust=True)
