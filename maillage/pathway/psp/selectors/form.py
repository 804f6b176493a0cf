"""The form as pages show it, the document that both sign, and the talk on what filing exposes her to."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from maillage.core.field_agreements import Decision, Standing
from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.vault import Part, open_part
from maillage.pathway.psp.exposures import CODES, Concern
from maillage.pathway.psp.extracts import ExtractAction, actions_in_words, value_in_words
from maillage.pathway.psp.form_schema import FormField, FormSection, fields_for, sections_for
from maillage.pathway.psp.models import Application, ApplicationForm, ExposureTalk, PathwayDocument
from maillage.pathway.psp.selectors.extract import OpenedForm
from maillage.pathway.psp.workflow import PREPARED_BY_ASSOCIATION


@dataclass(frozen=True)
class FieldShown:
    """A field with what it says and where it stands. Its repr shows nothing."""

    field: FormField
    value: str
    standing: Standing

    def __repr__(self) -> str:
        return f"FieldShown({self.standing})"

    @property
    def words(self) -> str:
        """The value as a page shows it."""
        return value_in_words(self.field.code, self.value)


@dataclass(frozen=True)
class SectionShown:
    """A section with its fields, and how many are still to be asked."""

    section: FormSection
    fields: tuple[FieldShown, ...]
    left: int


@dataclass(frozen=True)
class DocumentContent:
    """What both sign: the actions and the commitments that she agreed to. Its repr shows nothing."""

    actions: tuple[ExtractAction, ...]
    commitments: str
    project: str

    def __repr__(self) -> str:
        return "DocumentContent(…)"

    def dumps(self) -> str:
        """Canonical JSON, for sealing."""
        data = {"actions": [asdict(a) for a in self.actions], "commitments": self.commitments, "project": self.project}
        return json.dumps(data, ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True)
class TalkOpened:
    """What was said, once opened. Its repr shows nothing."""

    concerns: dict[str, Concern]
    words: str

    def __repr__(self) -> str:
        return "TalkOpened(…)"


def in_writing(application: Application) -> bool:
    """May the form still change: the application has not left, nor ended?"""
    return application.state in PREPARED_BY_ASSOCIATION


def form_row(application: Application) -> ApplicationForm | None:
    """The row of the form, unopened: its counts and days."""
    return ApplicationForm.unscoped.filter(application=application).first()


def form_version(application: Application) -> int:
    """The version of her form, 0 before anything is written: what a page that shows it sends back."""
    return ApplicationForm.unscoped.filter(application=application).values_list("version", flat=True).first() or 0


def section_of(code: str, *, kind: str) -> FormSection:
    """A section of the form by its code. Raises OutOfScope when there is none."""
    for section in sections_for(kind):
        if section.code == code:
            return section
    raise OutOfScope


def sections_shown(opened: OpenedForm, *, kind: str) -> tuple[SectionShown, ...]:
    """The whole form, section by section."""
    to_ask = set(opened.answers.to_ask(kind=kind, live=opened.live))
    return tuple(
        SectionShown(
            section=section,
            fields=tuple(FieldShown(each, opened.value(each.code), opened.standing(each.code)) for each in section.fields),
            left=sum(1 for each in section.fields if each.code in to_ask),
        )
        for section in sections_for(kind)
    )


def document_content(opened: OpenedForm) -> DocumentContent:
    """What the pathway document says: only what she agreed to."""
    passing = opened.passing()
    return DocumentContent(
        actions=actions_in_words(opened.answers.passing_actions()),
        commitments=passing.get("commitments", ""),
        project=passing.get("project", ""),
    )


def signed_document(application: Application) -> PathwayDocument | None:
    """The row of the signed document, unopened."""
    return PathwayDocument.unscoped.filter(application=application).first()


def read_document(*, actor: Actor, application: Application, reason: str, today: date) -> DocumentContent | None:
    """The document as it was signed; None when it is not. Journaled. Raises Denied, OutOfScope."""
    row = signed_document(application)
    if application.person is None or row is None:
        return None
    row.application = application
    words = open_part(actor=actor, subject=application.person, part=Part.STORY, reason=reason, today=today).read(row, "content")
    if not words:
        return None
    data: dict[str, Any] = json.loads(words)
    return DocumentContent(tuple(ExtractAction(**each) for each in data["actions"]), data["commitments"], data["project"])


def talks_of(application: Application) -> list[ExposureTalk]:
    """Every talk, the latest first, unopened."""
    return list(ExposureTalk.unscoped.filter(application=application).order_by("-talked_on", "-version", "pk"))


def open_talk(*, actor: Actor, talk: ExposureTalk, reason: str, today: date) -> TalkOpened:
    """What was said. Journaled. Raises Denied, OutOfScope."""
    if talk.application.person is None:
        raise OutOfScope
    words = open_part(actor=actor, subject=talk.application.person, part=Part.STORY, reason=reason, today=today).read(talk, "content")
    data: dict[str, Any] = json.loads(words) if words else {"concerns": {}, "words": ""}
    concerns = {code: Concern(data["concerns"].get(code, Concern.UNSAID)) for code in CODES}
    return TalkOpened(concerns=concerns, words=data["words"])


def fields_withheld(opened: OpenedForm, *, kind: str) -> list[Any]:
    """The labels of what she keeps: shown before the filing, so that nobody thinks it forgotten."""
    return [each.label for each in fields_for(kind) if each.to_state and opened.answers.answer(each.code).decision is Decision.WITHHELD]
