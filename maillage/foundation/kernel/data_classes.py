"""The protection level of each field, declared beside the fields (ASVS 14.1.2). A field without one fails a test."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum


class DataClass(StrEnum):
    """From harmless to deadly. SEALED is the only class allowed to hold what could identify or harm a person."""

    PUBLIC = "public"
    TECHNICAL = "technical"
    OPERATIONAL = "operational"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"
    SEALED = "sealed"


DESCRIPTIONS: Mapping[DataClass, str] = {
    DataClass.PUBLIC: "published anyway: names of departments, texts of law",
    DataClass.TECHNICAL: "ids, versions, hashes: says nothing by itself",
    DataClass.OPERATIONAL: "codes, states and dates needed by queries; in clear, behind the walls of access",
    DataClass.PERSONAL: "about a worker or a member, not about a person accompanied",
    DataClass.SENSITIVE: "about a person accompanied, in clear because a query needs it; reviewed one by one",
    DataClass.SEALED: "encrypted under the key of its subject; opened with a reason, journaled",
}


def classify(fields: Mapping[DataClass, Iterable[str]]) -> dict[str, DataClass]:
    """Turn a table class -> fields into field -> class. Raises ValueError when a field is named twice."""
    classes: dict[str, DataClass] = {}
    for data_class, names in fields.items():
        for name in names:
            if name in classes:
                raise ValueError(f"{name} has two data classes")
            classes[name] = data_class
    return classes
