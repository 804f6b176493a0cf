"""Her text, what the State would see, and what it received."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from maillage.accompaniment.people.selectors import open_identity
from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.vault import Part, open_part
from maillage.pathway.psp.extracts import NO, YES, ExtractContent, ExtractPiece, kind_in_words, loads
from maillage.pathway.psp.models import Application, Extract, PieceState
from maillage.pathway.psp.pieces import piece_label
from maillage.pathway.psp.selectors.checklist import pieces_of


@dataclass(frozen=True)
class ApplicationText:
    """Her project and commitments, once opened. Its repr shows nothing."""

    project: str
    commitments: str

    def __repr__(self) -> str:
        return "ApplicationText(…)"


def open_text(*, actor: Actor, application: Application, reason: str, today: date) -> ApplicationText:
    """The project and commitments in clear, journaled. Raises Denied, OutOfScope (there is no file of hers here)."""
    if application.person is None:
        raise OutOfScope
    opened = open_part(actor=actor, subject=application.person, part=Part.STORY, reason=reason, today=today)
    return ApplicationText(project=opened.read(application, "project"), commitments=opened.read(application, "commitments"))


def preview_extract(*, actor: Actor, application: Application, reason: str, today: date) -> ExtractContent:
    """Exactly what the State would see if the application were filed now. Journaled as a reading. Raises Denied, OutOfScope."""
    person = application.person
    if person is None:
        raise OutOfScope
    text = open_text(actor=actor, application=application, reason=reason, today=today)
    identity = open_identity(actor=actor, person=person, reason=reason, today=today)
    fields = {
        "association": application.organisation.name,
        "territory": application.territory.name,
        "kind": kind_in_words(application.kind),
        "last_name": identity.last_name if identity else "",
        "first_name": identity.first_name if identity else "",
        "birth_date": identity.birth_date if identity else "",
        "nationality": identity.nationality if identity else "",
        "project": text.project,
        "commitments": text.commitments,
        "asks_permit": YES if application.asks_permit else NO,
        "asks_allowance": YES if application.asks_allowance else NO,
    }
    pieces = tuple(
        ExtractPiece(
            code=piece.code,
            label=piece_label(piece.code),
            received_on=piece.received_on.isoformat() if piece.received_on else "",
            document=str(piece.document) if piece.document else "",
        )
        for piece in pieces_of(application)
        if piece.state == PieceState.RECEIVED
    )
    return ExtractContent(fields=fields, pieces=pieces)


def open_extract(*, actor: Actor, extract: Extract, reason: str, today: date) -> ExtractContent:
    """What was filed, in clear, journaled. Raises Denied, OutOfScope."""
    return loads(open_part(actor=actor, subject=extract, part=Part.EXTRACT, reason=reason, today=today).read(extract, "content"))
