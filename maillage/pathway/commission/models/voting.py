"""Who could deliberate on an item when it closed. The ballots themselves (`Opinion`) go after the recount: only totals remain."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record
from maillage.foundation.access.visibility import Territory
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.pathway.commission.models.commission import Seat
from maillage.pathway.commission.models.sitting import Item


class Elector(Record):
    """A seat that had a vote on an item when it closed, and the seat that cast it: itself, or the holder of its proxy.

    Written once, in the transaction that closes the item; it never says how anybody voted.
    """

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="electors")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    cast_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")

    visibility = Territory("item__session__territory", by=Permission.SESSION_CONDUCT)
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["item", "seat", "cast_by"]})

    class Meta(Record.Meta):
        constraints = (models.UniqueConstraint(fields=["item", "seat"], name="mg_commission_one_elector"),)

    @property
    def organisation_id(self) -> uuid.UUID:
        """The delegation: the chain of the journal."""
        return self.item.organisation_id

    @property
    def territory_id(self) -> str:
        """The department: what mandates of the State cover."""
        return self.item.territory_id
