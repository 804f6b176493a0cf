"""First requests of invented people, noted through the services."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.cast import TODAY, actor_of, give_mandate, make_user


def hear(**more: Any) -> Any:
    """What was heard: a phone call for a one-off aid, unless said otherwise."""
    from maillage.accompaniment.intake.models import Partner, Problem, Public, Triage, Way
    from maillage.accompaniment.intake.services import Heard
    from maillage.accompaniment.people.models import Channel

    kinds = {"way": Way, "triage": Triage, "partner": Partner, "public": Public, "problem": Problem, "channel": Channel}
    fields = {"way": "phone", "triage": "one_off", "words": "Plus rien à manger depuis hier.", **more}
    return Heard(**{name: kinds[name](value) if name in kinds and value is not None else value for name, value in fields.items()})


def note(
    worker: Any, *, today: date = TODAY, received_on: date | None = None, key: Any = None, organisation_id: Any = None, **more: Any
) -> Any:
    """A first request to the worker's own association."""
    from maillage.accompaniment.intake.services import note_request

    actor = actor_of(worker, today)
    where = organisation_id or actor.mandates[0].organisation_id
    return note_request(actor=actor, today=today, organisation_id=where, heard=hear(**more), received_on=received_on, key=key)


def settle(worker: Any, request: Any, outcome: str, *, today: date = TODAY, **more: Any) -> Any:
    """What came of it."""
    from maillage.accompaniment.intake.models import NoSolution, Outcome, Partner
    from maillage.accompaniment.intake.services import settle_request

    codes = {"no_solution": NoSolution, "oriented_to": Partner}
    given = {name: codes[name](value) for name, value in more.items()}
    return settle_request(actor=actor_of(worker, today), today=today, request=request, outcome=Outcome(outcome), **given)


REACHED = {"pseudonym": "Lune", "channel": "sms", "safe_contact": "06 00 00 00 01, le matin"}


def make_receptionist(association: Any, name: str = "Rachel") -> Any:
    """Somebody who notes, and may not read back."""
    from maillage.foundation.access.roles import Role

    user = make_user(name)
    give_mandate(user, Role.RECEPTION, association)
    return user
