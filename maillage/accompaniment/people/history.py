"""What the history of a file says, to whom, and sorted by kind. Rooms reserve the lines that say too much by being there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people import actions
from maillage.accompaniment.people.merging import old_files_of
from maillage.accompaniment.people.models import Person
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import Action, entries_on

SHORT = 8

# Without the right to list applications (reception, outreach), only what the list of files already shows.
DISCREET = (
    "people.file_opened",
    "people.file_closed",
    "people.file_reopened",
    "people.key_worker_assigned",
    "people.key_worker_ended",
    "people.follow_up_accepted",
)


@dataclass(frozen=True)
class Kind:
    """One kind of line, by the beginning of the codes of its actions."""

    code: str
    label: str | Promise
    prefixes: tuple[str, ...]


KINDS = (
    Kind("identite", _("l'identité ouverte"), ("vault.identity_opened",)),
    Kind("ouvertures", _("tout ce qui a été ouvert"), ("vault.",)),
    Kind("suivi", _("qui l'accompagne"), ("people.key_worker", "people.follow_up", "people.shared")),
    Kind("contact", _("contact et courrier"), ("people.contact", "people.outgoing", "contacts.", "kept_mail.")),
    Kind("accords", _("accords et mandats"), ("people.accord", "people.mandate", "people.act_in", "people.override")),
    Kind("notes", _("notes et situation"), ("notes.", "situation.")),
    Kind("demandes", _("demandes et parcours"), ("psp.",)),
)

Provider = Callable[[Person], Iterable[models.Model]]
_reserved: dict[str, Permission] = {}
_providers: list[Provider] = []
_quiet: set[str] = set()


def reserve(permission: Permission, *actions: Action) -> None:
    """Only who has this permission on the file reads these lines in its history (from an `AppConfig.ready`)."""
    for each in actions:
        _reserved[each.code] = permission


def also(provider: Provider, *, quiet: Iterable[Action] = ()) -> None:
    """The objects of a room whose history reads with that of the file: her applications, her pathway (from an `AppConfig.ready`).

    `quiet`: small gestures done by dozens, which the whole history tells and the few last lines leave out.
    """
    if provider not in _providers:
        _providers.append(provider)
    _quiet.update(each.code for each in quiet)


def recent(person: Person, *, actor: Actor) -> Any:
    """The few last lines, for the side of the page."""
    return entries_of(person, actor=actor).exclude(action__in=_quiet)[:SHORT]


def may_read_history(actor: Actor, person: Person) -> bool:
    """The whole history of the file, or only its discreet lines?"""
    return actor.may(Permission.APPLICATION_LIST, on=person)


def entries_of(person: Person, *, actor: Actor, kind: str = "") -> Any:
    """The entries on this file that the actor may read, newest first; `kind` keeps those of one kind."""
    old = old_files_of(person)
    added = [row for provider in _providers for row in provider(person)]
    entries = entries_on(person, *old, *added)
    # A reunion is said on both files: here, once.
    entries = entries.exclude(action=actions.FILES_MERGED.code, subject_id__in=[str(each.pk) for each in old])
    if not may_read_history(actor, person):
        return entries.filter(action__in=DISCREET)
    hidden = [code for code, permission in _reserved.items() if not actor.may(permission, on=person)]
    wanted = next((each for each in KINDS if each.code == kind), None)
    return _of_kind(entries.exclude(action__in=hidden), wanted)


def count_by_kind(person: Person, *, actor: Actor) -> dict[str, int]:
    """How many lines of each kind the actor may read; counted once for all kinds."""
    rows = entries_of(person, actor=actor).order_by("action").values_list("action").annotate(lines=models.Count("seq"))
    counts = dict(rows)
    return {each.code: sum(number for code, number in counts.items() if code.startswith(each.prefixes)) for each in KINDS}


def _of_kind(entries: Any, kind: Kind | None) -> Any:
    if kind is None:
        return entries
    begins = Q()
    for prefix in kind.prefixes:
        begins |= Q(action__startswith=prefix)
    return entries.filter(begins)
