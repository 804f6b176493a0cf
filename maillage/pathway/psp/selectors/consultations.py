"""The consultations of an application, for both sides; and what the filing has to catch."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.errors import OutOfScope
from maillage.pathway.psp.extracts import LABELS
from maillage.pathway.psp.models import Application, Consultation
from maillage.pathway.psp.selectors.applications import get_application


@dataclass(frozen=True)
class ConsultationShown:
    """A consultation with the labels of the identity that left."""

    row: Consultation
    sent: tuple[Any, ...]


def get_consultation(*, actor: Actor, pk: uuid.UUID, today: date) -> Consultation:
    """One consultation, or OutOfScope."""
    found: Consultation | None = Consultation.objects.visible_to(actor, today=today).filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    found.application = get_application(actor=actor, pk=found.application_id, today=today)
    return found


def consultations_of(application: Application) -> list[ConsultationShown]:
    """Who was consulted, in order: the page has made sure that the reader may see the application."""
    rows = Consultation.unscoped.filter(application=application).order_by("sent_on", "service")
    return [ConsultationShown(row=row, sent=tuple(LABELS[code] for code in row.identity_sent if code in LABELS)) for row in rows]
