"""Before the session: what each seat has read, and the opinions asked of named seats."""

from __future__ import annotations

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import Nobody, Territory
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import HangsOnSubject, Part, SealedField
from maillage.pathway.commission.models.commission import Seat
from maillage.pathway.commission.models.records import Minutes
from maillage.pathway.commission.models.sitting import Item


class PaperReading(Record):
    """That a reader opened the papers of an item, the first time, for a seat: "7 of 10 read" is a count of these rows.

    The journal says each reading, for ever; these rows only serve to prepare the session and are destroyed with the papers.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="readings")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    reader = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, related_name="+")
    read_on = models.DateField()

    visibility = Nobody()
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["item", "seat", "read_on"], DataClass.PERSONAL: ["reader"]})

    class Meta(Record.Meta):
        constraints = (models.UniqueConstraint(fields=["item", "seat", "reader"], name="mg_commission_read_once"),)


class OpinionRequestQuerySet(ScopedQuerySet["OpinionRequest"]):
    """Words about what was asked."""

    def standing(self) -> Self:
        """Not withdrawn."""
        return self.filter(withdrawn_on__isnull=True)

    def awaited(self) -> Self:
        """Not withdrawn, not answered, on an item that has no outcome yet."""
        return self.standing().filter(answered_on__isnull=True, item__outcome="")


class OpinionRequest(HangsOnSubject, Record):
    """An opinion asked of one seat before the session, on one item, by a day. The words are under the key of the minutes.

    Confidential: the answer is read by the secretariat, the chair and the seat itself; else by whoever reads the papers of the item.
    """

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="opinion_requests")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="opinion_requests")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    question = SealedField(part=Part.DELIBERATION)
    answer = SealedField(part=Part.DELIBERATION)
    confidential = models.BooleanField(default=False)
    asked_on = models.DateField()
    due_on = models.DateField()
    answered_on = models.DateField(null=True)
    by_secretary = models.BooleanField(default=False)
    withdrawn_on = models.DateField(null=True)

    unscoped: ClassVar = OpinionRequestQuerySet.as_manager()

    vault_subject_path: ClassVar = "minutes"
    visibility = Territory("item__session__territory", by=Permission.SESSION_CONDUCT)
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: [
                "item", "seat", "confidential", "asked_on", "due_on", "answered_on", "by_secretary", "withdrawn_on",
            ],
            DataClass.TECHNICAL: ["minutes"],
            DataClass.SEALED: ["question", "answer"],
        }
    )  # fmt: skip

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["item", "seat"], condition=Q(withdrawn_on__isnull=True), name="mg_commission_one_opinion_request"
            ),
            models.CheckConstraint(condition=Q(due_on__gte=F("asked_on")), name="mg_commission_due_after_asked"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, by_secretary=False) | Q(answered_on__gte=F("asked_on")),
                name="mg_commission_answered_after_asked",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(withdrawn_on__isnull=True), name="mg_commission_answer_not_withdrawn"
            ),
        )

    @property
    def organisation_id(self) -> uuid.UUID:
        """The delegation: the chain of the journal."""
        return self.item.organisation_id

    @property
    def territory_id(self) -> str:
        """The department: what mandates of the State cover."""
        return self.item.territory_id

    @property
    def is_answered(self) -> bool:
        """Has the seat answered?"""
        return self.answered_on is not None


class OpinionReminder(Record):
    """A reminder of a request, on a day: by the machine on its day, or by the secretary. Once a day at most."""

    request = models.ForeignKey(OpinionRequest, on_delete=models.CASCADE, related_name="reminders")
    sent_on = models.DateField()
    automatic = models.BooleanField(default=False)

    visibility = Nobody()
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["request", "sent_on", "automatic"]})

    class Meta(Record.Meta):
        constraints = (models.UniqueConstraint(fields=["request", "sent_on"], name="mg_commission_one_request_reminder"),)
