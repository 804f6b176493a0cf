"""She is told of a change, by a way that her rule allows now; or there is no need any more."""

from __future__ import annotations

from django.db import transaction

from maillage.accompaniment.openings import actions
from maillage.accompaniment.openings.errors import AlreadyKnown
from maillage.accompaniment.openings.models import Telling
from maillage.accompaniment.openings.models.following import CAME
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.services import leave_for_her, mark_contact
from maillage.accompaniment.people.services.reaching import KIND_OF_WAY
from maillage.core.safe_contact import Channel
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.kernel.moment import Moment


@idempotent(Telling)
@transaction.atomic
def tell_her(*, actor: Actor, moment: Moment, telling: Telling, by: str) -> Telling:
    """Note that she is told now, by this way; her rule is asked first, unless she is here. Raises Denied, AlreadyKnown, ContactRefused."""
    require(actor, Permission.APPOINTMENT_BOOK, on=telling)
    person = Person.unscoped.locked(telling.person_id)
    telling = _waiting(telling)
    if by == CAME:
        mark_contact(person, on=moment.today)
    else:
        way = Channel(by)
        leave_for_her(actor=actor, person=person, channel=way, kind=KIND_OF_WAY[way], moment=moment)
    changed = telling.save_version(seen=telling.version, changes={"told_on": max(moment.today, telling.made_on), "told_by": by})
    record(actor, actions.TOLD, person, today=moment.today, about=telling.about)
    return changed


@idempotent(Telling)
@transaction.atomic
def drop_telling(*, actor: Actor, moment: Moment, telling: Telling) -> Telling:
    """There is no need to tell her any more: she knows, or it is past. Raises Denied, AlreadyKnown."""
    require(actor, Permission.APPOINTMENT_BOOK, on=telling)
    person = Person.unscoped.locked(telling.person_id)
    telling = _waiting(telling)
    changed = telling.save_version(seen=telling.version, changes={"dropped_on": moment.today})
    record(actor, actions.NOT_NEEDED, person, today=moment.today, about=telling.about)
    return changed


def _waiting(telling: Telling) -> Telling:
    telling = Telling.unscoped.locked(telling.pk)
    if telling.told_on is not None or telling.dropped_on is not None:
        raise AlreadyKnown
    return telling
