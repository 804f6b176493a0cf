"""The filters of the list of files: each a code of the address, its choices, and how it narrows. Upper rooms bring theirs.

Codes and ids only, never a text: an address, a saved list and an export carry the same ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people.models import Channel
from maillage.accompaniment.people.selectors import Whose, colleagues_listed
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.filters import Choice
from maillage.foundation.ui.speech import say

WEEKS = {"2": _("2 semaines"), "4": _("4 semaines"), "8": _("8 semaines"), "13": _("3 mois"), "26": _("6 mois")}


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One filter. `choices(actor, today)` are those offered; `narrow(people, value, actor, today)` keeps the files that answer."""

    code: str
    label: Any
    choices: Callable[[Actor, date], Sequence[Choice]]
    narrow: Callable[[Any, str, Actor, date], Any]
    permission: Permission = Permission.PERSON_LIST
    order: int = 100


_criteria: dict[str, Criterion] = {}


def register(criterion: Criterion) -> None:
    """Add a filter (from an `AppConfig.ready`). Raises ValueError when its code is taken by another one."""
    if _criteria.get(criterion.code, criterion) != criterion:
        raise ValueError(f"the filter {criterion.code} is registered twice")
    _criteria[criterion.code] = criterion


def criteria_for(actor: Actor) -> tuple[Criterion, ...]:
    """The filters that this actor may use, in order."""
    known = (each for each in _criteria.values() if actor.may(each.permission))
    return tuple(sorted(known, key=lambda each: (each.order, each.code)))


def codes_for(actor: Actor) -> frozenset[str]:
    """The codes of the filters that this actor may use: a list that needs another one is not for her."""
    return frozenset(each.code for each in criteria_for(actor))


def read_filters(asked: Mapping[str, Any], *, actor: Actor, today: date) -> dict[str, str]:
    """What of an address, or of a saved list, is a filter with one of its values; anything else is ignored."""
    chosen = {}
    for each in criteria_for(actor):
        value = str(asked.get(each.code, ""))
        if value and value in {choice.value for choice in each.choices(actor, today)}:
            chosen[each.code] = value
    return chosen


def narrow(people: Any, filters: Mapping[str, str], *, actor: Actor, today: date) -> Any:
    """The files that answer to every filter."""
    for each in criteria_for(actor):
        if each.code in filters:
            people = each.narrow(people, filters[each.code], actor, today)
    return people


def in_words(filters: Mapping[str, str], *, actor: Actor, today: date) -> list[tuple[str, str]]:
    """The filters as label and value, for a heading or a printed list."""
    said = []
    for each in criteria_for(actor):
        known = {choice.value: choice.label for choice in each.choices(actor, today)} if each.code in filters else {}
        if filters.get(each.code) in known:
            said.append((say(each.label), say(known[filters[each.code]])))
    return said


def _whose(people: Any, value: str, actor: Actor, today: date) -> Any:
    if value == Whose.MINE:
        return people.followed_by(actor.user_id, today=today)
    return people.without_key_worker(today=today)


def _silent(people: Any, value: str, actor: Actor, today: date) -> Any:
    return people.filter(last_contact_on__lte=today - timedelta(weeks=int(value)))


def _followed_by(people: Any, value: str, actor: Actor, today: date) -> Any:
    return people.followed_by(value, today=today)


def _reached_by(people: Any, value: str, actor: Actor, today: date) -> Any:
    return people.filter(channel=value)


OURS = (
    Criterion(
        code="dossiers",
        label=_("Dossiers"),
        choices=lambda actor, today: (Choice(Whose.MINE, _("que je suis")), Choice(Whose.UNFOLLOWED, _("sans référente"))),
        narrow=_whose,
        order=10,
    ),
    Criterion(
        code="referente",
        label=_("Référente"),
        choices=lambda actor, today: [Choice(str(user.pk), user.display_name) for user in colleagues_listed(actor, today=today)],
        narrow=_followed_by,
        order=20,
    ),
    Criterion(
        code="silence",
        label=_("Sans contact depuis"),
        choices=lambda actor, today: [Choice(value, label) for value, label in WEEKS.items()],
        narrow=_silent,
        order=30,
    ),
    Criterion(
        code="canal",
        label=_("Canal préféré"),
        choices=lambda actor, today: [Choice(channel.value, channel.label) for channel in Channel],
        narrow=_reached_by,
        order=40,
    ),
)


def register_criteria() -> None:
    """Called once, from the `AppConfig.ready`."""
    for each in OURS:
        register(each)
