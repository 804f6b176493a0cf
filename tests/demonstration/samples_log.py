"""Objects of the matrix: a contact noted in A, a tap of alice's on a service, and a day when she may take it back."""

from __future__ import annotations

from typing import Any

from tests.demonstration.samples import TODAY, actor, association, sample


def stage() -> None:
    """Alice called a service this morning."""
    from maillage.accompaniment.contacts.models import Reached, ServiceKind
    from maillage.accompaniment.contacts.services import note_service_call

    note_service_call(
        actor=actor("alice"), today=TODAY, organisation_id=association("a").pk, service=ServiceKind.TOWN, reached=Reached.ANSWERED
    )


@sample
def contact_a() -> Any:
    from maillage.accompaniment.contacts.models import Contact

    return Contact.unscoped.real().filter(organisation=association("a"), note__isnull=True).order_by("-happened_on", "pk").first()


@sample
def service_call_a() -> Any:
    from maillage.accompaniment.contacts.models import ServiceCall

    return ServiceCall.unscoped.filter(organisation=association("a"), called_on=TODAY).order_by("pk").first()
