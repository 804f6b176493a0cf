"""What stands on a place, told by the rooms above, which alone know it: how much of it, and what is still to come there."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

Own = Collection[uuid.UUID] | None
"""The organisations whose things are counted; None for all of them."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Something that a place still serves for, in words. `until`: the last day of it, None when nobody knows."""

    words: Any
    until: date | None = None


class Count(Protocol):
    """How many there are at each of these places today; a place without any may be left out."""

    def __call__(self, place_ids: Collection[uuid.UUID], *, own: Own, today: date) -> Mapping[uuid.UUID, int]: ...


class Foresee(Protocol):
    """What would still be there if a place closed on a day."""

    def __call__(self, place_id: uuid.UUID, *, on: date) -> Iterable[Standing]: ...


def _nothing(place_id: uuid.UUID, *, on: date) -> Iterable[Standing]:
    return ()


@dataclass(frozen=True, kw_only=True)
class Use:
    """One kind of thing that attaches to places: how a number of it is said, how it is counted, what forbids a closing."""

    code: str
    said: Callable[[int], str]
    count: Count
    foresee: Foresee = _nothing
    order: int = 100


_uses: dict[str, Use] = {}


def register(use: Use) -> None:
    """Add a kind of use (from an `AppConfig.ready`). Raises ValueError when its code is taken by another one."""
    if _uses.get(use.code, use) != use:
        raise ValueError(f"the use {use.code} is registered twice")
    _uses[use.code] = use


def _in_order() -> list[Use]:
    return sorted(_uses.values(), key=lambda use: (use.order, use.code))


def said_of(place_ids: Collection[uuid.UUID], *, own: Own, today: date) -> dict[uuid.UUID, tuple[str, ...]]:
    """What attaches to each place, in words: one question a kind, whatever the number of places."""
    counted = [(use, use.count(place_ids, own=own, today=today)) for use in _in_order()]
    return {pk: tuple(use.said(numbers[pk]) for use, numbers in counted if numbers.get(pk)) for pk in place_ids}


def standing_at(place_id: uuid.UUID, *, on: date) -> tuple[Standing, ...]:
    """All that a place would still serve for on a day."""
    return tuple(each for use in _in_order() for each in use.foresee(place_id, on=on))
