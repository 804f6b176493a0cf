"""Finding a file by whatever one remembers: pseudonym, civil name, reference, telephone number."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import Q, Value
from django.db.models.functions import Replace

from maillage.accompaniment.people import actions
from maillage.accompaniment.people.matching import Likeness, Query, likeness, matches_phone, matches_reference
from maillage.accompaniment.people.models import ContactRule, Identity, Person
from maillage.accompaniment.people.selectors.files import PersonRow, rows_of
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Scope
from maillage.foundation.journal import record
from maillage.foundation.vault import Reason, Wanted, scan

SEARCH_LIMIT = 50


class Through(StrEnum):
    """What of the file was recognised."""

    PSEUDONYM = "pseudonym"
    REFERENCE = "reference"
    NAME = "name"
    PHONE = "phone"
    OLD_FILE = "old_file"  # of a file since reunited with this one


@dataclass(frozen=True)
class Hit:
    """How a file was found."""

    how: Likeness
    through: Through


@dataclass(frozen=True)
class FoundRow:
    """A line of the result."""

    row: PersonRow
    hit: Hit

    @property
    def by_sound(self) -> bool:
        """Was only the sound recognised?"""
        return self.hit.how is Likeness.SOUND


@dataclass(frozen=True)
class SearchResult:
    """What a search answers: open files first, closed ones apart, and whether names and numbers were looked at."""

    open: tuple[FoundRow, ...] = ()
    closed: tuple[FoundRow, ...] = ()
    more: int = 0
    names: bool = False
    phones: bool = False

    @property
    def shown(self) -> int:
        """How many are on the page."""
        return len(self.open) + len(self.closed)

    @property
    def count(self) -> int:
        """How many files were found, those not shown too."""
        return self.shown + self.more


def search_files(*, actor: Actor, query: str, today: date) -> SearchResult:
    """Files of the actor's associations that answer to what was typed: the same, then beginning so, then containing it, then sounding so.

    Pseudonyms for everybody; civil names for whoever may open an identity; numbers, only when a number is typed, for whoever may open
    a contact. Decrypted in the actor's scope and compared in memory: no index on names exists (docs/adr/0008). The search is
    journaled by its count, and each part opened by its own; never a word of it.
    """
    asked = Query.of(query)
    if not asked.words and len(asked.code) < 4:
        return SearchResult()
    hits = find(asked, actor=actor, today=today)
    result = _shown(hits, actor=actor, today=today, asked=asked)
    with transaction.atomic():
        record(actor, actions.SEARCHED, None, today=today, chain=_first_organisation(actor), found=result.count)
    return result


def search_people(*, actor: Actor, query: str, today: date) -> list[PersonRow]:
    """The open files of `search_files`, for the pages of other rooms."""
    return [found.row for found in search_files(actor=actor, query=query, today=today).open]


def find(asked: Query, *, actor: Actor, today: date, only: Q | None = None, names: bool = True) -> dict[uuid.UUID, Hit]:
    """The files that answer, by id, each by its surest likeness. `only` narrows the scope, `names=False` opens no identity.

    An old file answers for the one that it joined.
    """
    hits: dict[uuid.UUID, Hit] = {}
    labels, identities = Wanted(Person, "pseudonym"), (Wanted(Identity, "last_name"), Wanted(Identity, "first_name"))
    narrowed = only or Q()
    by_name = _where(actor, Permission.IDENTITY_OPEN) if asked.is_name and names else set()
    listed = _where(actor, Permission.PERSON_LIST)
    for organisations, wanted in ((listed & by_name, (labels, *identities)), (listed - by_name, (labels,))):
        if organisations:
            among = narrowed & Q(organisation__in=organisations)
            _compare(hits, asked, scan(actor=actor, kind=Person, among=among, wanted=wanted, reason=Reason.SEARCH, today=today))
    _compare_numbers(hits, asked, actor=actor, today=today, narrowed=narrowed)
    _compare_references(hits, asked, actor=actor, today=today, narrowed=narrowed & Q(organisation__in=listed))
    return _of_standing_files(hits)


def _where(actor: Actor, permission: Permission) -> set[uuid.UUID]:
    return {mandate.organisation_id for mandate in actor.granting(permission) if mandate.scope is Scope.ORGANISATION}


def _compare(hits: dict[uuid.UUID, Hit], asked: Query, found: list[Mapping[uuid.UUID, list[str]]]) -> None:
    labels, *names = found
    for pk, texts in labels.items():
        _keep(hits, pk, likeness(asked, texts), Through.PSEUDONYM)
    if not names:
        return
    last, first = names
    for pk in last.keys() | first.keys():
        told = [*last.get(pk, ()), *first.get(pk, ())]
        # A name said whole, in either order, is the same name.
        whole = [*told, " ".join(told), " ".join(reversed(told))] if len(asked.words) > 1 else told
        _keep(hits, pk, likeness(asked, whole), Through.NAME)


def _compare_numbers(hits: dict[uuid.UUID, Hit], asked: Query, *, actor: Actor, today: date, narrowed: Q) -> None:
    organisations = _where(actor, Permission.CONTACT_OPEN) & _where(actor, Permission.PERSON_LIST)
    if not asked.digits or not organisations:
        return
    among, wanted = narrowed & Q(organisation__in=organisations), [Wanted(ContactRule, "words")]
    for pk, texts in scan(actor=actor, kind=Person, among=among, wanted=wanted, reason=Reason.SEARCH, today=today)[0].items():
        _keep(hits, pk, matches_phone(asked, texts), Through.PHONE)


def _compare_references(hits: dict[uuid.UUID, Hit], asked: Query, *, actor: Actor, today: date, narrowed: Q) -> None:
    if len(asked.code) < 4:
        return
    people = Person.objects.visible_to(actor, today=today).filter(narrowed)
    flat = people.annotate(flat=Replace("reference", Value("-"), Value(""))).filter(flat__contains=asked.code).order_by("pk")
    for pk, reference in flat.values_list("pk", "reference"):
        _keep(hits, pk, matches_reference(asked, reference), Through.REFERENCE)


def _keep(hits: dict[uuid.UUID, Hit], pk: uuid.UUID, how: Likeness | None, through: Through) -> None:
    if how is not None and (pk not in hits or how < hits[pk].how):
        hits[pk] = Hit(how=how, through=through)


def _of_standing_files(hits: dict[uuid.UUID, Hit]) -> dict[uuid.UUID, Hit]:
    """An old file answers for the one with which it was reunited, at the end of the chain."""
    joined = dict(Person.unscoped.filter(merged_into__isnull=False).order_by("pk").values_list("pk", "merged_into")) if hits else {}
    standing: dict[uuid.UUID, Hit] = {}
    for pk, hit in hits.items():
        end, through = pk, hit.through
        while end in joined:
            end, through = joined[end], Through.OLD_FILE
        _keep(standing, end, hit.how, through)
    return standing


def _shown(hits: Mapping[uuid.UUID, Hit], *, actor: Actor, today: date, asked: Query) -> SearchResult:
    best = sorted(hits, key=lambda pk: hits[pk].how)
    people = {each.pk: each for each in Person.objects.visible_to(actor, today=today).filter(pk__in=best).order_by("pk")}
    ranked = sorted(people.values(), key=lambda each: (each.closed_on is not None, hits[each.pk].how, -each.last_contact_on.toordinal()))
    cut = ranked[:SEARCH_LIMIT]
    rows = [FoundRow(row=row, hit=hits[row.id]) for row in rows_of(cut, actor=actor, today=today)]
    closed = {each.pk for each in cut if each.closed_on is not None}
    return SearchResult(
        open=tuple(_pick(rows, closed, wanted=False)),
        closed=tuple(_pick(rows, closed, wanted=True)),
        more=len(ranked) - len(cut),
        names=asked.is_name and actor.may(Permission.IDENTITY_OPEN),
        phones=bool(asked.digits) and actor.may(Permission.CONTACT_OPEN),
    )


def _pick(rows: Iterable[FoundRow], closed: set[uuid.UUID], *, wanted: bool) -> Iterable[FoundRow]:
    return (each for each in rows if (each.row.id in closed) is wanted)


def _first_organisation(actor: Actor) -> Any:
    return next((m.organisation_id for m in actor.granting(Permission.PERSON_LIST)), None)
