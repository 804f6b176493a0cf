"""What passes from one file to another at the acceptance of a transfer: opened by the machine, re-encrypted under the receiver's key."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.selectors import open_identity
from maillage.accompaniment.people.services import copy_rule, record_identity
from maillage.foundation.access.actor import Actor
from maillage.foundation.documents import get_document, open_document, store_generated
from maillage.foundation.kernel.moment import Moment
from maillage.foundation.vault import Part, Reason, open_part, seal
from maillage.pathway.psp.models import Application, Passing, Piece, PieceState
from maillage.pathway.psp.services.preparing import note_wish, start_preparing

_WHY = Reason.HANDOVER


def pseudonym_of(person: Person, *, machine: Actor, today: date) -> str:
    """The name that she chose. Raises SealErased."""
    opened = open_part(actor=machine, subject=person, part=Part.LABEL, reason=_WHY, today=today, system=True)
    return opened.read(person, "pseudonym")


def pass_contact(person: Person, new_person: Person, *, machine: Actor, moment: Moment) -> None:
    """How she may be reached safely: the rule in force, as a new version on the new file."""
    copy_rule(actor=machine, moment=moment, source=person, target=new_person)


def pass_identity(person: Person, new_person: Person, *, machine: Actor, today: date) -> None:
    """Her civil identity, if it was noted."""
    identity = open_identity(actor=machine, person=person, reason=_WHY, today=today)
    if identity is None or not (identity.last_name or identity.first_name):
        return
    record_identity(
        actor=machine,
        today=today,
        person=new_person,
        seen=0,
        last_name=identity.last_name,
        first_name=identity.first_name,
        birth_date=identity.born,
        nationality=identity.nationality,
    )


def pass_application(
    former: Application, new_person: Person, *, passing: Collection[str], actor: Actor, machine: Actor, today: date
) -> Application:
    """Her application starts again with the receiver: its own checklist, with the text and the pieces that she agreed to pass."""
    application = note_wish(actor=actor, today=today, person=new_person, kind=former.kind)
    Application.unscoped.filter(pk=application.pk).update(
        papers=former.papers, has_children=former.has_children, asks_permit=former.asks_permit, asks_allowance=former.asks_allowance
    )
    application = start_preparing(actor=actor, today=today, application=Application.unscoped.get(pk=application.pk))
    application.person = new_person
    if Passing.TEXT in passing:
        _pass_text(former, application, machine=machine, today=today)
    if Passing.PIECES in passing:
        _pass_pieces(former, application, machine=machine, today=today)
    return application


def _pass_text(former: Application, application: Application, *, machine: Actor, today: date) -> None:
    if former.person is None:
        return
    opened = open_part(actor=machine, subject=former.person, part=Part.STORY, reason=_WHY, today=today, system=True)
    texts = {name: opened.read(former, name) or None for name in ("project", "commitments")}
    seal(application, **texts)
    application.save(update_fields=list(texts))


def _pass_pieces(former: Application, application: Application, *, machine: Actor, today: date) -> None:
    """Those already here, line by line, where the receiving department asks for them too."""
    here = {piece.code: piece for piece in Piece.unscoped.filter(application=application).order_by("rank")}
    for piece in Piece.unscoped.filter(application=former, state=PieceState.RECEIVED).order_by("rank"):
        line = here.get(piece.code)
        if line is None:
            continue
        piece.application, line.application = former, application
        line.state, line.issuer, line.received_on, line.valid_until = piece.state, piece.issuer, piece.received_on, piece.valid_until
        if piece.document is not None:
            document = get_document(owner=piece, pk=piece.document)
            opened = open_document(actor=machine, document=document, reason=_WHY, today=today)
            stored = store_generated(
                actor=machine, owner=line, part=Part.ATTACHMENTS, name=opened.name, content=opened.content, mime=opened.mime, today=today,
                purpose="piece",
            )  # fmt: skip
            line.document = stored.pk
        line.version += 1
        line.save(update_fields=["state", "issuer", "received_on", "valid_until", "document", "version"])
