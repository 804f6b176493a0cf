"""What rooms above do when an application leaves the road, is completed, or when she is told of its decision: they register here
(`AppConfig.ready`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from maillage.foundation.access.actor import Actor
from maillage.pathway.psp.models import Application, EndAsker, Ending, Kind
from maillage.pathway.psp.workflow import State


class Leaver(Protocol):
    """Undo what the room planned with an application that is withdrawn or transferred; in the transaction of the act."""

    def __call__(self, *, actor: Actor, today: date, application: Application, to: State) -> None: ...


class Notified(Protocol):
    """She knows the decision: what the room gives her association then; in the transaction of the act."""

    def __call__(self, *, actor: Actor, today: date, application: Application) -> None: ...


class Completed(Protocol):
    """What the State accepted has completed the file: what the room copied of it follows; in the transaction of the act."""

    def __call__(self, *, actor: Actor, today: date, application: Application) -> None: ...


class Locker(Protocol):
    """Lock what the room would undo with these applications, before they are locked themselves: each order of locks is one for all."""

    def __call__(self, *, applications: Sequence[Application]) -> None: ...


_lockers: list[Locker] = []
_leavers: list[Leaver] = []
_notified: list[Notified] = []
_completed: list[Completed] = []


def on_leaving(hook: Leaver) -> Leaver:
    """Register what to undo when an application is withdrawn or transferred. Registered twice, it runs once."""
    if hook not in _leavers:
        _leavers.append(hook)
    return hook


def on_locking(hook: Locker) -> Locker:
    """Register what to lock before applications that may leave are locked. Registered twice, it runs once."""
    if hook not in _lockers:
        _lockers.append(hook)
    return hook


def on_notified(hook: Notified) -> Notified:
    """Register what to give when a notification is noted. Registered twice, it runs once."""
    if hook not in _notified:
        _notified.append(hook)
    return hook


def on_completed(hook: Completed) -> Completed:
    """Register what follows when an answer that completes the file is accepted. Registered twice, it runs once."""
    if hook not in _completed:
        _completed.append(hook)
    return hook


def say_locking(*, applications: Sequence[Application]) -> None:
    """Called by the acts of this room, before they lock the applications."""
    for hook in _lockers:
        hook(applications=applications)


def say_leaving(*, actor: Actor, today: date, application: Application, to: State) -> None:
    """Called by the acts of this room, before the state changes."""
    for hook in _leavers:
        hook(actor=actor, today=today, application=application, to=to)


def say_notified(*, actor: Actor, today: date, application: Application) -> None:
    """Called when the day of the notification is noted."""
    for hook in _notified:
        hook(actor=actor, today=today, application=application)


def proposed_by_state(application: Application) -> bool:
    """Is it an end that the secretariat proposed? It is not the association's to withdraw."""
    return application.kind == Kind.END and Ending.unscoped.filter(application=application, asked_by=EndAsker.SECRETARIAT).exists()


def say_completed(*, actor: Actor, today: date, application: Application) -> None:
    """Called when the State accepts what completed the file."""
    for hook in _completed:
        hook(actor=actor, today=today, application=application)
