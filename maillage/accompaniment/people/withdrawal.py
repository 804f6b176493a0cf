"""Withdrawing an accord closes what it opened: each room says what will stop, before, and stops it, then.

A room registers from its `AppConfig.ready`, without this one knowing it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from maillage.accompaniment.people.models import Accord, Purpose
from maillage.foundation.access.actor import Actor


@dataclass(frozen=True, kw_only=True)
class Consequence:
    """One thing that stops, in one sentence, shown before she confirms. `severe`: a right or an income stops."""

    sentence: Any
    severe: bool = False


class Foresee(Protocol):
    """Says what would stop. Writes nothing."""

    def __call__(self, *, accord: Accord, actor: Actor, today: date) -> list[Consequence]: ...


class Close(Protocol):
    """Stops it, in the transaction of the withdrawal. Called after the accord is withdrawn."""

    def __call__(self, *, accord: Accord, actor: Actor, today: date) -> None: ...


@dataclass(frozen=True, kw_only=True)
class _Hook:
    code: str
    purposes: frozenset[str]
    foresee: Foresee
    close: Close


_hooks: dict[str, _Hook] = {}


def on_withdrawal(code: str, *, purposes: Collection[Purpose], foresee: Foresee, close: Close) -> None:
    """Register what a room does when an accord for one of these purposes is withdrawn. Raises ValueError when the code is taken."""
    hook = _Hook(code=code, purposes=frozenset(str(each.value) for each in purposes), foresee=foresee, close=close)
    if _hooks.get(code, hook) != hook:
        raise ValueError(f"the withdrawal hook {code} is registered twice")
    _hooks[code] = hook


def what_will_stop(*, accord: Accord, actor: Actor, today: date) -> list[Consequence]:
    """What the rooms would close, in the order of their codes; nothing while another accord says the same."""
    if _another_holds(accord, today=today):
        return []
    return [each for hook in _of(accord) for each in hook.foresee(accord=accord, actor=actor, today=today)]


def close_what_it_opened(*, accord: Accord, actor: Actor, today: date) -> None:
    """Close it. Another accord still in force for the same purpose and recipient keeps it open."""
    if _another_holds(accord, today=today):
        return
    for hook in _of(accord):
        hook.close(accord=accord, actor=actor, today=today)


def _another_holds(accord: Accord, *, today: date) -> bool:
    others = Accord.unscoped.in_force(today=today).exclude(pk=accord.pk)
    return others.filter(
        person_id=accord.person_id, purpose=accord.purpose, recipient_id=accord.recipient_id, recipient_kind=accord.recipient_kind
    ).exists()


def _of(accord: Accord) -> list[_Hook]:
    return [hook for code, hook in sorted(_hooks.items()) if accord.purpose in hook.purposes]
