"""What an item of the agenda still hangs on: a piece not yet received, a complement asked, a service that has not answered."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from maillage.pathway.commission.models import Item, OutcomeCode
from maillage.pathway.psp.models import Application, Consultation, ConsultationAnswer, Correction
from maillage.pathway.psp.targets import target_label


@dataclass(frozen=True)
class AwaitedPiece:
    """What is not there yet: in words of a closed list, asked when, due when."""

    label: Any
    asked_on: date
    due_on: date | None


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
            pieces[item.application_id].append(AwaitedPiece(item.get_asked_kind_display(), item.closed_on, item.asked_by))
    consulted: dict[uuid.UUID, list[Consultation]] = {pk: [] for pk in listed}
    for each in Consultation.unscoped.filter(application__in=listed).order_by("sent_on", "service"):
        consulted[each.application_id].append(each)
    return {pk: Marks(pieces=tuple(pieces[pk]), consulted=tuple(consulted[pk])) for pk in listed}
