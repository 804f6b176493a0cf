"""Which rows of which rooms hang on a file, and what stands in the way of reuniting two of them. Reads only: services write.

Every row with a foreign key to a file passes to the kept one by itself: no room can forget. A room registers only its words, or
what cannot simply pass: a refusal, rows that make sense only all together.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Count, ExpressionWrapper, F, IntegerField, Q, Value

from maillage.accompaniment.people.models import Merge, Person
from maillage.foundation.documents.models import Document
from maillage.foundation.kernel.errors import Refused

Refusal = Callable[[Person, Person], Refused | None]
Settling = Callable[[Person], None]


@dataclass(frozen=True, kw_only=True)
class Merging:
    """What a room says of its rows. `label` names them on the page ("ses notes").

    `as_a_set`: the rows of one file make sense only together (one rule in force): one file's set stands, the other waits in the old
    file. `stays`: they say something of their own file only, and never pass. `asks`: the user says which of two rows, that a
    constraint forbids to stand together, is kept; else the kept file's. `shown`: are they counted on the page? Not what is secret by
    being there (a personal note, a protection). `refuses(kept, away)` forbids the reunion with its reason.
    `settle(person)`, called for both files after rows have passed, at the reunion and at its undoing, sets what the file itself
    repeats of these rows.
    """

    model: str
    label: Any
    as_a_set: bool = False
    stays: bool = False
    asks: bool = True
    shown: bool = True
    refuses: Refusal | None = None
    settle: Settling | None = None


_registered: dict[str, Merging] = {}
_APART = {("mg_people.person", "merged_into"), ("mg_people.merge", "kept"), ("mg_people.merge", "away")}


def on_merge(merging: Merging) -> None:
    """Register what a room says (from an `AppConfig.ready`). Raises ValueError when another one spoke of this model."""
    key = merging.model.lower()
    if _registered.get(key, merging) != merging:
        raise ValueError(f"{merging.model} is registered twice for reunions")
    _registered[key] = merging


def merging_of(model: type[models.Model]) -> Merging:
    """What was registered for a model, or the plain way."""
    return _registered.get(model._meta.label_lower) or Merging(model=model._meta.label_lower, label=model._meta.verbose_name_plural)


@dataclass(frozen=True)
class Link:
    """One foreign key to a file: where rows hang."""

    model: type[models.Model]
    field: str

    @property
    def merging(self) -> Merging:
        """What its room says."""
        return merging_of(self.model)

    def rows(self, person_id: uuid.UUID) -> Any:
        """The rows of one file, by key."""
        return self.model._base_manager.filter(**{self.field: person_id}).order_by("pk")


def links() -> list[Link]:
    """Every foreign key to a file in the installation, by table; then the documents given with the file itself.

    Raises TypeError for a many-to-many: its rows have no identity by which to bring them back.
    """
    found = []
    # Hidden ones too: a relation without a way back ("+") hangs on the file all the same.
    relations: list[Any] = list(Person._meta.get_fields(include_hidden=True))
    for relation in relations:
        if not relation.auto_created or relation.concrete:
            continue
        if relation.many_to_many:
            raise TypeError(f"{relation.related_model.__name__} hangs on files by a many-to-many: give it a row of its own")
        link = Link(model=relation.related_model, field=relation.field.name)
        if (link.model._meta.label_lower, link.field) not in _APART and not link.merging.stays:
            found.append(link)
    return sorted(found, key=lambda link: (link.model._meta.db_table, link.field))


@dataclass(frozen=True)
class Meeting:
    """What hangs on two files at one link: rows that pass, and rows that may not stand beside each other (pairs of one question)."""

    link: Link
    ours: tuple[uuid.UUID, ...]
    theirs: tuple[uuid.UUID, ...]
    free: tuple[uuid.UUID, ...]

    @property
    def code(self) -> str:
        """The name of its question."""
        return f"{self.link.model._meta.label_lower}.{self.link.field}".replace(".", "_")

    @property
    def is_question(self) -> bool:
        """Must somebody say which file's rows stand?"""
        return bool(self.ours and self.theirs) and self.link.merging.asks


def meet(kept: Person, away: Person) -> list[Meeting]:
    """Link by link, what would pass from `away` to `kept`, and what must be chosen."""
    return [_meeting(link, kept, away) for link in links()]


def crossings(kept: Person, away: Person) -> list[Meeting]:
    """The meetings where somebody must say which file's rows stand. Links with rows on one side only are not read."""
    held = weigh(kept, away)
    both = [link for link in links() if (link, kept.pk) in held and (link, away.pk) in held]
    met = [_meeting(link, kept, away) for link in both if link.merging.asks and (link.merging.as_a_set or any(_uniques(link)))]
    return [meeting for meeting in met if meeting.is_question]


def weigh(*people: Person) -> dict[tuple[Link, uuid.UUID], int]:
    """How many rows hang on each file at each link, in one query however many rooms there are. What holds nothing is absent."""
    every = links()
    counted = [
        link.model._base_manager.filter(**{f"{link.field}__in": people})
        .order_by()
        .annotate(weighed_link=Value(number, output_field=IntegerField()), weighed_file=F(f"{link.field}_id"))
        .values_list("weighed_link", "weighed_file")
        .annotate(weighed_rows=Count("pk"))
        for number, link in enumerate(every)
    ]
    return {(every[number], pk): rows for number, pk, rows in sorted(counted[0].union(*counted[1:], all=True))}


def _meeting(link: Link, kept: Person, away: Person) -> Meeting:
    rows = marked(link, link.model._base_manager.filter(**{f"{link.field}__in": (kept, away)}).order_by("pk"))
    ours, theirs = ([row for row in rows if getattr(row, f"{link.field}_id") == file.pk] for file in (kept, away))
    if link.merging.as_a_set:
        mine, every = tuple(row.pk for row in ours), tuple(row.pk for row in theirs)
        return Meeting(link, ours=mine if every else (), theirs=every if mine else (), free=() if mine else every)
    beside = {row.pk: twins(link, row, among=ours) for row in theirs}
    return Meeting(
        link,
        ours=tuple(sorted(set().union(*beside.values()))),
        theirs=tuple(pk for pk, found in beside.items() if found),
        free=tuple(pk for pk, found in beside.items() if not found),
    )


def marked(link: Link, rows: Any) -> list[models.Model]:
    """These rows, read with whether the condition of each constraint holds for them: what `twins` compares."""
    holds = {
        f"holds_{number}": ExpressionWrapper(condition, output_field=models.BooleanField())
        for number, (_fields, condition) in enumerate(_uniques(link))
        if condition is not None
    }
    return list(rows.annotate(**holds))


def twins(link: Link, row: models.Model, *, among: Iterable[models.Model]) -> set[uuid.UUID]:
    """Those of these rows, read by `marked`, beside which a constraint forbids this one to stand on one file."""
    return {other.pk for other in among if any(_clash(link, number, row, other) for number, _unique in enumerate(_uniques(link)))}


def _clash(link: Link, number: int, *rows: models.Model) -> bool:
    fields = list(_uniques(link))[number][0]
    held = all(getattr(row, f"holds_{number}", True) for row in rows)
    said = {tuple(getattr(row, name) for name in fields if name != link.field) for row in rows}
    return held and len(said) == 1 and not any(value is None for values in said for value in values)


def _uniques(link: Link) -> Iterator[tuple[Sequence[str], Q | None]]:
    meta = link.model._meta
    if getattr(meta.get_field(link.field), "unique", False):
        yield (link.field,), None
    for constraint in meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and link.field in constraint.fields:
            yield constraint.fields, constraint.condition
    for together in meta.unique_together:
        if link.field in together:
            yield together, None


def refusals(kept: Person, away: Person) -> list[Refused]:
    """What forbids this reunion, each with its reason."""
    asked = [each.refuses(kept, away) for each in _registered.values() if each.refuses is not None]
    return [refused for refused in asked if refused is not None]


def settle(*people: Person) -> None:
    """Let the rooms set again what a file repeats of its rows. Called by the services, after rows have passed."""
    for each in _registered.values():
        if each.settle is not None:
            for person in people:
                each.settle(person)


def documents_given_with(person: Person) -> list[uuid.UUID]:
    """The documents given with the file itself; those of its rows follow their rows."""
    owned = Document.unscoped.filter(owner_kind=Person._meta.label_lower, owner_id=person.pk)
    return list(owned.order_by("pk").values_list("pk", flat=True))


def may_be_reunited(person: Person) -> bool:
    """False when the query that read the file said that no other one leads to it: nothing more is asked then."""
    return bool(getattr(person, "reunited", True))


def old_files_of(person: Person) -> list[Person]:
    """The files reunited with this one, and with those, at any depth: whose history reads with its own."""
    found: list[Person] = []
    layer = [person.pk] if may_be_reunited(person) else []
    while layer:
        below = list(Person.unscoped.filter(merged_into__in=layer).order_by("pk"))
        found += below
        layer = [each.pk for each in below]
    return found


def standing_file(person: Person) -> Person:
    """Where to go on: the file with which this one was reunited, at the end of the chain."""
    while person.merged_into_id is not None:
        person = Person.unscoped.get(pk=person.merged_into_id)
    return person


def latest_merge(*people: Person) -> Merge | None:
    """The reunion in force that was done last on these files."""
    touching = Q(kept__in=people) | Q(away__in=people)
    return Merge.unscoped.in_force().filter(touching).order_by("-rank").first()


def model_named(label: str) -> type[models.Model]:
    """The model of a row that was moved."""
    return apps.get_model(label)
