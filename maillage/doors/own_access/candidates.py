"""What could be shown to her today, read from the file: she, and the person with her, choose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from maillage.accompaniment.people.models import ActKind, Person
from maillage.accompaniment.people.selectors import acts_in_her_name
from maillage.doors.own_access.boxes import CardContent
from maillage.doors.own_access.languages import DEFAULT, language_of
from maillage.doors.own_access.models import CardKind
from maillage.foundation.access.actor import Actor
from maillage.foundation.documents import documents_of, open_document
from maillage.foundation.documents.models import Document
from maillage.foundation.vault import Reason
from maillage.pathway.commission.selectors import items_of_application
from maillage.pathway.psp.models import Application, Pathway
from maillage.pathway.psp.selectors import journey_of

_ACTS = frozenset(kind.value for kind in ActKind)


@dataclass(frozen=True)
class Candidate:
    """One thing that may be shown: the code that tells it from the others, its kind, and its words in French for the team."""

    source: str
    kind: CardKind
    content: CardContent
    document: Document | None = None

    @property
    def sentence(self) -> str:
        """As the team reads it before showing it."""
        if self.document is not None:
            return self.content.file_name
        return language_of(DEFAULT).card(self.content.name, day=self.content.day, hour=self.content.hour, words=self.content.words)


_BEFORE_TOLD = ("decision", "decision_plain", "contradictory")
"""What the prefecture entrusted to her association: hers to find once it was put into her hands."""


def candidates_for(person: Person, *, actor: Actor, today: date) -> list[Candidate]:
    """Coming dates, documents made for her, and what was done in her name; only what the actor may see."""
    applications = list(Application.objects.visible_to(actor, today=today).filter(person=person).order_by("-wished_on", "pk"))
    pathway = Pathway.objects.visible_to(actor, today=today).filter(person=person, ended_on__isnull=True).first()
    found = [each for application in applications for each in _of_application(application, today=today)]
    found += _of_pathway(pathway, today=today) if pathway is not None else []
    found += [_act(each) for each in acts_in_her_name(person) if each.kind in _ACTS]
    return found


def filled(candidate: Candidate, *, actor: Actor, today: date) -> CardContent:
    """The content to seal: for a document, its bytes, opened now, with a journal entry. Raises Denied."""
    if candidate.document is None:
        return candidate.content
    opened = open_document(actor=actor, document=candidate.document, reason=Reason.HER_REQUEST, today=today)
    return CardContent(name="document", file=opened.content, file_name=opened.name)


def _of_application(application: Application, *, today: date) -> list[Candidate]:
    dated = [("wish", application.wished_on), ("filed", application.filed_on)]
    if application.notified_on is not None:
        # Before it is notified safely, a decision is not hers to find on a screen.
        dated.append(("decided", application.decided_on))
    found = [_dated(name, day, of=application, kind=CardKind.ACT) for name, day in dated if day is not None]
    coming = [item for item in items_of_application(application) if item.held_on >= today and not item.outcome]
    found += [_dated("session", item.held_on, of=application, kind=CardKind.NEXT_DATE) for item in coming[:1]]
    told = application.notified_on is not None
    papers = [
        each
        for each in documents_of(application)
        if each.made_here and each.subject_id == application.person_id and (told or each.purpose not in _BEFORE_TOLD)
    ]
    return found + [_paper(each) for each in papers]


def _of_pathway(pathway: Pathway, *, today: date) -> list[Candidate]:
    journey = journey_of(pathway, today=today)
    if journey is None:
        return []
    return [_dated("term_end", journey.current.last, of=pathway, kind=CardKind.NEXT_DATE)]


def _dated(name: str, day: date, *, of: Any, kind: CardKind) -> Candidate:
    return Candidate(source=f"{name}:{of.pk}", kind=kind, content=CardContent(name=name, day=day))


def _act(act: Any) -> Candidate:
    return Candidate(source=f"act:{act.pk}", kind=CardKind.ACT, content=CardContent(name=act.kind, day=act.done_on))


def _paper(document: Document) -> Candidate:
    name = language_of(DEFAULT).words["documents"]
    content = CardContent(name="document", day=document.created_on, file_name=f"{name} ({document.created_on:%d/%m/%Y})")
    return Candidate(source=f"document:{document.pk}", kind=CardKind.DOCUMENT, content=content, document=document)
