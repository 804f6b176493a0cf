"""The State's side alone has Maillage: an application that came on paper is entered with its date and scan."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from maillage.core.clock.waiting import Cause
from maillage.foundation.access.actor import Actor, Place, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import prepare_upload, store_document
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.vault import Part
from maillage.pathway.psp import actions
from maillage.pathway.psp.errors import DateInFuture, UnknownAssociation
from maillage.pathway.psp.extracts import LABELS, NO, YES, ExtractContent, kind_in_words
from maillage.pathway.psp.models import Application, Extract, Kind, Step
from maillage.pathway.psp.services.filing import check_age, make_extract, seal_content, secretariat_of
from maillage.pathway.psp.services.numbering import next_number
from maillage.pathway.psp.services.waiting import open_waiting
from maillage.pathway.psp.workflow import State
from maillage.reference.organisations.models import Organisation, OrganisationKind
from maillage.reference.territories.models import Territory


@dataclass(frozen=True, repr=False)
class Paper:
    """What came, before it is a row."""

    territory_id: str
    association_id: uuid.UUID
    kind: Kind
    received_on: date
    fields: dict[str, str]


def receive_on_paper(
    *,
    actor: Actor,
    today: date,
    territory_id: str,
    association_id: uuid.UUID,
    kind: Kind,
    received_on: date,
    fields: dict[str, str],
    scan: Any = None,
    key: uuid.UUID | None = None,
) -> Application:
    """Enter an application that came on paper. Only the fields of the extract are kept; the scan is sealed before the write begins.

    Raises Denied, DateInFuture, NoSecretariat, UnknownAssociation, TooYoung, or what documents refuse.
    """
    require(actor, Permission.APPLICATION_RECEIVE, on=Place(territory_id=territory_id))
    if received_on > today:
        raise DateInFuture
    extract = Extract(organisation=secretariat_of(territory_id))
    prepared = prepare_upload(owner=extract, upload=scan) if scan is not None else None
    paper = Paper(territory_id=territory_id, association_id=association_id, kind=kind, received_on=received_on, fields=fields)
    label = getattr(scan, "name", "")
    received: Application = _receive(actor=actor, today=today, paper=paper, to_be=extract, prepared=prepared, label=label, key=key)
    return received


@idempotent(Application)
@transaction.atomic
def _receive(*, actor: Actor, today: date, paper: Paper, to_be: Extract, prepared: Any, label: str) -> Application:
    associations = Organisation.unscoped.of_territory(paper.territory_id).filter(kind=OrganisationKind.ASSOCIATION)
    association = associations.filter(pk=paper.association_id).first()
    if association is None:
        raise UnknownAssociation
    content = _content(paper, association=association)
    check_age(content.fields.get("birth_date", ""), today=paper.received_on)
    application = create_received(paper, association=association, content=content)
    extract = make_extract(application=application, secretariat=to_be.organisation, filed_on=paper.received_on, extract_id=to_be.pk)
    seal_content(extract, content=content)
    scan = None
    if prepared is not None:
        scan = store_document(actor=actor, owner=extract, part=Part.EXTRACT, upload=prepared, today=today, label=label, purpose="scan").pk
    Step.unscoped.create(
        application=application,
        state=State.FILED,
        happened_on=paper.received_on,
        recorded_on=today,
        from_paper=True,
        by_state=True,
        scan=scan,
    )
    open_waiting(actor=actor, today=today, application=application, cause=Cause.NO_SESSION, starts_on=paper.received_on, said=True)
    record(actor, actions.RECEIVED_ON_PAPER, application, today=today, number=application.number)
    return application


def create_received(paper: Paper, *, association: Organisation, content: ExtractContent) -> Application:
    """The State's row of an application that came on paper or in a package, with its number."""
    return Application.unscoped.create(
        organisation=association,
        territory_id=paper.territory_id,
        kind=paper.kind,
        state=State.FILED,
        number=next_number(paper.territory_id, paper.received_on),
        wished_on=paper.received_on,
        filed_on=paper.received_on,
        asks_permit=content.fields["asks_permit"] == YES,
        asks_allowance=content.fields["asks_allowance"] == YES,
    )


def _content(paper: Paper, *, association: Organisation) -> ExtractContent:
    known = {name: value.strip() for name, value in paper.fields.items() if name in LABELS}
    known |= {
        "association": association.name,
        "territory": Territory.unscoped.get(pk=paper.territory_id).name,
        "kind": kind_in_words(paper.kind),
        "asks_permit": YES if known.get("asks_permit") == YES else NO,
        "asks_allowance": YES if known.get("asks_allowance") == YES else NO,
    }
    return ExtractContent(fields=known, pieces=())
