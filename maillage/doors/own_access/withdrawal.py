"""Her accord for an access, withdrawn: the access closes with it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from maillage.accompaniment.people.models import Accord, Purpose
from maillage.accompaniment.people.withdrawal import Consequence
from maillage.doors.own_access import selectors, services
from maillage.foundation.access.actor import Actor


def foresee(*, accord: Accord, actor: Actor, today: date) -> list[Consequence]:
    """What stops, said before she confirms."""
    if selectors.open_access_of(accord.person) is None:
        return []
    return [Consequence(sentence=_("Son accès se ferme : son code ne marchera plus, et ce qu'il montrait est détruit."))]


def close(*, accord: Accord, actor: Actor, today: date) -> None:
    """Close it, in the transaction of the withdrawal."""
    services.close_for_withdrawal(actor=actor, today=today, person=accord.person)


def connect(register: Any) -> None:
    """Register with the withdrawals of the file."""
    register("own_access", purposes=(Purpose.OWN_ACCESS,), foresee=foresee, close=close)
