"""A document: one encrypted file beside the database, and what is needed to find, open and destroy it."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.apps import apps
from django.db import models

from maillage.foundation.access.records import Record
from maillage.foundation.access.visibility import Nobody
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import SealedField


class Document(Record):
    """A file of a subject. Rooms keep its id and serve it through their own selectors: nobody sees the row by itself.

    `owner` is the row it was given with (a piece, a session), `subject` the unit of erasure whose key opens it. The key of
    the file is sealed in the row, so that renewing, moving or destroying the subject's key reaches the file.
    """

    owner_kind = models.CharField(max_length=80)
    owner_id = models.UUIDField()
    subject_kind = models.CharField(max_length=80)
    subject_id = models.UUIDField(db_index=True)
    written_for = models.UUIDField(editable=False)  # the subject to which the file on the disk is bound: the row may pass to another
    part = models.CharField(max_length=20)
    purpose = models.CharField(max_length=40, blank=True)
    mime = models.CharField(max_length=40)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    made_here = models.BooleanField(default=False)
    created_on = models.DateField()
    label = SealedField(part_from="part")
    file_key = SealedField(part_from="part")

    visibility = Nobody()
    data_classes: ClassVar = classify(
        {
            DataClass.TECHNICAL: ["owner_kind", "owner_id", "subject_kind", "subject_id", "written_for", "sha256"],
            DataClass.OPERATIONAL: ["part", "purpose", "mime", "size", "made_here", "created_on"],
            DataClass.SEALED: ["label", "file_key"],
        }
    )

    class Meta(Record.Meta):
        indexes = (models.Index(fields=["owner_kind", "owner_id"], name="mg_documents_of_owner"),)

    def vault_subject(self) -> Any:
        """The subject whose key opens this document, read once."""
        known = self.__dict__.get("_subject")
        if known is None or known.pk != self.subject_id:
            known = self.__dict__["_subject"] = self._row(self.subject_kind, self.subject_id)
        return known

    def owner(self) -> Any:
        """The row this document was given with."""
        return self._row(self.owner_kind, self.owner_id)

    @property
    def organisation_id(self) -> uuid.UUID:
        """The organisation of the subject, today: a subject may move."""
        found: uuid.UUID = self.vault_subject().organisation_id
        return found

    @staticmethod
    def _row(kind: str, pk: uuid.UUID) -> Any:
        return apps.get_model(kind)._base_manager.get(pk=pk)
