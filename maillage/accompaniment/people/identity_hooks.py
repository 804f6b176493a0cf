"""Rooms that must know, in the same transaction, which birth date was noted: a minor is protected from that moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol

from maillage.accompaniment.people.models import Person
from maillage.foundation.access.actor import Actor


class Hook(Protocol):
    """Called after the identity is written, inside its transaction."""

    def __call__(self, *, actor: Actor, person: Person, birth_date: date | None, today: date) -> None: ...


_hooks: list[Callable[..., None]] = []


def on_identity_noted(hook: Hook) -> Hook:
    """Register a hook (from an `AppConfig.ready`). Registering it twice changes nothing."""
    if hook not in _hooks:
        _hooks.append(hook)
    return hook


def say_noted(*, actor: Actor, person: Person, birth_date: date | None, today: date) -> None:
    """Tell every room: whoever writes an identity calls this."""
    for hook in _hooks:
        hook(actor=actor, person=person, birth_date=birth_date, today=today)
