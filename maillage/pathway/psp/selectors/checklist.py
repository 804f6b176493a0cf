"""The checklist, and what is still needed before the filing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people.models import Accord, Purpose
from maillage.accompaniment.people.selectors import has_identity
from maillage.core.checklist import Lateness
from maillage.pathway.psp.models import (
    Application,
    ApplicationForm,
    ExposureTalk,
    Piece,
    PieceLevel,
    PieceReminder,
    PieceState,
    TalkOutcome,
)


@dataclass(frozen=True)
class Need:
    """One thing needed to file: done, or where to do it. A warning stops nothing."""

    code: str
    label: Any
    done: bool
    url_name: str = ""
    pk: Any = None
    warning: bool = False


def pieces_of(application: Application) -> list[Piece]:
    """The checklist in order; each line knows its application without asking again."""
    pieces = list(Piece.unscoped.filter(application=application).order_by("rank"))
    for piece in pieces:
        piece.application = application
    return pieces


@dataclass(frozen=True)
class PieceWait:
    """How late the issuer of an awaited piece is, and the days on which it was reminded, the latest first."""

    late: Lateness | None
    reminded: tuple[date, ...]


def with_waits(pieces: list[Piece], *, today: date) -> list[Piece]:
    """The same lines, each awaited one knowing its wait (`waits`): one query for the reminders."""
    awaited = [piece for piece in pieces if piece.state == PieceState.ASKED]
    reminded: dict[Any, list[date]] = {}
    for piece_id, day in PieceReminder.unscoped.filter(piece__in=awaited).order_by("-done_on").values_list("piece_id", "done_on"):
        reminded.setdefault(piece_id, []).append(day)
    for piece in pieces:
        known = piece.state == PieceState.ASKED
        piece.waits = PieceWait(piece.late_by(today=today), tuple(reminded.get(piece.pk, ()))) if known else None  # type: ignore[attr-defined]
    return pieces


def missing_pieces(application: Application, *, today: date, pieces: list[Piece] | None = None) -> list[Piece]:
    """What is asked of everybody and is neither received, nor in order, nor without object. Out of date counts as missing."""
    known = pieces if pieces is not None else pieces_of(application)
    return [piece for piece in known if piece.level == PieceLevel.REQUIRED and not _settled(piece, today=today)]


def _settled(piece: Piece, *, today: date) -> bool:
    return piece.state == PieceState.NOT_APPLICABLE or (piece.state == PieceState.RECEIVED and not piece.out_of_date(today=today))


def has_text(application: Application) -> bool:
    """Are the project and the commitments written? Said without opening them."""
    return application.project is not None and application.commitments is not None


def agreed_essentials(application: Application) -> bool:
    """Had she agreed, when the form was last saved, to what no filing goes without? Said without opening it."""
    return ApplicationForm.unscoped.filter(application=application, essentials=True).exists()


def latest_talk(application: Application) -> ExposureTalk | None:
    """The last talk on what filing exposes her to, unopened."""
    return ExposureTalk.unscoped.filter(application=application).order_by("-talked_on", "-version", "pk").first()


def needs_before_filing(application: Application, *, today: date, pieces: list[Piece], accredited: bool) -> tuple[Need, ...]:
    """What the filing will ask, in the order in which one does it."""
    person = application.person
    if person is None:
        return ()
    accords = Accord.unscoped.in_force(today=today).filter(person=person, purpose=Purpose.FILE_APPLICATION)
    talk = latest_talk(application)
    needs = [
        Need("pieces", _("Les pièces demandées à toutes"), not missing_pieces(application, today=today, pieces=pieces)),
        Need("text", _("Le projet et les engagements"), has_text(application), "psp:text", application.pk),
        Need("identity", _("L'identité civile"), has_identity(person), "people:identity_edit", person.pk),
        Need("form", _("Le formulaire, relu avec elle ligne par ligne"), agreed_essentials(application), "psp:form", application.pk),
        Need(
            "exposure",
            _("L'échange sur ce que le dépôt lui fait courir"),
            talk is not None and talk.outcome == TalkOutcome.FILE,
            "psp:exposure",
            application.pk,
        ),
        Need("accord", _("Son accord pour transmettre la demande"), accords.exists(), "people:accord_new", person.pk),
    ]
    if not accredited:
        needs.append(Need("accreditation", _("L'agrément de l'association dans ce département"), False, warning=True))
    return tuple(needs)
