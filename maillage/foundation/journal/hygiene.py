"""What may enter an entry: codes, dates, numbers, booleans and random ids. Never a name, never a free text."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

MAX_LENGTH = 80
MAX_ITEMS = 50
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_CODE = re.compile(r"[a-z0-9][a-z0-9_.:-]*", re.ASCII)
# References printed on papers ("2020-F1/12", "2A"): capitals only beside a digit, so that no capitalised name passes.
_REFERENCE = re.compile(r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9_.:/-]*", re.ASCII)
_LONG_NUMBER = re.compile(r"\d{9,}")


class UnfitFact(ValueError):
    """A fact that looks like a name, a text or a telephone number. Says the fact's name, never its value."""


def canonical_facts(facts: Mapping[str, Any]) -> str:
    """The one JSON text of these facts, keys sorted, no space: exactly what is stored and hashed. Raises UnfitFact."""
    fit: dict[str, Any] = {}
    for name, value in facts.items():
        if not _NAME.fullmatch(name):
            raise UnfitFact(f"{name!r} is not a name of fact")
        fit[name] = _several(name, value) if isinstance(value, (list, tuple, set, frozenset)) else _one(name, value)
    return json.dumps(fit, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def _several(name: str, values: Iterable[Any]) -> list[Any]:
    fit = [_one(name, value) for value in values]
    if len(fit) > MAX_ITEMS:
        raise UnfitFact(f"the fact {name} has more than {MAX_ITEMS} items")
    return sorted(fit, key=str) if isinstance(values, (set, frozenset)) else fit


def _one(name: str, value: Any) -> Any:
    if isinstance(value, Enum):
        value = value.value
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise UnfitFact(f"the fact {name} is a time without a zone")
        return value.astimezone(UTC).isoformat(timespec="seconds")
    if isinstance(value, (date, Decimal, uuid.UUID)):
        return value.isoformat() if isinstance(value, date) else str(value)
    if isinstance(value, str):
        return _text(name, value)
    raise UnfitFact(f"the fact {name} is a {type(value).__name__}")


def _text(name: str, value: str) -> str:
    value = str(value)
    if value == "" or _is_uuid(value):
        return value
    if len(value) > MAX_LENGTH:
        raise UnfitFact(f"the fact {name} is longer than {MAX_LENGTH} characters")
    if not (_CODE.fullmatch(value) or _REFERENCE.fullmatch(value)) or _LONG_NUMBER.search(value):
        raise UnfitFact(f"the fact {name} is not a code, a date, a number or an id")
    return value


def _is_uuid(value: str) -> bool:
    try:
        return len(value) in (32, 36) and str(uuid.UUID(value)).replace("-", "") == value.replace("-", "")
    except ValueError:
        return False
