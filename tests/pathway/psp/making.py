"""Applications and pathways of invented people, taken to the state asked through the services."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.accompaniment.making import give_accord, give_identity, make_person
from tests.cast import TODAY, actor_of

ORDER = ("wish", "preparing", "ready", "filed", "scheduled", "examined", "decided")
TEXT = {"project": "Apprendre le français, puis un CAP.", "commitments": "Venir chaque semaine."}


def make_photo(name: str = "carte.png", *, colour: str = "white") -> SimpleUploadedFile:
    """A small real image, as a telephone would send it."""
    kept = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(kept, "PNG")
    return SimpleUploadedFile(name, kept.getvalue(), content_type="image/png")


def make_application(
    worker: Any, *, state: str = "wish", person: Any = None, dana: Any = None, paul: Any = None, today: date = TODAY, **more: Any
) -> Any:
    """An application of `worker`'s association in the state asked. From `filed` on, it needs dana's delegation; decided, paul."""
    from maillage.pathway.psp import services

    actor = actor_of(worker, today)
    goal, granted = ORDER.index(state), more.pop("granted", True)
    texts = {"asks_permit": False, "asks_allowance": False, **TEXT, **more.pop("text", {})}
    person = person or make_person(worker, today=today)
    application = services.note_wish(actor=actor, today=today, person=person, **more)
    if goal >= 1:
        application = services.start_preparing(actor=actor, today=today, application=application)
        application = services.write_text(actor=actor, today=today, application=application, seen=application.version, **texts)
    if goal >= 2:
        receive_all(worker, application, today=today)
        application = services.mark_ready(actor=actor, today=today, application=application)
        prepare_to_leave(worker, application, today=today)
    if goal >= 3:
        _allow(worker, person, today=today, territory_id=application.territory_id)
        prepare_to_leave(worker, application, today=today)
        application = services.file_application(actor=actor, today=today, application=application)
    state_side = actor_of(dana, today) if dana is not None else None
    if goal >= 4:
        application = services.schedule_application(actor=state_side, today=today, application=application, session_on=today)
    if goal >= 5:
        application = services.mark_examined(actor=state_side, today=today, application=application, examined_on=today)
    if goal >= 6:
        application = services.mark_decided(
            actor=actor_of(paul, today), today=today, application=application, decided_on=today, granted=granted
        )
    return application


def receive_all(worker: Any, application: Any, *, today: date = TODAY) -> None:
    """Every piece asked of everybody is there."""
    from maillage.pathway.psp.models import Piece, PieceState
    from maillage.pathway.psp.services import change_piece

    for piece in Piece.unscoped.filter(application=application, level="required").order_by("rank"):
        change_piece(
            actor=actor_of(worker, today), today=today, piece=piece, seen=piece.version, state=PieceState.RECEIVED, issuer=piece.issuer
        )


def prepare_to_leave(worker: Any, application: Any, *, today: date = TODAY) -> None:
    """What she says of what leaves: the talk on the risks ends in a filing, and she agrees to every line that is filled."""
    from maillage.pathway.psp.models import Application, ExposureTalk, TalkOutcome
    from maillage.pathway.psp.selectors import form_version
    from maillage.pathway.psp.services import agree_to_all, note_exposure_talk

    actor, fresh = actor_of(worker, today), Application.unscoped.select_related("person").get(pk=application.pk)
    if not ExposureTalk.unscoped.filter(application=fresh).exists():
        note_exposure_talk(actor=actor, today=today, application=fresh, outcome=TalkOutcome.FILE)
    agree_to_all(actor=actor, today=today, application=fresh, seen=form_version(fresh))


def _allow(worker: Any, person: Any, *, today: date, territory_id: str) -> None:
    from maillage.pathway.psp.services.filing import secretariat_of

    if not hasattr(person, "identity"):
        give_identity(worker, person, today=today)
    if not person.accords.exists():
        give_accord(worker, person, secretariat_of(territory_id), today=today)


def make_pathway(worker: Any, *, dana: Any, paul: Any, starts_on: date, person: Any = None, **more: Any) -> Any:
    """A pathway begun by a favourable decision on `starts_on`."""
    from maillage.pathway.psp.services import begin_pathway

    application = make_application(worker, state="decided", person=person, dana=dana, paul=paul, today=starts_on, **more)
    term = begin_pathway(actor=actor_of(paul, starts_on), today=starts_on, application=application, starts_on=starts_on)
    return term.pathway


def renew(worker: Any, pathway: Any, *, dana: Any, paul: Any, on: date, starts_on: date | None = None) -> Any:
    """The next term of a pathway, decided on a day."""
    from maillage.pathway.psp.services import begin_pathway

    application = make_application(worker, state="decided", person=pathway.person, dana=dana, paul=paul, today=on, kind="renewal")
    return begin_pathway(actor=actor_of(paul, on), today=on, application=application, starts_on=starts_on or on)
