"""When the commission sits next: the room above knows and says it here. Nobody to say: nothing is concluded from it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Protocol


class Sessions(Protocol):
    """The days of the sittings planned in a department, from a day on."""

    def __call__(self, *, territory_id: str, today: date) -> Collection[date]: ...


_providers: list[Sessions] = []


def register_sessions(provider: Sessions) -> None:
    """Say who knows the sittings (from the commission's `AppConfig.ready`). The last one registered answers."""
    _providers[:] = [provider]


def planned_sessions(*, territory_id: str, today: date) -> Collection[date] | None:
    """The sittings planned from today on; None when nobody knows."""
    return _providers[0](territory_id=territory_id, today=today) if _providers else None
