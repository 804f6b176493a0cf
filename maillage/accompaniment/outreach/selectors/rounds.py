"""Rounds inside the reader's scope, their totals by month and zone, and the word of the field once opened."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Sum
from django.db.models.functions import TruncMonth

from maillage.accompaniment.outreach.models import Information, Orientation, Round, RoundInformation, RoundOrientation, RoundState
from maillage.accompaniment.people.selectors import associations_where
from maillage.core.observations import ENOUGH, Break, Point, Series, cut
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.vault import Part, Reason, open_part
from maillage.reference.accounts.models import Mandate
from maillage.reference.organisations.models import Organisation
from maillage.reference.territories.models import Place
from maillage.reference.territories.selectors import open_places

COUNTS = ("met_new", "met_known", "kits", "masks")


@dataclass(frozen=True)
class Totals:
    """Sums over rounds that took place."""

    rounds: int = 0
    met_new: int = 0
    met_known: int = 0
    kits: int = 0
    masks: int = 0

    @property
    def met(self) -> int:
        """New and known together: meetings, not people; the same one met twice is two."""
        return self.met_new + self.met_known


@dataclass(frozen=True)
class Night:
    """The sums of one month in one zone; both as the address says them."""

    month: date
    zone_id: uuid.UUID
    zone: str
    totals: Totals

    @property
    def code(self) -> str:
        """The month in an address."""
        return f"{self.month:%Y-%m}"


@dataclass(frozen=True)
class Colleague:
    """Somebody who may be in the team."""

    id: uuid.UUID
    name: str


def get_round(*, actor: Actor, pk: uuid.UUID, today: date) -> Round:
    """The round, or OutOfScope."""
    rows = Round.objects.visible_to(actor, today=today).select_related("organisation", "zone", "recorded_by")
    found: Round | None = rows.filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def rounds_visible_to(actor: Actor, *, today: date, state: str = "", zone: str = "", month: str = "", mine: bool = False) -> Any:
    """Rounds through the filters of the address, the latest first."""
    rows = Round.objects.visible_to(actor, today=today).select_related("organisation", "zone")
    if state:
        rows = rows.filter(state=state)
    if zone:
        rows = rows.filter(zone_id=zone)
    if month:
        year, number = month.split("-")
        rows = rows.filter(day__year=int(year), day__month=int(number))
    if mine:
        rows = rows.of_mine(actor.user_id)
    return rows.order_by("-day", F("starts").desc(nulls_last=True), "pk")


def months_of(actor: Actor, *, today: date) -> list[date]:
    """The months in which there is a round, the latest first."""
    return list(Round.objects.visible_to(actor, today=today).dates("day", "month", order="DESC"))


def zones_with_rounds(actor: Actor, *, today: date) -> list[Place]:
    """The zones in which there is a round, by name."""
    known = Round.objects.visible_to(actor, today=today).order_by().values("zone")
    return list(Place.unscoped.filter(pk__in=known).order_by("name", "pk"))


def totals_of(rounds: Any) -> Totals:
    """The sums of a queryset of rounds: those that took place."""
    found = rounds.done().order_by().aggregate(rounds=Count("pk"), **{name: Sum(name) for name in COUNTS})
    return Totals(**{name: value or 0 for name, value in found.items()})


def nights_of(rounds: Any) -> list[Night]:
    """The sums by month and zone, the latest month first."""
    rows = (
        rounds.done().annotate(month=TruncMonth("day")).order_by().values("month", "zone_id", "zone__name")
        .annotate(rounds=Count("pk"), **{f"sum_{name}": Sum(name) for name in COUNTS})
    )  # fmt: skip
    nights = [
        Night(
            month=row["month"],
            zone_id=row["zone_id"],
            zone=row["zone__name"],
            totals=Totals(rounds=row["rounds"], **{name: row[f"sum_{name}"] for name in COUNTS}),
        )
        for row in rows
    ]
    return sorted(nights, key=lambda night: (-night.month.toordinal(), night.zone))


def met_series(rounds: Any, *, breaks: Iterable[Break]) -> Series | None:
    """How many were met each night, cut where the work changed; None under two nights."""
    rows = rounds.done().order_by("day", "pk").values_list("day", "met_new", "met_known", "pk")
    points = [Point(day, new + known, str(pk)) for day, new, known, pk in rows]
    return cut(points, breaks=breaks) if len(points) >= ENOUGH else None


def information_of(rounds: Any) -> list[tuple[str, int]]:
    """On how many rounds each thing was explained, in the order of the list."""
    rows = RoundInformation.unscoped.filter(round__in=rounds.done().order_by().values("pk")).order_by()
    found = dict(rows.values("topic").annotate(n=Count("pk")).values_list("topic", "n"))
    return [(str(each.label), found[each.value]) for each in Information if each.value in found]


def orientations_of(rounds: Any) -> list[tuple[str, int]]:
    """How many were pointed to each place, in the order of the list."""
    rows = RoundOrientation.unscoped.filter(round__in=rounds.done().order_by().values("pk")).order_by()
    found = dict(rows.values("kind").annotate(n=Sum("number")).values_list("kind", "n"))
    return [(str(each.label), found[each.value]) for each in Orientation if each.value in found]


def team_of(street_round: Round) -> list[str]:
    """The colleagues of the team, by name."""
    return list(street_round.members.order_by("user__display_name", "pk").values_list("user__display_name", flat=True))


def team_ids(street_round: Round) -> list[uuid.UUID]:
    """The colleagues of the team, by account."""
    return list(street_round.members.order_by("pk").values_list("user_id", flat=True))


def open_note(street_round: Round, *, actor: Actor, today: date, reason: Reason = Reason.FOLLOW_UP) -> str:
    """The word of the field, in clear, journaled. Raises Denied, SealErased when it was forgotten."""
    return open_part(actor=actor, subject=street_round, part=Part.OUTREACH, reason=reason, today=today).read(street_round, "note")


def associations_of(actor: Actor) -> list[Organisation]:
    """Where the actor may note a round."""
    return associations_where(actor, Permission.OUTREACH_NOTE)


def planning_associations_of(actor: Actor) -> list[Organisation]:
    """Where the actor may plan a round."""
    return associations_where(actor, Permission.ROUND_INVITE)


def zones_for(organisations: Iterable[Organisation], *, on: date, kept: uuid.UUID | None = None) -> list[Place]:
    """The zones and cities of their departments that are open on a day, and the one already chosen: never a street."""
    return open_places({each.territory_id for each in organisations}, on=on, kept=kept)


def colleagues_of(organisations: Iterable[Organisation], *, today: date) -> list[Colleague]:
    """Who holds a mandate there today, by name."""
    mandates = Mandate.unscoped.in_force(today=today).filter(organisation__in=list(organisations), user__is_active=True)
    rows = mandates.order_by("user__display_name", "user_id").values_list("user_id", "user__display_name")
    return [Colleague(*row) for row in dict.fromkeys(rows)]


def last_of_mine(actor: Actor, *, today: date) -> Round | None:
    """The last round where she went: its zone and its team are proposed again."""
    found: Round | None = rounds_visible_to(actor, today=today, state=RoundState.DONE, mine=True).first()
    return found
