"""When the commission sits next: the room above knows and says it here. Nobody to say: nothing is concluded from it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Protocol


class Sessions(Protocol):
    """The days of the sittings planned in a department, from a day on."""

    def __call__(self, *, territory_id: str, today: date) -> Collection[date]: ...


class FilingDays(Protocol):
    """How many days before the convocation an application must be in, by the rule of the department; None when it has none."""

    def __call__(self, *, territory_id: str) -> int | None: ...


_providers: list[Sessions] = []
_filing: list[FilingDays] = []


def register_sessions(provider: Sessions, *, filing_days: FilingDays | None = None) -> None:
    """Say who knows the sittings (from the commission's `AppConfig.ready`). The last one registered answers."""
    _providers[:] = [provider]
    _filing[:] = [filing_days] if filing_days is not None else []


def planned_sessions(*, territory_id: str, today: date) -> Collection[date] | None:
    """The sittings planned from today on; None when nobody knows."""
    return _providers[0](territory_id=territory_id, today=today) if _providers else None


def filing_days(*, territory_id: str) -> int | None:
    """The filing time of the department; None when nobody says it: the parameter `notice.margin_days` then holds."""
    return _filing[0](territory_id=territory_id) if _filing else None
