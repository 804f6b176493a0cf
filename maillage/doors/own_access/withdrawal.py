"""Her accord for an access withdrawn, or her file closed: the access closes with it."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people.closing import Stop, on_closing
from maillage.accompaniment.people.models import Accord, Person, Purpose
from maillage.accompaniment.people.withdrawal import Consequence, on_withdrawal
from maillage.doors.own_access import selectors, services
from maillage.doors.own_access.models import Closed
from maillage.foundation.access.actor import Actor

_STOPS = _("Son accès se ferme : son code ne marchera plus, et ce qu'il montrait est détruit.")


def foresee(*, accord: Accord, actor: Actor, today: date) -> list[Consequence]:
    """What stops, said before she confirms."""
    if selectors.open_access_of(accord.person) is None:
        return []
    return [Consequence(sentence=_STOPS)]


def close(*, accord: Accord, actor: Actor, today: date) -> None:
    """Close it, in the transaction of the withdrawal."""
    services.close_with(actor=actor, today=today, person=accord.person, reason=Closed.ACCORD_WITHDRAWN)


def foresee_closing(*, person: Person, actor: Actor, today: date) -> list[Stop]:
    """The same, when her file closes."""
    return [] if selectors.open_access_of(person) is None else [Stop(sentence=_STOPS)]


def close_file(*, person: Person, actor: Actor, today: date) -> None:
    """Close it, in the transaction of the closing."""
    services.close_with(actor=actor, today=today, person=person, reason=Closed.FILE_CLOSED)


def connect() -> None:
    """Register with the withdrawals and the closing of the file."""
    on_withdrawal("own_access", purposes=(Purpose.OWN_ACCESS,), foresee=foresee, close=close)
    on_closing("own_access", foresee=foresee_closing, close=close_file)
