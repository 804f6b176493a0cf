"""Keep a filter under a name, alone or with the team; let it go; take a list out."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction

from maillage.accompaniment.people import actions, criteria
from maillage.accompaniment.people.errors import ListNameMissing, ListWithoutFilter
from maillage.accompaniment.people.models import Person, SavedList
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Denied
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.vault import erase_subject, seal


@idempotent(SavedList)
@transaction.atomic
def save_list(
    *, actor: Actor, today: date, organisation_id: uuid.UUID, name: str, filters: Mapping[str, str], shared: bool = False
) -> SavedList:
    """Keep these filters under a name, sealed; shared, the whole team sees it. Unknown codes are left out.

    Raises Denied (outside the actor's associations, or sharing without the right to assign files), ListNameMissing, ListWithoutFilter.
    """
    if actor.user_id is None or organisation_id not in {each.organisation_id for each in actor.granting(Permission.PERSON_LIST)}:
        raise Denied
    saved = SavedList(
        organisation_id=organisation_id,
        owner_id=actor.user_id,
        shared_with_id=organisation_id if shared else None,
        filters=criteria.read_filters(filters, actor=actor, today=today),
        saved_on=today,
    )
    if shared:
        require(actor, Permission.PERSON_ASSIGN, on=saved)
    if not name.strip():
        raise ListNameMissing
    if not saved.filters:
        raise ListWithoutFilter
    seal(saved, name=name.strip())
    saved.save(force_insert=True)
    record(actor, actions.LIST_SAVED, saved, today=today, shared=shared)
    return saved


@transaction.atomic
def remove_list(*, actor: Actor, today: date, saved: SavedList) -> None:
    """Let a list go: hers, or the team's for whoever may assign files. Raises Denied, OutOfScope when it is gone already."""
    saved = SavedList.unscoped.locked(saved.pk)
    if saved.owner_id != actor.user_id:
        require(actor, Permission.PERSON_ASSIGN, on=saved)
    record(actor, actions.LIST_REMOVED, saved, today=today)
    erase_subject(actor=actor, subject=saved, today=today)
    SavedList.unscoped.filter(pk=saved.pk).delete()


@transaction.atomic
def note_list_export(*, actor: Actor, today: date, people: Collection[Person]) -> None:
    """Journal that a list of files was taken out, by its count, in each association whose files they are. Raises Denied."""
    require(actor, Permission.PERSON_ASSIGN)
    counts = Counter(person.organisation_id for person in people)
    own = {mandate.organisation_id for mandate in actor.granting(Permission.PERSON_ASSIGN)}
    for chain in sorted(counts or own, key=str):
        record(actor, actions.LIST_EXPORTED, None, today=today, chain=chain, found=counts[chain])
