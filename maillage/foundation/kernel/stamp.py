"""The stamp of the schema: which database this code can use.

A demonstration made for another schema is rebuilt; any other database is refused with the sentence that says how to upgrade.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum
from pathlib import Path

from django.apps import apps
from django.db import DatabaseError, connection

import maillage
from maillage.foundation.kernel.models import SchemaStamp


class Standing(StrEnum):
    """How a database stands towards this code."""

    EMPTY = "empty"
    CURRENT = "current"
    DEMONSTRATION = "demonstration"
    OTHER_DEMONSTRATION = "other_demonstration"
    OTHER = "other"


def schema_stamp() -> str:
    """A digest of every migration of ours: changes exactly when the schema may."""
    digest = hashlib.sha256()
    for config in sorted(apps.get_app_configs(), key=lambda c: c.label):
        if config.label.startswith("mg_"):
            for path in sorted((Path(config.path) / "migrations").glob("0*.py")):
                digest.update(f"{config.label}/{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def code_stamp() -> str:
    """A digest of the whole package: what a built demonstration depends on."""
    root = Path(maillage.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(p for p in root.rglob("*") if p.suffix in {".py", ".toml", ".csv", ".typ"}):
        digest.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def standing() -> Standing:
    """Compare the database with this code. An empty database has no table of ours."""
    if SchemaStamp._meta.db_table not in connection.introspection.table_names():
        return Standing.EMPTY if not connection.introspection.table_names() else Standing.OTHER
    try:
        row = SchemaStamp.objects.first()
    except DatabaseError:
        return Standing.OTHER
    if row is None:
        return Standing.OTHER
    if row.stamp == schema_stamp():
        return Standing.DEMONSTRATION if row.demonstration else Standing.CURRENT
    return Standing.OTHER_DEMONSTRATION if row.demonstration else Standing.OTHER


def write_stamp(*, demonstration: bool) -> None:
    """Mark the database as made for this schema."""
    SchemaStamp.objects.update_or_create(only=True, defaults={"stamp": schema_stamp(), "demonstration": demonstration})
