"""Moves of a follow-up, as each side may see them: codes and dates, never her file."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db.models import F

from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.selectors import label_of
from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.errors import OutOfScope
from maillage.pathway.psp.models import Transfer
from maillage.reference.organisations.models import Organisation, OrganisationKind

_WITH = ("organisation", "receiver", "territory", "left_territory", "person", "new_person", "application", "pathway", "new_pathway")


def get_transfer(*, actor: Actor, pk: uuid.UUID, today: date) -> Transfer:
    """A move that the actor may see (one of both associations, or the receiving department once accepted), or OutOfScope."""
    found: Transfer | None = Transfer.objects.visible_to(actor, today=today).select_related(*_WITH).filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def transfers_visible_to(actor: Actor, *, today: date) -> Any:
    """The moves that the actor may see, those still under way first."""
    rows = Transfer.objects.visible_to(actor, today=today).select_related(*_WITH)
    return rows.order_by(F("closed_on").desc(nulls_first=True), "-proposed_on", "pk")


def title_of(transfer: Transfer, *, actor: Actor, today: date) -> str:
    """Her pseudonym, for the side where her file is and whoever may see it; nothing for the others."""
    for organisation_id, person in ((transfer.organisation_id, transfer.person), (transfer.receiver_id, transfer.new_person)):
        if person is None or organisation_id not in actor.organisation_ids:
            continue
        if Person.objects.visible_to(actor, today=today).filter(pk=person.pk).exists():
            return label_of(person, actor=actor, today=today)
    return ""


def receivers_for(organisation_id: uuid.UUID) -> list[Organisation]:
    """The other associations that could go on with her, by department then name."""
    rows = Organisation.unscoped.filter(kind=OrganisationKind.ASSOCIATION, closed_on__isnull=True, territory__isnull=False)
    return list(rows.exclude(pk=organisation_id).select_related("territory").order_by("territory__name", "name", "pk"))
