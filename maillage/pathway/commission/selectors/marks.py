"""What an item of the agenda still hangs on: a piece not yet received, a complement asked, a service that has not answered."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.pathway.commission.models import Item, OutcomeCode
from maillage.pathway.commission.selectors.deferrals import deferrals_of
from maillage.pathway.psp.models import Application, Consultation, ConsultationAnswer, Correction
from maillage.pathway.psp.selectors import consultations_of
from maillage.pathway.psp.targets import target_label


@dataclass(frozen=True)
class AwaitedPiece:
    """What is not there yet: in words of a closed list, asked when, due when; by which item, when a session asked it."""

    label: Any
    asked_on: date
    due_on: date | None
    item_id: uuid.UUID | None = None


@dataclass(frozen=True)
class Marks:
    """What one application still hangs on, and which services were asked about it."""

    pieces: tuple[AwaitedPiece, ...] = ()
    consulted: tuple[Consultation, ...] = ()

    @property
    def unanswered(self) -> int:
        """Services that have not answered yet."""
        return sum(each.answer == ConsultationAnswer.AWAITED for each in self.consulted)


def marks_of(applications: Iterable[Application]) -> dict[uuid.UUID, Marks]:
    """For each application: corrections that its association owes, complements asked at an adjournment and not come, services consulted.

    What an association lacks before its filing is its own affair: only what the State asked after is marked. Three queries.
    """
    listed = [each.pk for each in applications]
    pieces: dict[uuid.UUID, list[AwaitedPiece]] = {pk: [] for pk in listed}
    for row in Correction.unscoped.with_association().filter(application__in=listed).order_by("asked_on", "target"):
        pieces[row.application_id].append(AwaitedPiece(target_label(row.target), row.asked_on, row.answer_by))
    asked = Item.unscoped.filter(application__in=listed, outcome=OutcomeCode.ADJOURNED, asked_received_on__isnull=True)
    for item in asked.order_by("closed_on", "pk"):
        if item.closed_on is not None:
            pieces[item.application_id].append(AwaitedPiece(item.get_asked_kind_display(), item.closed_on, item.asked_by, item.pk))
    consulted: dict[uuid.UUID, list[Consultation]] = {pk: [] for pk in listed}
    for each in Consultation.unscoped.filter(application__in=listed).order_by("sent_on", "service"):
        consulted[each.application_id].append(each)
    return {pk: Marks(pieces=tuple(pieces[pk]), consulted=tuple(consulted[pk])) for pk in listed}


def depends_on(actor: Actor, item: Item, *, today: date) -> dict[str, Any]:
    """What the page of an item says that it hangs on. Services consulted, for whoever may list applications: it is about her identity."""
    application = item.application
    identifies = actor.may(Permission.APPLICATION_LIST, on=item)
    return {
        "marks": Marks() if item.is_closed else marks_of([application])[application.pk],
        "alert": None if item.is_closed else deferrals_of([application], today=today).get(application.pk),
        "consultations": consultations_of(application) if identifies else [],
        "ending": getattr(application, "ending", None),
        "may_receive": actor.may(Permission.COMMISSION_MANAGE, on=item),
    }
