"""Filters of a list, kept in the address by codes: never a name, never a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Choice:
    """One value of a filter and how many rows it keeps (None: not counted)."""

    value: str
    label: Any
    count: int | None = None


@dataclass(frozen=True)
class Filter:
    """A group of choices under one code of the address; `value` is the chosen one, empty for all."""

    code: str
    label: Any
    choices: tuple[Choice, ...]
    value: str = ""


def read_filter(query: Mapping[str, str], *, code: str, label: Any, choices: Iterable[Choice]) -> Filter:
    """The filter with the value asked in the address; a value that is not a choice is ignored."""
    known = tuple(choices)
    asked = query.get(code, "")
    return Filter(code=code, label=label, choices=known, value=asked if asked in {each.value for each in known} else "")
