"""Her form, section by section: what is written, and what she decides of each field; then the document and its signatures."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction

from maillage.core.field_agreements import Decision, FieldAnswer, Standing
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import prepare_upload, store_document
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import OutOfScope, Stale
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.vault import Part, Reason, seal
from maillage.pathway.psp import actions
from maillage.pathway.psp.errors import DateInFuture, NothingToSign, NotInTheForm, SignatureMissing
from maillage.pathway.psp.extracts import ESSENTIALS
from maillage.pathway.psp.form_answers import MOST_ACTIONS, Action, FormAnswers
from maillage.pathway.psp.form_schema import ACTIONS, FormSection, Source, fields_for
from maillage.pathway.psp.models import Application, ApplicationForm, PathwayDocument
from maillage.pathway.psp.selectors.extract import OpenedForm, open_form
from maillage.pathway.psp.selectors.form import document_content, in_writing

SIGNED_PAPER = "pathway_document"


@idempotent(ApplicationForm)
@transaction.atomic
def save_section(
    *,
    actor: Actor,
    today: date,
    application: Application,
    section: FormSection,
    seen: int,
    values: Mapping[str, str],
    decisions: Mapping[str, Decision],
) -> ApplicationForm:
    """Write one section, and what she decided of each of its fields. What lives in the file is read there, never typed here.

    Raises Denied, OutOfScope, NotInTheForm (the application left), Stale (somebody wrote in between: both versions).
    """

    def change(opened: OpenedForm) -> FormAnswers:
        known = {field.code: field for field in section.fields}
        if opened.version != seen:
            raise _stale(opened, section=section, values=values, decisions=decisions)
        answered = {
            code: FieldAnswer(
                value=opened.live[code] if field.source is not Source.FORM else values.get(code, "").strip()[: field.longest],
                decision=decisions.get(code, Decision.NOT_ASKED) if field.to_state else Decision.WITHHELD,
            )
            for code, field in known.items()
        }
        return opened.answers.with_answers(answered)

    row = _write(actor=actor, today=today, application=application, change=change)
    record(actor, actions.FORM_SAVED, row.application, today=today, section=section.code)
    return row


@idempotent(ApplicationForm)
@transaction.atomic
def save_actions(*, actor: Actor, today: date, application: Application, seen: int, planned: Sequence[Action]) -> ApplicationForm:
    """Write the actions of the pathway, in order; those without a word are dropped.

    Raises Denied, OutOfScope, NotInTheForm, Stale.
    """

    def change(opened: OpenedForm) -> FormAnswers:
        if opened.version != seen:
            raise Stale(
                current={ACTIONS: _in_lines(opened.answers.actions)}, submitted={ACTIONS: _in_lines(planned)}, version=opened.version
            )
        return replace(opened.answers, actions=tuple(each for each in planned if each.what.strip())[:MOST_ACTIONS])

    row = _write(actor=actor, today=today, application=application, change=change)
    record(actor, actions.FORM_SAVED, row.application, today=today, section=ACTIONS)
    return row


@idempotent(ApplicationForm)
@transaction.atomic
def agree_to_all(*, actor: Actor, today: date, application: Application, seen: int) -> ApplicationForm:
    """She read the whole of it again and agrees: every field and action on which she had not said no. What she withheld stays withheld.

    What somebody wrote since it was read aloud (`seen`) is not agreed to. Raises Denied, OutOfScope, NotInTheForm, Stale.
    """

    def change(opened: OpenedForm) -> FormAnswers:
        if opened.version != seen:
            raise Stale(current={}, submitted={}, version=opened.version)
        agreed = {
            field.code: FieldAnswer(value=opened.value(field.code), decision=Decision.AGREED)
            for field in fields_for(application.kind)
            if field.to_state and opened.standing(field.code) is not Standing.WITHHELD
        }
        planned = tuple(
            each if each.decision is Decision.WITHHELD else replace(each, decision=Decision.AGREED) for each in opened.answers.actions
        )
        return replace(opened.answers.with_answers(agreed), actions=planned)

    row = _write(actor=actor, today=today, application=application, change=change)
    record(actor, actions.FORM_AGREED, row.application, today=today)
    return row


def sign_document(
    *,
    actor: Actor,
    today: date,
    application: Application,
    signed_by_her_on: date | None,
    signed_by_association_on: date | None,
    explained_in: str,
    upload: Any = None,
    seen: int | None = None,
    key: uuid.UUID | None = None,
) -> PathwayDocument:
    """Note the signatures of the pathway document, with the paper; what was signed is kept as it was that day.

    Source: CASF, art. R. 121-12-12: the actions, the commitments, how it is followed, signed by both. A second signature, on another
    day, completes the first. `seen` is the version of its row that was on screen, 0 before any signature. Raises Denied, OutOfScope,
    SignatureMissing, DateInFuture, NothingToSign, Stale, or what documents refuse.
    """
    require(actor, Permission.APPLICATION_PREPARE, on=application)
    if application.person is None:
        raise OutOfScope
    days = [day for day in (signed_by_her_on, signed_by_association_on) if day is not None]
    if not days:
        raise SignatureMissing
    if max(days) > today:
        raise DateInFuture
    prepared = prepare_upload(owner=application.person, upload=upload) if upload is not None else None
    signed: PathwayDocument = _sign(
        actor=actor,
        today=today,
        application=application,
        days=(signed_by_her_on, signed_by_association_on),
        explained_in=explained_in,
        paper=(prepared, getattr(upload, "name", "")),
        seen=seen,
        key=key,
    )
    return signed


@idempotent(PathwayDocument)
@transaction.atomic
def _sign(
    *,
    actor: Actor,
    today: date,
    application: Application,
    days: tuple[date | None, date | None],
    explained_in: str,
    paper: tuple[Any, str],
    seen: int | None,
) -> PathwayDocument:
    application = Application.unscoped.select_related("person").locked(application.pk)
    content = document_content(open_form(actor=actor, application=application, reason=Reason.APPLICATION, today=today))
    if not content.actions or not content.commitments:
        raise NothingToSign
    row = PathwayDocument.unscoped.filter(application=application).first()
    document = row or PathwayDocument(application=application, version=0)
    if seen is not None and document.version != seen:
        raise Stale(current={}, submitted={}, version=document.version)
    document.application = application
    document.signed_by_her_on = days[0] or document.signed_by_her_on
    document.signed_by_association_on = days[1] or document.signed_by_association_on
    document.explained_in = explained_in
    document.version += 1
    prepared, label = paper
    if prepared is not None:
        stored = store_document(
            actor=actor,
            owner=application.person,
            part=Part.ATTACHMENTS,
            upload=prepared,
            today=today,
            label=label,
            purpose=SIGNED_PAPER,
        )
        document.scan = stored.pk
    seal(document, content=content.dumps())
    document.save(force_insert=row is None)
    record(actor, actions.DOCUMENT_SIGNED, application, today=today)
    return document


def _write(*, actor: Actor, today: date, application: Application, change: Callable[[OpenedForm], FormAnswers]) -> ApplicationForm:
    require(actor, Permission.APPLICATION_PREPARE, on=application)
    application = Application.unscoped.select_related("person").locked(application.pk)
    if not in_writing(application):
        raise NotInTheForm
    opened = open_form(actor=actor, application=application, reason=Reason.APPLICATION, today=today)
    after = replace(opened, answers=change(opened), version=opened.version + 1)
    row = ApplicationForm.unscoped.filter(application=application).first() or ApplicationForm(application=application)
    new = opened.version == 0
    row.application = application
    row.version, row.saved_on = after.version, today
    row.asked = sum(1 for field in fields_for(application.kind) if field.to_state)
    row.settled = row.asked - len(after.answers.to_ask(kind=application.kind, live=after.live))
    row.essentials = has_essentials(after)
    seal(row, content=after.answers.dumps())
    row.save(force_insert=new)
    return row


def has_essentials(opened: OpenedForm) -> bool:
    """Did she agree to a name, to the project and to the commitments: what no filing goes without?"""
    passing = opened.passing()
    return any(code in passing for code in ESSENTIALS[:2]) and all(code in passing for code in ESSENTIALS[2:])


def _stale(opened: OpenedForm, *, section: FormSection, values: Mapping[str, str], decisions: Mapping[str, Decision]) -> Stale:
    current: dict[str, Any] = {}
    submitted: dict[str, Any] = {}
    for field in section.fields:
        if field.source is Source.FORM:
            current[field.code], submitted[field.code] = opened.value(field.code), values.get(field.code, "")
        if field.to_state:
            name = f"{field.code}_agreed"
            current[name], submitted[name] = opened.answers.answer(field.code).decision, decisions.get(field.code, Decision.NOT_ASKED)
    return Stale(current=current, submitted=submitted, version=opened.version)


def _in_lines(planned: Sequence[Action]) -> str:
    return "\n".join(f"{each.what} ({each.who}, {each.when})" for each in planned if each.what.strip())
