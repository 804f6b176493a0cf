"""A small world for the homes: files of association A in every situation that a block speaks of, made through the services."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from maillage.doors.portal.values import Asked
from maillage.foundation.access.roles import Role
from tests.accompaniment.making import give_accord, give_identity, make_person
from tests.cast import TODAY, actor_of, give_mandate, make_user


def asked_by(user: Any, today: date = TODAY, **filters: Any) -> Asked:
    """What the home asks for this user."""
    return Asked(actor=actor_of(user, today), today=today, **filters)


def make_wish(worker: Any, *, days_ago: int = 0, **person: Any) -> Any:
    """An application just wished, in a new file."""
    from maillage.pathway.psp.services import note_wish

    day = TODAY - timedelta(days=days_ago)
    return note_wish(actor=actor_of(worker, day), today=day, person=make_person(worker, today=day, **person))


def make_preparing(worker: Any, *, days_ago: int = 0, **person: Any) -> Any:
    """An application whose checklist is open since that day."""
    from maillage.pathway.psp.services import start_preparing

    day = TODAY - timedelta(days=days_ago)
    return start_preparing(actor=actor_of(worker, day), today=day, application=make_wish(worker, days_ago=days_ago, **person))


def ask_piece(worker: Any, application: Any, *, days_ago: int) -> Any:
    """The first piece of the checklist, asked that many days ago."""
    from maillage.pathway.psp.models import Piece, PieceState
    from maillage.pathway.psp.models.piece import Issuer
    from maillage.pathway.psp.services import change_piece

    piece = Piece.unscoped.filter(application=application).order_by("rank").first()
    day = TODAY - timedelta(days=days_ago)
    return change_piece(
        actor=actor_of(worker, TODAY),
        today=TODAY,
        piece=piece,
        seen=piece.version,
        state=PieceState.ASKED,
        issuer=Issuer.CONSULATE,
        asked_on=day,
    )


def make_ready(worker: Any, *, days_ago: int = 0, recipient: Any = None, **person: Any) -> Any:
    """An application declared ready; with `recipient`, accord and identity are there too."""
    from maillage.pathway.psp.models import Piece, PieceState
    from maillage.pathway.psp.services import change_piece, mark_ready, write_text

    day = TODAY - timedelta(days=days_ago)
    actor, application = actor_of(worker, day), make_preparing(worker, days_ago=days_ago, **person)
    for piece in Piece.unscoped.filter(application=application).order_by("rank"):
        change_piece(actor=actor, today=day, piece=piece, seen=piece.version, state=PieceState.RECEIVED, issuer=piece.issuer)
    application.refresh_from_db()
    write_text(
        actor=actor,
        today=day,
        application=application,
        seen=application.version,
        project="Apprendre un métier.",
        commitments="Venir chaque mois.",
        asks_permit=True,
        asks_allowance=True,
    )
    if recipient is not None:
        give_identity(worker, application.person, today=day)
        give_accord(worker, application.person, recipient, today=day)
    return mark_ready(actor=actor, today=day, application=application)


def make_filed(worker: Any, recipient: Any, *, days_ago: int = 0, **person: Any) -> Any:
    """An application filed that many days ago."""
    from maillage.pathway.psp.services import file_application
    from tests.pathway.psp.making import prepare_to_leave

    day = TODAY - timedelta(days=days_ago)
    application = make_ready(worker, days_ago=days_ago, recipient=recipient, **person)
    prepare_to_leave(worker, application, today=day)
    return file_application(actor=actor_of(worker, day), today=day, application=application)


def make_decided(worker: Any, secretary: Any, recipient: Any, *, decided_on: date, **person: Any) -> Any:
    """A granted application: its session recorded from paper by the secretariat, its decision by the prefect's office."""
    from maillage.pathway.psp.services import record_from_paper
    from maillage.pathway.psp.workflow import State

    filed = make_filed(worker, recipient, days_ago=(TODAY - decided_on).days + 30, **person)
    office = make_user()
    give_mandate(office, Role.PREFECT_OFFICE, recipient)
    for to in (State.SCHEDULED, State.EXAMINED, State.DECIDED):
        granted = True if to is State.DECIDED else None
        actor = actor_of(office if to is State.DECIDED else secretary, TODAY)
        filed = record_from_paper(actor=actor, today=TODAY, application=filed, to=to, happened_on=decided_on, granted=granted)
        filed.refresh_from_db()
    return filed


def make_pathway(worker: Any, secretary: Any, recipient: Any, *, starts_on: date, permit_until: date | None = None, **person: Any) -> Any:
    """A pathway running since that day; with a permit when its end is given."""
    from maillage.pathway.psp.services import begin_pathway, record_permit

    actor = actor_of(worker, TODAY)
    filed = make_decided(worker, secretary, recipient, decided_on=starts_on, **person)
    term = begin_pathway(actor=actor, today=TODAY, application=filed, starts_on=starts_on)
    if permit_until is not None:
        record_permit(actor=actor, today=TODAY, pathway=term.pathway, asked_on=starts_on, delivered_on=starts_on, expires_on=permit_until)
    return term.pathway
