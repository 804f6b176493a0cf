"""The commission of a department: its seats by the local order, who holds them, and its own dated rules."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from maillage.core.deliberation import Standing
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import Territory
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.pathway.commission.models.codes import ModeChoice, RuleScope
from maillage.pathway.commission.models.codes_composition import DeputyTie, RuleAuthor

FILING_DAYS_MOST = 90
"""The longest local time between the last day to file and the session: beyond, it is a mistyped number."""


class Commission(Record):
    """One per department. `organisation` is the delegation that holds its secretariat, controller of what is kept here.

    `filing_deadline_days` is the local time between the last day to file and the session; `order_reference`, its local order.
    """

    territory = models.OneToOneField("mg_territories.Territory", on_delete=models.PROTECT, related_name="commission")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    filing_deadline_days = models.PositiveSmallIntegerField(default=15)
    order_reference = models.CharField(max_length=80, blank=True)

    visibility = Territory("territory", by=Permission.COMMISSION_SEE)
    data_classes: ClassVar = classify({DataClass.PUBLIC: ["territory", "organisation", "filing_deadline_days", "order_reference"]})

    class Meta(Record.Meta):
        pass


class _OfCommission(Record):
    class Meta(Record.Meta):
        abstract = True

    commission: models.ForeignKey[Commission, Commission]

    @property
    def organisation_id(self) -> uuid.UUID:
        """The delegation: the chain of the journal."""
        return self.commission.organisation_id

    @property
    def territory_id(self) -> str:
        """The department: what mandates of the State cover."""
        return self.commission.territory_id


class LocalRule(_OfCommission):
    """A dated rule of this commission: a mode that it allows (with its text), or one judged unsuitable for a kind of item.

    It never bars an item by itself: nothing in the law read does. It is shown where the agenda meets it.
    """

    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="local_rules")
    scope = models.CharField(max_length=8, choices=RuleScope.choices, default=RuleScope.ANY)
    mode = models.CharField(max_length=12, choices=ModeChoice.choices)
    allowed = models.BooleanField()
    reason = models.CharField(max_length=240)
    author = models.CharField(max_length=12, choices=RuleAuthor.choices, default=RuleAuthor.COMMISSION)
    basis = models.CharField(max_length=160)
    adopted_on = models.DateField()
    ends_on = models.DateField(null=True)

    visibility = Territory("commission__territory", by=Permission.COMMISSION_SEE)
    data_classes: ClassVar = classify(
        {DataClass.OPERATIONAL: ["commission", "scope", "mode", "allowed", "reason", "author", "basis", "adopted_on", "ends_on"]}
    )

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("adopted_on")), name="mg_commission_rule_dates"),
        )

    def concerns(self, kind: str) -> bool:
        """Is it about applications of this kind?"""
        return self.scope in (RuleScope.ANY, kind)

    def holds_on(self, day: date) -> bool:
        """Adopted, and not ended."""
        return self.adopted_on <= day and (self.ends_on is None or day < self.ends_on)

    def serves(self, session: Any) -> bool:
        """May it be the text on which this session is held: of this commission, allowing this mode, in force on its first day?"""
        same = self.commission_id == session.commission_id and self.mode == session.mode
        return self.allowed and same and self.holds_on(session.first_day)


def _in_force(day: date) -> Q:
    return Q(Q(ends_on__isnull=True) | Q(ends_on__gt=day), starts_on__lte=day)


class SeatQuerySet(ScopedQuerySet["Seat"]):
    """Words about seats."""

    def in_force(self, day: date) -> Self:
        """Begun, and not ended: the day of the end is out."""
        return self.filter(_in_force(day))


class HolderQuerySet(ScopedQuerySet["SeatHolder"]):
    """Words about who holds a seat."""

    def not_over(self, day: date) -> Self:
        """Not ended on a day, begun or not: what a holder named from that day would meet."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day))

    def in_force(self, day: date) -> Self:
        """Begun, and not ended: the day of the end is out."""
        return self.filter(_in_force(day))


class Seat(_OfCommission):
    """A seat of the local order. `organisation` when an accredited association or an institution holds it: the recusal comes from there."""

    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="seats")
    code = models.CharField(max_length=32)
    label = models.CharField(max_length=160)
    rank = models.PositiveSmallIntegerField()
    standing = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Standing])
    holder_organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    chairs = models.BooleanField(default=False)
    substitutable = models.BooleanField(default=True)
    sits_individual = models.BooleanField(default=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    unscoped: ClassVar = SeatQuerySet.as_manager()

    visibility = Territory("commission__territory", by=Permission.COMMISSION_SEE)
    data_classes: ClassVar = classify(
        {
            DataClass.PUBLIC: [
                "commission", "code", "label", "rank", "standing", "holder_organisation", "chairs", "substitutable", "sits_individual",
                "starts_on", "ends_on",
            ]
        }
    )  # fmt: skip

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")), name="mg_commission_seat_dates"),
            models.UniqueConstraint(fields=["commission", "label"], condition=Q(ends_on__isnull=True), name="mg_commission_seat_once"),
        )

    def __str__(self) -> str:
        return self.label


class SeatHolder(Record):
    """Who holds a seat, or stands in for its holder (`deputy`). A member may have no account: the secretary writes for the seat.

    `mandate_until` is the last day of the mandate by the local order: it alerts, and ends nothing by itself (a text may prolong mandates,
    ordonnance 2020-347). `ends_on` is the day when they no longer sit.
    """

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="holders")
    user = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    display_name = models.CharField(max_length=120)
    title = models.CharField(max_length=120)
    deputy = models.BooleanField(default=False)
    tie = models.CharField(max_length=14, choices=DeputyTie.choices, blank=True)
    starts_on = models.DateField()
    mandate_until = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    unscoped: ClassVar = HolderQuerySet.as_manager()

    visibility = Territory("seat__commission__territory", by=Permission.COMMISSION_SEE)
    data_classes: ClassVar = classify(
        {
            DataClass.PERSONAL: ["user", "display_name", "title"],
            DataClass.OPERATIONAL: ["seat", "deputy", "tie", "starts_on", "mandate_until", "ends_on"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="mg_commission_holder_dates"),
            models.UniqueConstraint(fields=["seat"], condition=Q(ends_on__isnull=True, deputy=False), name="mg_commission_one_holder"),
            models.CheckConstraint(
                condition=Q(deputy=True) & ~Q(tie="") | Q(deputy=False, tie=""), name="mg_commission_a_deputy_says_its_tie"
            ),
            models.CheckConstraint(
                condition=Q(mandate_until__isnull=True) | Q(mandate_until__gte=F("starts_on")), name="mg_commission_mandate_dates"
            ),
        )

    @property
    def organisation_id(self) -> uuid.UUID:
        """The delegation: the chain of the journal."""
        return self.seat.organisation_id

    @property
    def territory_id(self) -> str:
        """The department: what mandates of the State cover."""
        return self.seat.territory_id

    def holds_on(self, day: date) -> bool:
        """Begun, and not ended."""
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)
