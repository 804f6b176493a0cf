"""From a first request to a PSP wish in one gesture: the file is opened if there is none, nothing is typed again."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from maillage.accompaniment.intake.models import FirstRequest
from maillage.accompaniment.intake.services import mark_wish, open_file_from_request
from maillage.accompaniment.people.models import Channel, Person
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.idempotency import idempotent
from maillage.pathway.psp.errors import DateInFuture
from maillage.pathway.psp.models import Application, Kind
from maillage.pathway.psp.services.preparing import note_wish


@idempotent(Application)
@transaction.atomic
def wish_from_request(
    *,
    actor: Actor,
    today: date,
    request: FirstRequest,
    wished_on: date | None = None,
    pseudonym: str = "",
    channel: Channel | None = None,
    safe_contact: str = "",
) -> Application:
    """Note that who asked wants to enter a pathway, from the day on which she said it (today unless told). All of it or nothing.

    Raises Denied, DateInFuture, and what opening a file or noting a wish refuses (ContactMissing, PseudonymMissing, RequestErased,
    AlreadyRunning, PathwayRunning, MinorProtected).
    """
    require(actor, Permission.APPLICATION_PREPARE, on=request)
    day = wished_on or today
    if day > today:
        raise DateInFuture
    # Locked first: of two clicks at once, the second finds the file that the first opened.
    request = FirstRequest.unscoped.locked(request.pk)
    if request.person_id is None:
        person: Person = open_file_from_request(
            actor=actor, today=today, request=request, pseudonym=pseudonym, channel=channel, safe_contact=safe_contact
        )
    else:
        person = Person.unscoped.locked(request.person_id)
    application: Application = note_wish(actor=actor, today=today, person=person, kind=Kind.FIRST, wished_on=day)
    mark_wish(actor=actor, today=today, request=request)
    return application
