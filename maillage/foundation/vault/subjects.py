"""Who is a subject, and which rows hang on one."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from django.apps import apps
from django.db import models

from maillage.foundation.access.records import Record
from maillage.foundation.vault.fields import SealedField
from maillage.foundation.vault.keyring import SubjectRef
from maillage.foundation.vault.parts import Part


class SealedSubject(Record):
    """A record that is a unit of erasure: it has its own key, and an `organisation` (or `organisation_id`)."""

    shared_parts: ClassVar[frozenset[Part]] = frozenset()  # what a guest of its `shared_visibility` may open

    class Meta(Record.Meta):
        abstract = True

    if TYPE_CHECKING:
        organisation_id: Any

    def vault_subject(self) -> Self:
        """A subject hangs on itself."""
        return self


class HangsOnSubject:
    """For a row whose sealed fields are opened by the key of another: `vault_subject_path = "application"` or `"piece__application"`."""

    vault_subject_path: ClassVar[str]

    def vault_subject(self) -> Any:
        """The subject at the end of the path."""
        found: Any = self
        for step in self.vault_subject_path.split("__"):
            found = getattr(found, step)
        return found


def subject_of(row: Any) -> SealedSubject | SubjectRef:
    """The subject of a row, or a reference to it. Raises TypeError when the row does not say."""
    if not hasattr(row, "vault_subject"):
        raise TypeError(f"{type(row).__name__} does not say its vault_subject()")
    return cast(SealedSubject | SubjectRef, row.vault_subject())


def subject_id_of(row: Any) -> uuid.UUID:
    """The id of the subject of a row, without loading the last step of its path."""
    if isinstance(row, SealedSubject):
        return row.pk
    path = getattr(row, "vault_subject_path", None)
    if path is None:
        return cast(uuid.UUID, row.vault_subject().pk)
    *steps, last = path.split("__")
    for step in steps:
        row = getattr(row, step)
    return cast(uuid.UUID, getattr(row, row._meta.get_field(last).attname))


def sealed_fields_of(model: type[models.Model]) -> list[SealedField]:
    """The sealed fields that have their column in the table of this model."""
    return [field for field in model._meta.local_concrete_fields if isinstance(field, SealedField)]


def sealed_columns() -> list[tuple[type[models.Model], SealedField]]:
    """Every sealed column of the installation, by table and column."""
    found = [
        (model, field) for model in apps.get_models(include_auto_created=True) if not model._meta.proxy for field in sealed_fields_of(model)
    ]
    return sorted(found, key=lambda pair: (pair[0]._meta.db_table, pair[1].column))
