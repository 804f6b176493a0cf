"""Who is heard on an item before the commission deliberates, then leaves: the presenting association, and her if she wishes."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from maillage.foundation.access.records import Record
from maillage.foundation.access.visibility import Nobody
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import HangsOnSubject, Part, SealedField
from maillage.pathway.commission.models.codes import HeardKind, Interpreter, OwnOpinion
from maillage.pathway.commission.models.records import Minutes
from maillage.pathway.commission.models.sitting import Item


class Hearing(HangsOnSubject, Record):
    """One person or association heard on one item (CRPA, art. R. 133-6: heard, without a vote), and the hours.

    The presenting association gives its own reasoned opinion, recorded apart from the commission's. The person concerned is heard only
    when she wishes it (`wished_on`), the interpreter said. `who` and `words` are sealed with the minutes: never a name in clear.
    """

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="hearings")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="hearings")
    kind = models.CharField(max_length=12, choices=HeardKind.choices)
    arrived_at = models.TimeField()
    left_at = models.TimeField(null=True)
    sense = models.CharField(max_length=12, choices=OwnOpinion.choices, blank=True)
    wished_on = models.DateField(null=True)
    interpreter = models.CharField(max_length=12, choices=Interpreter.choices, blank=True)
    who = SealedField(part=Part.DELIBERATION)
    words = SealedField(part=Part.DELIBERATION)

    vault_subject_path: ClassVar = "minutes"
    visibility = Nobody()
    data_classes: ClassVar = classify(
        {
            DataClass.TECHNICAL: ["minutes"],
            DataClass.OPERATIONAL: ["item", "kind", "arrived_at", "left_at", "sense", "wished_on", "interpreter"],
            DataClass.SEALED: ["who", "words"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["item", "kind"], condition=Q(kind__in=["association", "person"]), name="mg_commission_heard_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="person", wished_on__isnull=False) & ~Q(interpreter="")
                | ~Q(kind="person") & Q(wished_on__isnull=True, interpreter=""),
                name="mg_commission_she_is_heard_at_her_wish",
            ),
            models.CheckConstraint(condition=Q(sense="") | Q(kind="association"), name="mg_commission_opinion_is_the_association_s"),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(left_at__gte=F("arrived_at")), name="mg_commission_heard_then_left"
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
