"""Who may read the papers of a session, and when: the one definition, asked by every page and every service.

From the convocation to the closing **and** until the deadline, by a mandate in force, for a seat still held that sits in this kind of
session; never when the server's clock stands before what the journal already holds.
"""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, NoReturn

from django.db.models import OuterRef, Q, Subquery

from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal.models import Entry
from maillage.foundation.kernel.errors import OutOfScope
from maillage.pathway.commission.errors_reading import ReadingOver
from maillage.pathway.commission.models import Convocation, Kind
from maillage.pathway.commission.workflow import READING_STATES, State


def open_convocations(actor: Actor, *, today: date) -> Any:
    """The convocations by which the actor may read today."""
    return _reading_today(_addressed_to(actor, today=today), today=today)


def open_for_seat(*, session_id: uuid.UUID, seat_id: uuid.UUID, today: date) -> Convocation | None:
    """The convocation by which a seat may be given its papers to read today, with an account or without: the same definition."""
    rows = Convocation.unscoped.filter(session_id=session_id, seat_id=seat_id, replaced_on__isnull=True)
    found: Convocation | None = _reading_today(rows, today=today).select_related("seat", "holder").order_by("pk").first()
    return found


def _reading_today(addressed: Any, *, today: date) -> Any:
    # The last thing done in the department is the lowest that its clock may show: set back, it opens nothing again.
    seen = Entry.unscoped.filter(chain=OuterRef("session__organisation_id")).order_by("-seq").values("on")[:1]
    rows = addressed.filter(session__state__in=READING_STATES, reads_until__gte=today)
    held = Q(holder__ends_on__isnull=True) | Q(holder__ends_on__gt=today)
    in_place = Q(seat__ends_on__isnull=True) | Q(seat__ends_on__gt=today)
    sits = ~Q(session__kind=Kind.INDIVIDUAL_PSP) | Q(seat__sits_individual=True)
    return rows.filter(held, in_place, sits).annotate(clock_at=Subquery(seen)).exclude(clock_at__gt=today)


def _addressed_to(actor: Actor, *, today: date) -> Any:
    territories = {each.territory_id for each in actor.granting(Permission.PAPERS_READ) if each.territory_id is not None}
    if actor.user_id is None or not territories:
        return Convocation.unscoped.none()
    return Convocation.unscoped.filter(reader_id=actor.user_id, session__territory_id__in=territories)


def was_convened(actor: Actor, *, session_id: uuid.UUID, today: date) -> bool:
    """Was the actor sent the convocation of a session, under a mandate still in force? It opens no paper: only what is sent after it."""
    sent: bool = _addressed_to(actor, today=today).filter(session_id=session_id).exists()
    return sent


def refuse_reading(actor: Actor, *, session_id: uuid.UUID, today: date) -> NoReturn:
    """Say why nothing is read any more to whoever was convened to this session; to anybody else, it does not exist.

    Raises ReadingOver or OutOfScope, always.
    """
    sent = _addressed_to(actor, today=today).select_related("session").filter(session_id=session_id).order_by("-reads_until", "pk").first()
    if sent is None:
        raise OutOfScope
    session = sent.session
    if session.state == State.CLOSED:
        raise ReadingOver.closed(session.closed_on)
    if session.state == State.CANCELLED:
        raise ReadingOver.cancelled(session.cancelled_on)
    if sent.reads_until < today:
        raise ReadingOver.deadline(sent.reads_until)
    raise ReadingOver
