"""What the pages of a reunion read: the two files side by side, the questions between them, the signpost that stays."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people import merging
from maillage.accompaniment.people.errors import FileErased
from maillage.accompaniment.people.matching import Likeness, Query
from maillage.accompaniment.people.models import Identity, Merge, Person
from maillage.accompaniment.people.selectors.files import PersonRow, get_person, labels_of, rows_of
from maillage.accompaniment.people.selectors.search import WHOLE_NUMBER, Hit, find_resembling
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope, Refused
from maillage.foundation.vault import Part, Reason, SealErased, open_part, open_parts

PSEUDONYM = "pseudonym"
IDENTITY_FIELDS: Mapping[str, Any] = {
    "last_name": _("son nom"),
    "first_name": _("son prénom"),
    "birth_date": _("sa date de naissance"),
    "nationality": _("sa nationalité"),
}
LOOKALIKES = 5


@dataclass(frozen=True, repr=False)
class Question:
    """One difference between two files: what each says, by the id of the file. Its repr shows nothing."""

    code: str
    label: Any
    answers: Mapping[uuid.UUID, str]

    def __repr__(self) -> str:
        return f"Question({self.code})"


def identity_code(name: str) -> str:
    """The code of the question about one field of the identity."""
    return f"identity_{name}"


def questions_between(one: Person, other: Person, *, actor: Actor, today: date) -> list[Question]:
    """What must be chosen before reuniting them; the same questions whichever is kept. Raises FileErased, Denied (an identity to
    compare is not open to the actor).
    """
    named = _pseudonyms(one, other, actor=actor, today=today)
    asked = [Question(PSEUDONYM, _("le pseudonyme"), named)] if len(set(named.values())) > 1 else []
    asked += _identity_questions(one, other, actor=actor, today=today)
    whose = {pk: _("comme dans le dossier « %(name)s »") % {"name": name} for pk, name in _told_apart(named, one, other).items()}
    return asked + [Question(each.code, each.link.merging.label, whose) for each in merging.crossings(one, other)]


def _told_apart(named: Mapping[uuid.UUID, str], *people: Person) -> Mapping[uuid.UUID, str]:
    """Both pseudonyms, with the reference when they are the same."""
    if len(set(named.values())) > 1:
        return named
    return {each.pk: f"{named[each.pk]} ({each.reference})" for each in people}


def _pseudonyms(*people: Person, actor: Actor, today: date) -> dict[uuid.UUID, str]:
    opened = open_parts(actor=actor, subjects=people, part=Part.LABEL, reason=Reason.CORRECTION, today=today)
    try:
        named = {each.pk: opened.read(each, "pseudonym") for each in people}
    except SealErased:
        raise FileErased from None
    if not all(named.values()):
        raise FileErased
    return named


def _identity_questions(one: Person, other: Person, *, actor: Actor, today: date) -> list[Question]:
    noted = {each.person_id: each for each in Identity.unscoped.filter(person__in=(one, other)).order_by("pk")}
    if len(noted) < 2:
        return []
    said: dict[uuid.UUID, dict[str, str]] = {}
    for person in (one, other):
        opened = open_part(actor=actor, subject=person, part=Part.IDENTITY, reason=Reason.CORRECTION, today=today)
        said[person.pk] = {name: opened.read(noted[person.pk], name) for name in IDENTITY_FIELDS}
    return [
        Question(identity_code(name), label, {pk: fields[name] for pk, fields in said.items()})
        for name, label in IDENTITY_FIELDS.items()
        if len({fields[name] for fields in said.values()}) > 1
    ]


@dataclass(frozen=True)
class Side:
    """One of the two files as the page shows it: labels, dates and counts only."""

    person: Person
    row: PersonRow
    has_identity: bool
    holds: tuple[tuple[Any, int], ...]

    @property
    def weight(self) -> int:
        """How many rows hang on it."""
        return sum(number for _label, number in self.holds)


@dataclass(frozen=True)
class SideBySide:
    """The two files, what must be chosen, and what forbids it."""

    sides: tuple[Side, Side]
    questions: tuple[Question, ...]
    refused: tuple[Refused, ...]

    @property
    def suggested(self) -> uuid.UUID:
        """Which one to keep unless somebody thinks otherwise: the open one, then the one that holds more, then the older."""
        first = min(
            self.sides, key=lambda side: (side.person.closed_on is not None, -side.weight, side.person.opened_on, side.person.reference)
        )
        return first.person.pk


def side_by_side(one: Person, other: Person, *, actor: Actor, today: date) -> SideBySide:
    """Everything the page of a reunion needs. Raises FileErased, Denied."""
    questions = questions_between(one, other, actor=actor, today=today)
    rows = {row.id: row for row in rows_of([one, other], actor=actor, today=today)}
    noted = set(Identity.unscoped.filter(person__in=(one, other)).order_by("pk").values_list("person_id", flat=True))
    held = merging.weigh(one, other)
    first, second = (Side(person=each, row=rows[each.pk], has_identity=each.pk in noted, holds=_holds(each, held)) for each in (one, other))
    return SideBySide(sides=(first, second), questions=tuple(questions), refused=tuple(merging.refusals(one, other)))


def _holds(person: Person, held: Mapping[tuple[merging.Link, uuid.UUID], int]) -> tuple[tuple[Any, int], ...]:
    return tuple((link.merging.label, rows) for (link, pk), rows in held.items() if pk == person.pk and link.merging.shown)


def get_person_or_stub(*, actor: Actor, pk: uuid.UUID, today: date) -> Person:
    """The file, or the signpost that it became. Raises OutOfScope.

    Its own query also says what its page would ask of rows beside it: `identity_noted`, and `reunited` (another file leads to it).
    """
    beside = {
        "identity_noted": Exists(Identity.unscoped.filter(person=OuterRef("pk"))),
        "reunited": Exists(Person.unscoped.filter(merged_into=OuterRef("pk"))),
    }
    rows = Person.objects.visible_to(actor, today=today).select_related("organisation", "territory").annotate(**beside)
    found: Person | None = rows.filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def get_other(*, actor: Actor, person: Person, pk: uuid.UUID, today: date) -> Person:
    """The second file of a reunion: of the same association. Raises OutOfScope, FileMerged."""
    other = get_person(actor=actor, pk=pk, today=today)
    if other.organisation_id != person.organisation_id or other.pk == person.pk:
        raise OutOfScope
    return other


def get_merge(*, actor: Actor, pk: uuid.UUID, today: date) -> Merge:
    """A reunion, for whoever may see the file that it kept. Raises OutOfScope."""
    found = Merge.unscoped.select_related("kept", "away").filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    get_person_or_stub(actor=actor, pk=found.kept_id, today=today)
    return found


def merge_away(person: Person) -> Merge | None:
    """The reunion by which this file became a signpost."""
    return Merge.unscoped.in_force().filter(away=person).first()


@dataclass(frozen=True)
class Reunion:
    """A reunion in force on a file, as its page lists it."""

    merge: Merge
    pseudonym: str
    may_undo: bool


def reunions_of(person: Person, *, actor: Actor, today: date) -> list[Reunion]:
    """The old files reunited with this one, the latest first; only the latest may be undone."""
    if not merging.may_be_reunited(person):
        return []
    found = list(Merge.unscoped.in_force().filter(kept=person).select_related("away").order_by("-rank"))
    if not found:
        return []
    named = labels_of([each.away for each in found], actor=actor, today=today)
    latest, may = merging.latest_merge(person), actor.may(Permission.PERSON_MERGE, on=person)
    return [Reunion(merge=each, pseudonym=named[each.away_id], may_undo=may and each == latest) for each in found]


def standing_row(person: Person, *, actor: Actor, today: date) -> PersonRow:
    """The file to which a signpost leads."""
    return rows_of([merging.standing_file(person)], actor=actor, today=today)[0]


@dataclass(frozen=True)
class LookAlike:
    """A file of the same association that resembles: its line, and by what."""

    row: PersonRow
    hit: Hit


def lookalikes(
    *, actor: Actor, organisation_id: uuid.UUID, pseudonym: str, contact: str = "", today: date, but: uuid.UUID | None = None
) -> list[LookAlike]:
    """The files of this association whose pseudonym, or number, resembles: at most five, the surest first. No identity is opened.

    Never across associations. A part of a word is no likeness here: a short pseudonym would resemble everybody's.
    """
    asked, number = Query.of(pseudonym), Query.of("".join(sign for sign in contact if not sign.isalpha()))
    find = partial(find_resembling, actor=actor, organisation_id=organisation_id, today=today)
    hits = {pk: hit for pk, hit in find(asked).items() if _resembles(hit)}
    if len(number.digits) >= WHOLE_NUMBER:
        hits |= find(number)
    best = sorted(hits, key=lambda pk: hits[pk].how)
    people = {each.pk: each for each in Person.unscoped.standing().filter(pk__in=best, organisation=organisation_id).order_by("pk")}
    shown = [people[pk] for pk in best if pk in people and pk != but][:LOOKALIKES]
    return [LookAlike(row=row, hit=hits[row.id]) for row in rows_of(shown, actor=actor, today=today)]


def _resembles(hit: Hit) -> bool:
    return hit.how in (Likeness.SAME, Likeness.SOUND)
