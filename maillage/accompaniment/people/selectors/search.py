"""Finding a file by whatever one remembers: pseudonym, civil name, reference, telephone number."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import Q, Value
from django.db.models.functions import Replace

from maillage.accompaniment.people import actions
from maillage.accompaniment.people.matching import Likeness, Query, likely, likeness, matches_phone, matches_reference, may_hold_number
from maillage.accompaniment.people.models import ContactRule, Identity, Person
from maillage.accompaniment.people.selectors.files import PersonRow, rows_of
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Scope
from maillage.foundation.journal import record
from maillage.foundation.vault import Reason, Scan, Wanted, id_of

SEARCH_LIMIT = 50
WHOLE_NUMBER = 9


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
    """What a search answers: open files first, closed ones apart. `names`: civil names were compared; `may_ask_names`: they were not,
    and could be; `phones`: contacts were.
    """

    open: tuple[FoundRow, ...] = ()
    closed: tuple[FoundRow, ...] = ()
    more: int = 0
    names: bool = False
    may_ask_names: bool = False
    phones: bool = False

    @property
    def shown(self) -> int:
        """How many are on the page."""
        return len(self.open) + len(self.closed)

    @property
    def count(self) -> int:
        """How many files were found, those not shown too."""
        return self.shown + self.more


def search_files(*, actor: Actor, query: str, today: date, names: bool = False) -> SearchResult:
    """Files of the actor's associations that answer to what was typed: the same, then beginning so, then containing it, then sounding so.

    Pseudonyms and references first. Civil names, for whoever may open an identity, when those gave nothing or when asked (`names`): an
    identity is not opened for a search that a pseudonym answers. Contacts only when a number is typed. Decrypted in the actor's scope
    and compared in memory: no index on names exists (docs/adr/0008). The search is journaled by its count, and each part opened by
    its own; never a word of it.
    """
    asked = Query.of(query)
    if not asked.words:
        return SearchResult()
    looking = _Looking(asked, actor=actor, today=today)
    looking.compare_references()
    if not any(hit.how is Likeness.SAME for hit in looking.hits.values()):
        # A whole reference is one file, and nobody's name: nothing is opened for it.
        looking.compare_labels()
        looking.compare_numbers()
    may_ask = asked.is_name and bool(looking.named)
    compared = may_ask and (names or not looking.hits)
    if compared:
        looking.compare_names()
    result = _shown(looking, actor=actor, today=today)
    result = replace(result, names=compared, may_ask_names=may_ask and not compared, phones=bool(asked.digits and looking.called))
    with transaction.atomic():
        record(actor, actions.SEARCHED, None, today=today, chain=_first_organisation(actor), found=result.count)
    return result


def search_people(*, actor: Actor, query: str, today: date) -> list[PersonRow]:
    """The open files of `search_files`, for the pages of other rooms."""
    return [found.row for found in search_files(actor=actor, query=query, today=today).open]


def find_resembling(asked: Query, *, actor: Actor, organisation_id: uuid.UUID, today: date) -> dict[uuid.UUID, Hit]:
    """The files of one association whose pseudonym or number answers, by id. No identity is opened, nothing is journaled as a search."""
    looking = _Looking(asked, actor=actor, today=today, only=frozenset({organisation_id}))
    looking.compare_labels()
    looking.compare_numbers()
    return looking.standing()


class _Looking:
    """One search under way: what answers so far, each file by its surest likeness."""

    def __init__(self, asked: Query, *, actor: Actor, today: date, only: frozenset[uuid.UUID] | None = None) -> None:
        self.asked, self.actor, self.today = asked, actor, today
        self.hits: dict[uuid.UUID, Hit] = {}
        self.labels: Mapping[Any, tuple[str, ...]] = {}
        listed = _where(actor, Permission.PERSON_LIST)
        self.listed = listed if only is None else listed & only
        self.named = self.listed & _where(actor, Permission.IDENTITY_OPEN)
        self.called = self.listed & _where(actor, Permission.CONTACT_OPEN)
        self._scans: dict[frozenset[uuid.UUID], Scan] = {}

    def _scan(self, organisations: frozenset[uuid.UUID]) -> Scan:
        if organisations not in self._scans:
            among = Q(organisation__in=organisations)
            self._scans[organisations] = Scan(actor=self.actor, kind=Person, among=among, reason=Reason.SEARCH, today=self.today)
        return self._scans[organisations]

    def compare_labels(self) -> None:
        """Pseudonyms, those of old files too; not for a whole telephone number, which is nobody's pseudonym."""
        if not self.listed or len(self.asked.digits) >= WHOLE_NUMBER:
            return
        self.labels = self._scan(self.listed).read(Wanted(Person, "pseudonym"))[0]
        self._compare(self.labels, Through.PSEUDONYM)

    def compare_names(self) -> None:
        """Civil names, each and whole, in either order."""
        last, first = self._scan(self.named).read(Wanted(Identity, "last_name"), Wanted(Identity, "first_name"))
        names = {stored: last.get(stored, ()) + first.get(stored, ()) for stored in last.keys() | first.keys()}
        self._compare(names, Through.NAME, whole=len(self.asked.words) > 1)

    def _compare(self, texts: Mapping[Any, tuple[str, ...]], through: Through, *, whole: bool = False) -> None:
        """Only those that may answer are compared one by one; `whole`: joined too, in either order."""
        stored, known = list(texts), list(texts.values())
        for place in likely(self.asked, [" ".join(told + told[::-1] if whole else told) for told in known]):
            told = known[place]
            compared = (*told, " ".join(told), " ".join(told[::-1])) if whole else told
            self._keep(stored[place], likeness(self.asked, compared), through)

    def compare_numbers(self) -> None:
        """Numbers noted in any version of a contact rule: an old number still finds her."""
        if self.asked.digits and self.called:
            rules = self._scan(self.called).read(Wanted(ContactRule, "words"))[0]
            stored, texts = list(rules), list(rules.values())
            for place in may_hold_number(self.asked, list(map(" ".join, texts))):
                self._keep(stored[place], matches_phone(self.asked, texts[place]), Through.PHONE)

    def compare_references(self) -> None:
        """References are in clear: the database compares them."""
        if not self.asked.may_be_reference or not self.listed:
            return
        people = Person.objects.visible_to(self.actor, today=self.today).filter(organisation__in=self.listed)
        flat = people.annotate(flat=Replace("reference", Value("-"), Value(""))).filter(flat__contains=self.asked.code).order_by("pk")
        for pk, reference in flat.values_list("pk", "reference"):
            self._keep(pk, matches_reference(self.asked, reference), Through.REFERENCE)

    def _keep(self, stored: Any, how: Likeness | None, through: Through) -> None:
        if how is not None:
            _keep(self.hits, id_of(stored), how, through)

    def label_of(self, pk: uuid.UUID) -> str:
        """The pseudonym of a file, as it was opened for the search; empty when it was not."""
        return (self.labels.get(pk) or self.labels.get(pk.hex) or ("",))[0]

    def standing(self) -> dict[uuid.UUID, Hit]:
        """An old file answers for the one with which it was reunited, at the end of the chain."""
        reunited = Person.unscoped.filter(merged_into__isnull=False).order_by("merged_into")
        joined = dict(reunited.values_list("pk", "merged_into")) if self.hits else {}
        found: dict[uuid.UUID, Hit] = {}
        for pk, hit in self.hits.items():
            end, through = pk, hit.through
            while (following := joined.get(end)) is not None:
                end, through = following, Through.OLD_FILE
            _keep(found, end, hit.how, through)
        return found


def _where(actor: Actor, permission: Permission) -> frozenset[uuid.UUID]:
    return frozenset(mandate.organisation_id for mandate in actor.granting(permission) if mandate.scope is Scope.ORGANISATION)


def _keep(hits: dict[uuid.UUID, Hit], pk: uuid.UUID, how: Likeness, through: Through) -> None:
    if pk not in hits or how < hits[pk].how:
        hits[pk] = Hit(how=how, through=through)


def _shown(looking: _Looking, *, actor: Actor, today: date) -> SearchResult:
    hits = looking.standing()
    dated = _dated(hits.keys() & looking.hits.keys(), among=Person.unscoped) if hits else []
    if joined := hits.keys() - looking.hits.keys():
        # What was compared is in her scope already; the file with which it was reunited may not be.
        dated += _dated(joined, among=Person.objects.visible_to(actor, today=today))
    ranked = sorted(dated, key=lambda each: (each[1] is not None, hits[each[0]].how, -each[2].toordinal(), each[0]))
    people = {each.pk: each for each in Person.unscoped.filter(pk__in=[each[0] for each in ranked[:SEARCH_LIMIT]]).order_by("pk")}
    cut = [people[each[0]] for each in ranked[:SEARCH_LIMIT]]
    opened = {each.pk: looking.label_of(each.pk) for each in cut}
    known_rows = rows_of(cut, actor=actor, today=today, labels=opened if all(opened.values()) else None)
    rows = [FoundRow(row=row, hit=hits[row.id]) for row in known_rows]
    closed = {each.pk for each in cut if each.closed_on is not None}
    return SearchResult(
        open=tuple(_pick(rows, closed, wanted=False)),
        closed=tuple(_pick(rows, closed, wanted=True)),
        more=len(ranked) - len(cut),
    )


def _dated(ids: Iterable[uuid.UUID], *, among: Any) -> list[tuple[uuid.UUID, date | None, date]]:
    return list(among.filter(pk__in=list(ids)).order_by("pk").values_list("pk", "closed_on", "last_contact_on"))


def _pick(rows: Iterable[FoundRow], closed: set[uuid.UUID], *, wanted: bool) -> Iterable[FoundRow]:
    return (each for each in rows if (each.row.id in closed) is wanted)


def _first_organisation(actor: Actor) -> Any:
    return next((m.organisation_id for m in actor.granting(Permission.PERSON_LIST)), None)
