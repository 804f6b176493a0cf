"""Her text, her form, what the State would see, and what it received."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from maillage.accompaniment.people.selectors import open_identity
from maillage.core.field_agreements import Standing, standing_of
from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.vault import Part, open_part
from maillage.pathway.psp import form_answers
from maillage.pathway.psp.addenda import corrected
from maillage.pathway.psp.extracts import ESSENTIALS, NO, YES, ExtractContent, ExtractPiece, actions_in_words, kind_in_words, loads
from maillage.pathway.psp.form_answers import FormAnswers
from maillage.pathway.psp.models import Addendum, Application, ApplicationForm, Extract, PieceState
from maillage.pathway.psp.selectors.checklist import pieces_of


@dataclass(frozen=True)
class ApplicationText:
    """Her project and commitments, once opened. Its repr shows nothing."""

    project: str
    commitments: str

    def __repr__(self) -> str:
        return "ApplicationText(…)"


@dataclass(frozen=True)
class OpenedForm:
    """The form opened, beside what the file says today of the fields that live there. Its repr shows nothing."""

    answers: FormAnswers
    live: Mapping[str, str]
    version: int

    def __repr__(self) -> str:
        return "OpenedForm(…)"

    def value(self, code: str) -> str:
        """What a field says: in the file when it lives there, in the form otherwise."""
        return self.live.get(code, self.answers.answer(code).value)

    def standing(self, code: str) -> Standing:
        """Where a field stands."""
        return standing_of(self.answers.answer(code), now=self.live.get(code))

    def passing(self) -> dict[str, str]:
        """The fields that may leave."""
        return self.answers.passing(live=self.live)

    def essentials_missing(self) -> list[str]:
        """What no filing goes without and that she did not agree to, among what is noted. One of her two names is enough."""
        passing = self.passing()
        named = any(code in passing for code in ESSENTIALS[:2])
        names = [] if named else [code for code in ESSENTIALS[:2] if self.live.get(code)]
        return names + [code for code in ESSENTIALS[2:] if self.live.get(code) and code not in passing]


def open_text(*, actor: Actor, application: Application, reason: str, today: date) -> ApplicationText:
    """The project and commitments in clear, journaled. Raises Denied, OutOfScope (there is no file of hers here)."""
    if application.person is None:
        raise OutOfScope
    opened = open_part(actor=actor, subject=application.person, part=Part.STORY, reason=reason, today=today)
    return ApplicationText(project=opened.read(application, "project"), commitments=opened.read(application, "commitments"))


def open_form(*, actor: Actor, application: Application, reason: str, today: date) -> OpenedForm:
    """Her form in clear, and what the file says today of her identity and her text. Journaled. Raises Denied, OutOfScope."""
    person = application.person
    if person is None:
        raise OutOfScope
    text = open_text(actor=actor, application=application, reason=reason, today=today)
    identity = open_identity(actor=actor, person=person, reason=reason, today=today)
    opened = open_part(actor=actor, subject=person, part=Part.STORY, reason=reason, today=today)
    row = ApplicationForm.unscoped.filter(application=application).first()
    if row is not None:
        row.application = application
    live = {
        "last_name": identity.last_name if identity else "",
        "first_name": identity.first_name if identity else "",
        "birth_date": identity.birth_date if identity else "",
        "nationality": identity.nationality if identity else "",
        "project": text.project.strip(),
        "commitments": text.commitments.strip(),
    }
    answers = form_answers.loads(opened.read(row, "content")) if row is not None else FormAnswers()
    return OpenedForm(answers=answers, live=live, version=row.version if row is not None else 0)


def preview_extract(*, actor: Actor, application: Application, reason: str, today: date) -> ExtractContent:
    """Exactly what the State would see if the application were filed now. Journaled as a reading. Raises Denied, OutOfScope."""
    return extract_of(application, form=open_form(actor=actor, application=application, reason=reason, today=today))


def extract_of(application: Application, *, form: OpenedForm) -> ExtractContent:
    """What would leave, from the form once opened: the request itself, what she agreed to, the pieces received."""
    fields = {
        "association": application.organisation.name,
        "territory": application.territory.name,
        "kind": kind_in_words(application.kind),
        **form.passing(),
        "asks_permit": YES if application.asks_permit else NO,
        "asks_allowance": YES if application.asks_allowance else NO,
    }
    pieces = tuple(
        ExtractPiece(
            code=piece.code,
            label=piece.label,
            received_on=piece.received_on.isoformat() if piece.received_on else "",
            document=str(piece.document) if piece.document else "",
        )
        for piece in pieces_of(application)
        if piece.state == PieceState.RECEIVED
    )
    return ExtractContent(fields=fields, pieces=pieces, actions=actions_in_words(form.answers.passing_actions()))


def open_extract(*, actor: Actor, extract: Extract, reason: str, today: date) -> ExtractContent:
    """What was filed, as the answers to corrections completed it, in clear, journaled. Raises Denied, OutOfScope."""
    opened = open_part(actor=actor, subject=extract, part=Part.EXTRACT, reason=reason, today=today)
    addenda = Addendum.unscoped.filter(extract=extract).order_by("added_on", "pk")
    return corrected(loads(opened.read(extract, "content")), [loads(opened.read(each, "content")) for each in addenda])


def open_sent(*, actor: Actor, application: Application, reason: str, today: date) -> ExtractContent | None:
    """The association's own copy of what left; None when nothing did. Journaled. Raises Denied, OutOfScope."""
    row = ApplicationForm.unscoped.filter(application=application, sent_on__isnull=False).first()
    if application.person is None or row is None:
        return None
    row.application = application
    words = open_part(actor=actor, subject=application.person, part=Part.STORY, reason=reason, today=today).read(row, "sent")
    return loads(words) if words else None
