"""Strict reading of TOML tables: each function gives the typed field or raises ValueError with a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeVar

from maillage.core.law.values import Confidence, Source

E = TypeVar("E", bound=StrEnum)


def only(table: Mapping[str, Any], shape: Mapping[str, bool], name: str) -> None:
    """Refuses a field that is not in the shape, or a compulsory one that is missing."""
    for field in table:
        if field not in shape:
            raise ValueError(f"{name} a un champ inconnu, « {field} »")
    for field, compulsory in shape.items():
        if compulsory and field not in table:
            raise ValueError(f"{name} n'a pas de champ « {field} »")


def text(table: Mapping[str, Any], field: str, *, default: str | None = None) -> str:
    """A text that says something, or the default where the field is absent."""
    value = table.get(field, default)
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise ValueError(f"« {field} » n'est pas un texte")
    return value


def whole(table: Mapping[str, Any], field: str) -> int:
    """A whole number; TOML's true and false are not numbers."""
    value = table[field]
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"« {field} » n'est pas un nombre entier")  # noqa: TRY004 - one kind of error for the loader
    return value


def flag(table: Mapping[str, Any], field: str) -> bool:
    """True or false; false where the field is absent."""
    value = table.get(field, False)
    if not isinstance(value, bool):
        raise ValueError(f"« {field} » ne vaut ni true ni false")  # noqa: TRY004 - one kind of error for the loader
    return value


def maybe_day(table: Mapping[str, Any], field: str) -> date | None:
    """A civil day without an hour, or None where the field is absent."""
    return day(table, field) if field in table else None


def day(table: Mapping[str, Any], field: str) -> date:
    """A civil day without an hour."""
    value = table[field]
    if isinstance(value, datetime) or not isinstance(value, date):
        raise ValueError(f"« {field} » n'est pas une date")  # noqa: TRY004 - one kind of error for the loader
    return value


def member(kind: type[E], value: Any, name: str) -> E:
    """A member of a closed list."""
    if value not in list(kind):
        raise ValueError(f"{name} « {value} » est inconnu")
    return kind(value)


def tables(value: Any, field: str) -> list[dict[str, Any]]:
    """A list of tables, not empty."""
    if not isinstance(value, list) or not value or not all(isinstance(row, dict) for row in value):
        raise ValueError(f"« {field} » n'est pas une suite de tables")
    return value


def table(value: Any, field: str) -> dict[str, Any]:
    """A table."""
    if not isinstance(value, dict):
        raise ValueError(f"« {field} » n'est pas une table")  # noqa: TRY004 - one kind of error for the loader
    return value


def source(value: Any) -> Source:
    """Where the fact comes from: a title, an address, the day it was read. A fact without a source is refused."""
    row = table(value, "source")
    only(row, {"title": True, "url": True, "read_on": True}, "la source")
    address = text(row, "url")
    if not address.startswith(("https://", "http://", "docs/")):
        raise ValueError(f"l'adresse de la source, « {address} », n'est ni sur la toile ni dans docs/")
    return Source(text(row, "title"), address, day(row, "read_on"))


def confidence(value: Any) -> Confidence:
    """One of the five marks."""
    return member(Confidence, value, "la confiance")


def frozen(value: Any) -> Any:
    """The same value, unchangeable: lists become tuples, tables become read-only."""
    if isinstance(value, list):
        return tuple(frozen(item) for item in value)
    if isinstance(value, dict):
        return MappingProxyType({name: frozen(item) for name, item in value.items()})
    return value
