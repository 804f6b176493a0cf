"""The minutes as a text that is corrected: its blocks, each correction with who proposed it, and to whom the paper went."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record
from maillage.foundation.access.visibility import Nobody, Territory
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import HangsOnSubject, Part, SealedField
from maillage.pathway.commission.models.codes import SendingMeans
from maillage.pathway.commission.models.commission import Seat, SeatHolder
from maillage.pathway.commission.models.records import Minutes
from maillage.pathway.commission.models.sitting import Item

LONGEST = 8_000
"""Letters of one block: a long deliberation, and still compared word by word in a moment."""


class BlockCode(models.TextChoices):
    """What a block of the minutes is about."""

    OPENING = "opening", _("Ouverture")
    ITEM = "item", _("Délibération")
    DISSENT = "dissent", _("Désaccords consignés")
    POINT = "point", _("Autre point")
    CLOSING = "closing", _("Clôture")


class RevisionState(models.TextChoices):
    """What became of a correction."""

    PENDING = "pending", _("proposée")
    ACCEPTED = "accepted", _("acceptée")
    REFUSED = "refused", _("écartée")


class _OfMinutes(Record):
    class Meta(Record.Meta):
        abstract = True

    minutes: models.ForeignKey[Minutes, Minutes]

    @property
    def organisation_id(self) -> uuid.UUID:
        """The delegation: the chain of the journal."""
        return self.minutes.organisation_id

    @property
    def territory_id(self) -> str:
        """The department: what mandates of the State cover."""
        return self.minutes.territory_id


class MinutesBlock(HangsOnSubject, _OfMinutes):
    """One paragraph of the minutes that people write. What rows establish (who was there, the sense, the figures) is never in a block."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="blocks")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="+")
    code = models.CharField(max_length=8, choices=BlockCode.choices)
    heading = models.CharField(max_length=200)
    rank = models.PositiveSmallIntegerField()
    text = SealedField(part=Part.MINUTES)

    vault_subject_path: ClassVar = "minutes"
    visibility = Nobody()
    data_classes: ClassVar = classify(
        {
            DataClass.TECHNICAL: ["minutes"],
            DataClass.OPERATIONAL: ["item", "code", "heading", "rank"],
            DataClass.SEALED: ["text"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["minutes", "rank"], name="mg_commission_block_rank_once"),
            models.CheckConstraint(
                condition=Q(code__in=["item", "dissent"], item__isnull=False) | ~Q(code__in=["item", "dissent"]) & Q(item__isnull=True),
                name="mg_commission_block_of_an_item",
            ),
        )

    def __str__(self) -> str:
        return f"{self.heading} · {self.get_code_display()}" if self.item_id else self.heading


class Revision(HangsOnSubject, _OfMinutes):
    """One correction: the words before, the words after, who proposes them for which seat, and what the secretary answered. Kept.

    Written by the secretary herself, it is accepted at once. `by_secretary` says that she wrote for a member without an account.
    """

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="revisions")
    block = models.ForeignKey(MinutesBlock, on_delete=models.PROTECT, related_name="revisions")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    author = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, related_name="+")
    by_secretary = models.BooleanField(default=False)
    written_on = models.DateField()
    state = models.CharField(max_length=8, choices=RevisionState.choices, default=RevisionState.PENDING)
    answered_on = models.DateField(null=True)
    number = models.PositiveSmallIntegerField()
    before = SealedField(part=Part.MINUTES)
    after = SealedField(part=Part.MINUTES)
    why = SealedField(part=Part.MINUTES)
    answer = SealedField(part=Part.MINUTES)

    vault_subject_path: ClassVar = "minutes"
    visibility = Nobody()
    data_classes: ClassVar = classify(
        {
            DataClass.TECHNICAL: ["minutes", "block"],
            DataClass.PERSONAL: ["author"],
            DataClass.OPERATIONAL: ["seat", "by_secretary", "written_on", "state", "answered_on", "number"],
            DataClass.SEALED: ["before", "after", "why", "answer"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["minutes", "number"], name="mg_commission_revision_number_once"),
            models.CheckConstraint(
                condition=Q(state="pending", answered_on__isnull=True) | ~Q(state="pending") & Q(answered_on__gte=F("written_on")),
                name="mg_commission_revision_answered",
            ),
        )


class MinutesSending(_OfMinutes):
    """The minutes went to one seat, or to the deciding authority (no seat): the day, the means, and what proves it."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="sendings")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    holder = models.ForeignKey(SeatHolder, on_delete=models.PROTECT, null=True, related_name="+")
    sent_on = models.DateField()
    means = models.CharField(max_length=8, choices=SendingMeans.choices)
    reference = models.CharField(max_length=120, blank=True)

    visibility = Territory("minutes__territory", by=Permission.SESSION_CONDUCT)
    data_classes: ClassVar = classify(
        {DataClass.TECHNICAL: ["minutes"], DataClass.OPERATIONAL: ["seat", "holder", "sent_on", "means", "reference"]}
    )

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["minutes", "seat"], name="mg_commission_minutes_sent_once"),
            models.UniqueConstraint(fields=["minutes"], condition=Q(seat__isnull=True), name="mg_commission_minutes_to_authority_once"),
        )
