"""Where an association works: its sites, in a city or a zone, and their rooms. A name, never an address."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record
from maillage.foundation.access.visibility import OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify


class Site(Record):
    """A place of work, by the name that the team gives it. `host` is the organisation that lends it, when it is lent."""

    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("mg_territories.Place", on_delete=models.PROTECT, null=True, related_name="+")
    host = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=60)
    left_on = models.DateField(null=True)

    visibility = OwnOrganisation("organisation", by=Permission.OPENINGS_SEE)
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["organisation", "place", "host", "name", "left_on"]})

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["organisation", "name"], name="mg_openings_one_site_by_name"),
            models.CheckConstraint(condition=~Q(name=""), name="mg_openings_site_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def town(self) -> str:
        """The name of its town or zone, when it is said."""
        return self.place.name if self.place is not None else ""


class Room(Record):
    """A room of a site, and how many people it holds at once."""

    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField(max_length=60)
    people_at_once = models.PositiveSmallIntegerField(default=1)

    visibility = OwnOrganisation("organisation", by=Permission.OPENINGS_SEE)
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["organisation", "site", "name", "people_at_once"]})

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["site", "name"], name="mg_openings_one_room_by_name"),
            models.CheckConstraint(condition=Q(people_at_once__gte=1), name="mg_openings_room_holds_somebody"),
        )

    def __str__(self) -> str:
        return self.name
