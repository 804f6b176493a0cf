"""A house with its activities, changes of mode and appointments, made through the services."""

from __future__ import annotations

from datetime import date, time
from itertools import count
from typing import Any

from maillage.foundation.access.roles import Role
from tests.cast import TODAY, actor_of, give_mandate, make_user

_numbers = count(1)


def make_manager(association: Any, name: str = "Hugo") -> Any:
    """Whoever runs the association."""
    user = make_user(name)
    give_mandate(user, Role.MANAGER, association)
    return user


def add_site(manager: Any, association: Any, *, name: str = "Le Local", today: date = TODAY) -> Any:
    """A site."""
    from maillage.accompaniment.openings.services import add_site as add

    return add(actor=actor_of(manager, today), today=today, organisation=association, name=name)


def add_activity(manager: Any, association: Any, *, kind: str = "day_centre", today: date = TODAY, **draft: Any) -> Any:
    """An activity, open as usual from the first day of 2019 unless `mode` is None."""
    from maillage.accompaniment.openings.services import ActivityDraft
    from maillage.accompaniment.openings.services import add_activity as add
    from maillage.core.openings.modes import ActivityKind

    mode, name = draft.pop("mode", "open"), draft.pop("name", f"activité {next(_numbers)}")
    activity = add(
        actor=actor_of(manager, today),
        today=today,
        organisation=association,
        draft=ActivityDraft(kind=ActivityKind(kind), name=name, **draft),
        started_on=date(2019, 1, 1),
    )
    if mode is not None:
        decide(manager, activity, kind=mode, why="start", starts_on=date(2019, 1, 1), today=today)
    return activity


def decide(manager: Any, *activities: Any, kind: str = "phone", today: date = TODAY, key: Any = None, **draft: Any) -> Any:
    """A change of mode decided on a day."""
    from maillage.accompaniment.openings.models import Why
    from maillage.accompaniment.openings.services import ModeDraft, decide_change
    from maillage.core.openings.modes import ModeKind

    values = {"starts_on": today, "why": "lockdown", **draft}
    values["why"] = Why(values["why"])
    return decide_change(
        actor=actor_of(manager, today), today=today, activities=activities, draft=ModeDraft(kind=ModeKind(kind), **values), key=key
    )


def book(person: Any, activity: Any, *, day: date, at: time = time(10), way: str = "in_person", **more: Any) -> Any:
    """An appointment to come."""
    from maillage.accompaniment.openings.models import Appointment

    return Appointment.unscoped.create(
        organisation_id=activity.organisation_id, person=person, activity=activity, day=day, starts=at, way=way, booked_on=TODAY, **more
    )


def carry(manager: Any, change: Any, *codes: str, moment: Any = None, key: Any = None) -> Any:
    """Carry out the lines named, with the numbers that stand now; all that is safe when none is named."""
    from maillage.accompaniment.openings.selectors.carrying import read_carried
    from maillage.accompaniment.openings.services import carry_out
    from tests.accompaniment.making import moment_at

    at = moment or moment_at(10)
    lines = read_carried(change, moment=at).lines
    ticked = {line.code: line.count for line in lines if (line.code.value in codes if codes else line.ticked)}
    return carry_out(actor=actor_of(manager, at.today), moment=at, change=change, ticked=ticked, key=key)


def codes_of(change: Any, *, moment: Any = None) -> list[str]:
    """What is left of a change, by code."""
    from maillage.accompaniment.openings.selectors.carrying import read_carried
    from tests.accompaniment.making import moment_at

    return [line.code.value for line in read_carried(change, moment=moment or moment_at(10)).lines]
