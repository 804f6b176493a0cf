"""The end of a running pathway, proposed to the commission before its term: by the association, or by the State's secretariat."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import translation

from maillage.core.clock.waiting import Cause
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.notifications import notify
from maillage.foundation.ui import speech
from maillage.pathway.psp import actions
from maillage.pathway.psp.errors import DateInFuture, EndProposedAlready, EndWordsMissing, NotToldOfEnd, PathwayOver
from maillage.pathway.psp.extracts import NO, ExtractContent, kind_in_words
from maillage.pathway.psp.models import Application, ApplicationForm, EndAsker, Ending, EndReason, Kind, Pathway, Step
from maillage.pathway.psp.notices import END_PROPOSED, FILED, key_workers_of, secretaries_of
from maillage.pathway.psp.services.filing import keep_sent, make_extract, seal_content, secretariat_of
from maillage.pathway.psp.services.numbering import next_number
from maillage.pathway.psp.services.waiting import open_waiting
from maillage.pathway.psp.workflow import State


@idempotent(Application)
@transaction.atomic
def propose_end(*, actor: Actor, today: date, pathway: Pathway, reason: EndReason, words: str, told_on: date | None = None) -> Application:
    """Ask the commission for its opinion on the end of a running pathway: an application of the kind `end`, filed at once.

    By her association (APPLICATION_FILE) or by the secretariat (APPLICATION_RECEIVE). Nothing of her identity leaves again: the words
    are sealed in the extract, under the State's key. She is told before her association proposes it, unless the contact is lost.
    Where the State's side does not use Maillage nothing is sealed for it: the proposal goes on paper, from the copy kept here.
    The decision stays the prefect's; when it goes against her she is heard first (CRPA, art. L. 121-1; CASF, art. L. 121-9).
    Raises Denied, PathwayOver, EndProposedAlready, EndWordsMissing, NotToldOfEnd, DateInFuture, NoSecretariat.
    """
    by_association = actor.may(Permission.APPLICATION_FILE, on=pathway)
    if not by_association:
        require(actor, Permission.APPLICATION_RECEIVE, on=pathway)
    pathway = Pathway.unscoped.select_related("organisation", "entry", "person", "territory").locked(pathway.pk)
    _check(pathway, reason=reason, words=words, told_on=told_on, by_association=by_association, today=today)
    application = _file(pathway, today=today, by_state=not by_association)
    asker = EndAsker.ASSOCIATION if by_association else EndAsker.SECRETARIAT
    Ending.unscoped.create(application=application, pathway=pathway, reason=reason, asked_by=asker, told_on=told_on)
    content = _content(pathway, reason=reason, words=words)
    if not by_association or secretaries_of(pathway.territory_id, today=today):
        extract = make_extract(application=application, secretariat=secretariat_of(pathway.territory_id), filed_on=today)
        seal_content(extract, content=content)
    if by_association and application.person is not None:
        row = ApplicationForm(application=application)
        row.save(force_insert=True)
        keep_sent(application, content=content, today=today)
    open_waiting(actor=actor, today=today, application=application, cause=Cause.NO_SESSION, said=True)
    record(actor, actions.END_PROPOSED, application, today=today, reason=reason, number=application.number)
    _tell(application, today=today, by_association=by_association)
    return application


def _check(pathway: Pathway, *, reason: EndReason, words: str, told_on: date | None, by_association: bool, today: date) -> None:
    if pathway.ended_on is not None:
        raise PathwayOver(ended=speech.day_words(pathway.ended_on))
    if Ending.unscoped.filter(pathway=pathway, application__in=Application.unscoped.waiting()).exists():
        raise EndProposedAlready
    if not words.strip():
        raise EndWordsMissing
    if told_on is not None and told_on > today:
        raise DateInFuture
    if by_association and told_on is None and reason != EndReason.LOST_CONTACT:
        raise NotToldOfEnd


def _file(pathway: Pathway, *, today: date, by_state: bool) -> Application:
    application: Application = Application.unscoped.create(
        person=pathway.person,
        organisation=pathway.organisation,
        territory=pathway.territory,
        kind=Kind.END,
        state=State.FILED,
        number=next_number(pathway.territory_id, today),
        wished_on=today,
        filed_on=today,
    )
    Step.unscoped.create(application=application, state=State.FILED, happened_on=today, recorded_on=today, by_state=by_state)
    return application


def _content(pathway: Pathway, *, reason: EndReason, words: str) -> ExtractContent:
    """What the State receives, and no more: who asks, for what, why. French, whatever the language of the screen."""
    with translation.override("fr"):
        why = str(EndReason(reason).label)
    fields = {
        "association": pathway.organisation.name,
        "territory": pathway.territory.name,
        "kind": kind_in_words(Kind.END),
        "asks_permit": NO,
        "asks_allowance": NO,
        "entry_number": pathway.entry.number or "",
        "end_reason": why,
        "end_words": words.strip(),
    }
    return ExtractContent(fields={name: value for name, value in fields.items() if value}, pieces=())


def _tell(application: Application, *, today: date, by_association: bool) -> None:
    """The secretariat learns what came; the key worker learns what the secretariat began."""
    if by_association:
        told, topic = secretaries_of(application.territory_id, today=today), FILED
    else:
        told, topic = key_workers_of(application, today=today), END_PROPOSED
    notify(topic=topic, user_ids=told, today=today, link_name="psp:application", link_pk=application.pk)
