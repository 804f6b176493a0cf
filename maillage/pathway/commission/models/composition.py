"""What is known of who holds a seat: interests declared, and what makes them ready to sit at a distance."""

from __future__ import annotations

import uuid
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import Territory
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.pathway.commission.models.codes_composition import InterestTie, ReadyCheck
from maillage.pathway.commission.models.commission import SeatHolder


class _OfHolder(Record):
    class Meta(Record.Meta):
        abstract = True

    holder: models.ForeignKey[SeatHolder, SeatHolder]

    @property
    def organisation_id(self) -> uuid.UUID:
        """The delegation: the chain of the journal."""
        return self.holder.organisation_id

    @property
    def territory_id(self) -> str:
        """The department: what mandates of the State cover."""
        return self.holder.territory_id


class InterestQuerySet(ScopedQuerySet["Interest"]):
    """Words about interests."""

    def in_force(self, day: date) -> Self:
        """Begun, and not ended: the day of the end is out."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), starts_on__lte=day)


class Interest(_OfHolder):
    """An interest that somebody who sits declares: a tie with an organisation, ours or named in words. Never about a person accompanied.

    It recuses nobody by itself: it proposes (CRPA, art. R. 133-12: a personal interest in the matter is judged item by item).
    """

    holder = models.ForeignKey(SeatHolder, on_delete=models.PROTECT, related_name="interests")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    words = models.CharField(max_length=120, blank=True)
    tie = models.CharField(max_length=10, choices=InterestTie.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    declared_on = models.DateField()

    unscoped: ClassVar = InterestQuerySet.as_manager()

    visibility = Territory("holder__seat__commission__territory", by=Permission.SESSION_CONDUCT)
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["holder", "starts_on", "ends_on", "declared_on"],
            DataClass.PERSONAL: ["organisation", "words", "tie"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, words="") | Q(organisation__isnull=True) & ~Q(words=""),
                name="mg_commission_interest_names_one",
            ),
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")), name="mg_commission_interest_dates"),
        )

    @property
    def about(self) -> str:
        """The organisation, as it is named."""
        return self.organisation.name if self.organisation is not None else self.words


class Readiness(_OfHolder):
    """One thing done that makes a member ready to sit at a distance. What is not there is not done."""

    holder = models.ForeignKey(SeatHolder, on_delete=models.PROTECT, related_name="readiness")
    code = models.CharField(max_length=10, choices=ReadyCheck.choices)
    done_on = models.DateField()

    visibility = Territory("holder__seat__commission__territory", by=Permission.COMMISSION_SEE)
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["holder", "code", "done_on"]})

    class Meta(Record.Meta):
        constraints = (models.UniqueConstraint(fields=["holder", "code"], name="mg_commission_ready_once"),)
