"""Looking at everything that two files hold: each row of each table, each sealed value in clear, each document."""

from __future__ import annotations

from typing import Any

from django.apps import apps

from maillage.foundation.access.actor import system_actor
from maillage.foundation.documents import open_document
from maillage.foundation.documents.models import Document
from maillage.foundation.vault import SealedField, SealErased, open_part
from maillage.foundation.vault.subjects import subject_of
from tests.cast import TODAY

# What remembers that a reunion took place, and what the vault keeps for itself.
APART = {
    "mg_people.merge",
    "mg_people.mergedrow",
    "mg_vault.subjectkey",
    "mg_journal.entry",
    "mg_kernel.doneonce",
    "mg_vault.organisationkey",
}
# A stale tab is refused after a reunion: versions only grow.
GROWING = {"mg_people.person.version", "mg_people.identity.version"}


def everything() -> dict[str, dict[str, Any]]:
    """Every row of ours by its table and key, field by field: plain values as stored, sealed ones in clear."""
    found = {}
    for model in apps.get_models():
        label = model._meta.label_lower
        if not label.startswith("mg_") or label in APART:
            continue
        for row in model._base_manager.order_by("pk"):
            found[f"{label} {row.pk}"] = {
                field.name: _value(row, field) for field in model._meta.concrete_fields if f"{label}.{field.name}" not in GROWING
            }
    return found


def _value(row: Any, field: Any) -> Any:
    if not isinstance(field, SealedField):
        return field.value_from_object(row)
    if getattr(row, field.name) is None:
        return None
    try:
        opened = open_part(
            actor=system_actor(), subject=subject_of(row), part=field.part_of(row), reason="machine", today=TODAY, system=True
        )
        return opened.read_bytes(row, field.name)
    except SealErased:
        return "erased"


def contents() -> dict[Any, bytes]:
    """Every document, opened."""
    machine = system_actor()
    return {
        each.pk: open_document(actor=machine, document=each, reason="machine", today=TODAY).content
        for each in Document.unscoped.order_by("pk")
    }
