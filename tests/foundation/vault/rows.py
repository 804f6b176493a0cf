"""Invented subjects for the vault's own tests: a file and the notes that hang on it. They live in no application."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.apps.registry import Apps
from django.db import connection, models

from maillage.foundation.access.actor import Actor, Mandate
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record
from maillage.foundation.access.roles import Right, Role
from maillage.foundation.access.visibility import OwnOrganisation
from maillage.foundation.vault import HangsOnSubject, Part, SealedField, SealedSubject

ROWS = Apps()


class Case(SealedSubject):
    """A subject."""

    organisation_id = models.UUIDField()
    name = SealedField(part=Part.IDENTITY)
    alias = SealedField(part=Part.IDENTITY)
    phone = SealedField(part=Part.SAFE_CONTACT)
    health = SealedField(part=Part.HEALTH)

    visibility: ClassVar = OwnOrganisation("organisation_id", by=Permission.PERSON_LIST)

    class Meta(SealedSubject.Meta):
        apps = ROWS
        app_label = "vault_rows"


class Note(HangsOnSubject, Record):
    """A row that hangs on a case; its part differs by row."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE)
    part = models.CharField(max_length=20, default="story")
    text = SealedField(part_from="part")
    file_key = SealedField(part=Part.ATTACHMENTS)

    vault_subject_path: ClassVar = "case"

    class Meta(Record.Meta):
        apps = ROWS
        app_label = "vault_rows"


MODELS = (Case, Note)
A, B = uuid.UUID(int=0xA), uuid.UUID(int=0xB)


def create_tables() -> None:
    """Make the tables of these rows in the database in force, unless a former run left them."""
    present = connection.introspection.table_names()
    with connection.schema_editor() as editor:
        for model in MODELS:
            if model._meta.db_table not in present:
                editor.create_model(model)


def caseworker(organisation: uuid.UUID, *rights: Right, role: Role = Role.CASEWORKER) -> Actor:
    """Somebody of an organisation, made anew as each request does."""
    mandate = Mandate(id=uuid.uuid4(), role=role, organisation_id=organisation, rights=frozenset(rights))
    return Actor(user_id=uuid.uuid4(), name="Alice", mandates=(mandate,))
