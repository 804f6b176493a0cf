"""Regions, departments, and the places inside them. Nothing here is a point on a map."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.records import Record, ScopedQuerySet, VisibleManager
from maillage.foundation.access.visibility import Dimension, Everybody
from maillage.foundation.kernel.data_classes import DataClass, classify


class Region(models.Model):
    """An administrative region, by its official code."""

    code = models.CharField(max_length=8, primary_key=True)
    name = models.CharField(max_length=80)

    unscoped = ScopedQuerySet.as_manager()
    objects = VisibleManager()

    visibility: ClassVar[Dimension] = Everybody()
    data_classes: ClassVar = classify({DataClass.PUBLIC: ["code", "name"]})

    class Meta:
        default_manager_name = "unscoped"
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return self.name


class Territory(models.Model):
    """A department, official or invented for the demonstration. One commission each."""

    code = models.CharField(max_length=8, primary_key=True)
    name = models.CharField(max_length=80)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="territories")
    fictional = models.BooleanField(default=False)
    # Paris has two: the prefect and the prefect of police.
    co_chairs = models.PositiveSmallIntegerField(default=1)

    unscoped = ScopedQuerySet.as_manager()
    objects = VisibleManager()

    visibility: ClassVar[Dimension] = Everybody()
    data_classes: ClassVar = classify({DataClass.PUBLIC: ["code", "name", "region", "fictional", "co_chairs"]})

    class Meta:
        default_manager_name = "unscoped"
        base_manager_name = "unscoped"
        constraints = (
            models.CheckConstraint(condition=models.Q(co_chairs__gte=1, co_chairs__lte=2), name="mg_territories_one_or_two_chairs"),
            models.CheckConstraint(
                condition=models.Q(fictional=True, code__startswith="F") | (models.Q(fictional=False) & ~models.Q(code__startswith="F")),
                name="mg_territories_fictional_codes_start_with_f",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    @property
    def territory_id(self) -> str:
        """Its own code: a territory is covered by the mandates of itself."""
        return self.code


class PlaceKind(models.TextChoices):
    """How wide a place is. Never a street, never a point."""

    CITY = "city", _("ville")
    ZONE = "zone", _("zone")


class PlaceQuerySet(ScopedQuerySet["Place"]):
    """Words about places."""

    def open_on(self, day: date) -> Self:
        """Those that may be chosen on a day."""
        return self.filter(models.Q(closed_on__isnull=True) | models.Q(closed_on__gt=day))


class Place(Record):
    """A city, or a wide zone, inside a department: where rounds, modes of practice and studies attach.

    Never deleted: from `closed_on` on it is chosen no more, and whatever was noted there keeps its name.
    """

    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="places")
    kind = models.CharField(max_length=8, choices=PlaceKind.choices)
    name = models.CharField(max_length=80)
    # The city of a zone, when it is of one city alone.
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="zones")
    closed_on = models.DateField(null=True)

    unscoped: ClassVar = PlaceQuerySet.as_manager()

    visibility: ClassVar[Dimension] = Everybody()
    data_classes: ClassVar = classify({DataClass.PUBLIC: ["territory", "kind", "name", "parent", "closed_on"]})

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["territory", "kind", "name"], name="mg_territories_one_place_by_name"),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | models.Q(kind=PlaceKind.ZONE), name="mg_territories_a_city_is_in_no_city"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def is_open(self, *, on: date) -> bool:
        """May it be chosen on a day?"""
        return self.closed_on is None or self.closed_on > on
