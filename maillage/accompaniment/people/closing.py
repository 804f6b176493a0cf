"""Closing a file stops things in other rooms: each says what, before, and stops it, then; or says why it may not be closed now.

A room registers from its `AppConfig.ready`, without this one knowing it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from maillage.accompaniment.people.models import Person
from maillage.foundation.access.actor import Actor


@dataclass(frozen=True, kw_only=True)
class Stop:
    """One thing that the closing stops, in one sentence; or, when it `blocks`, why the file may not be closed and what to do first."""

    sentence: Any
    blocks: bool = False


class Foresee(Protocol):
    """Says what would stop. Writes nothing."""

    def __call__(self, *, person: Person, actor: Actor, today: date) -> list[Stop]: ...


class Close(Protocol):
    """Stops it, in the transaction of the closing."""

    def __call__(self, *, person: Person, actor: Actor, today: date) -> None: ...


def _nothing_to_close(*, person: Person, actor: Actor, today: date) -> None:
    return None


_hooks: dict[str, tuple[Foresee, Close]] = {}


def on_closing(code: str, *, foresee: Foresee, close: Close = _nothing_to_close) -> None:
    """Register what a room does when a file is closed. Raises ValueError when the code is taken."""
    if _hooks.get(code, (foresee, close)) != (foresee, close):
        raise ValueError(f"the closing hook {code} is registered twice")
    _hooks[code] = (foresee, close)


def what_will_stop(person: Person, *, actor: Actor, today: date) -> list[Stop]:
    """What the rooms would stop, what blocks first."""
    found = [stop for _, (foresee, _close) in sorted(_hooks.items()) for stop in foresee(person=person, actor=actor, today=today)]
    return sorted(found, key=lambda stop: not stop.blocks)


def stop_everything(person: Person, *, actor: Actor, today: date) -> None:
    """Stop it. Called by the service that closes."""
    for _, (_foresee, close) in sorted(_hooks.items()):
        close(person=person, actor=actor, today=today)
