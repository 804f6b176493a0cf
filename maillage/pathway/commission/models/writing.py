"""A session held in writing: its stages, what members wrote, and each time that the chair gave more time."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record
from maillage.foundation.access.visibility import Nobody, Territory
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import HangsOnSubject, Part, SealedField
from maillage.pathway.commission.models.commission import Seat
from maillage.pathway.commission.models.records import Minutes
from maillage.pathway.commission.models.session import OfSession, Session
from maillage.pathway.commission.models.sitting import Item


class Writing(OfSession):
    """How far a written session has come: exchanges, then the vote with its last day, then the results.

    Source: ordonnance 2014-1329, art. 3; decree 2014-1627. Days are civil days, the last one included.
    """

    session = models.OneToOneField(Session, on_delete=models.PROTECT, related_name="writing")
    exchanges_closed_on = models.DateField(null=True)
    vote_opened_on = models.DateField(null=True)
    vote_until = models.DateField(null=True)
    results_sent_on = models.DateField(null=True)

    visibility = Territory("session__territory", by=Permission.SESSION_CONDUCT)
    data_classes: ClassVar = classify(
        {DataClass.OPERATIONAL: ["session", "exchanges_closed_on", "vote_opened_on", "vote_until", "results_sent_on"]}
    )

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(vote_opened_on__isnull=True, vote_until__isnull=True)
                | Q(
                    exchanges_closed_on__isnull=False, vote_opened_on__isnull=False, vote_until__isnull=False,
                    vote_opened_on__gte=F("exchanges_closed_on"), vote_until__gte=F("vote_opened_on"),
                ),
                name="mg_commission_vote_after_exchanges",
            ),
            models.CheckConstraint(
                condition=Q(results_sent_on__isnull=True) | Q(vote_opened_on__isnull=False, results_sent_on__gte=F("vote_opened_on")),
                name="mg_commission_results_after_vote",
            ),
        )  # fmt: skip


class Exchange(HangsOnSubject, Record):
    """What a seat wrote during the exchanges, on one item or on the whole agenda. It is kept with the minutes, and never changes."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="exchanges")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="exchanges")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    given_on = models.DateField()
    by_secretary = models.BooleanField(default=False)
    words = SealedField(part=Part.DELIBERATION)

    vault_subject_path: ClassVar = "minutes"
    visibility = Nobody()
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["seat", "given_on", "by_secretary"],
            DataClass.TECHNICAL: ["minutes", "item", "number"],
            DataClass.SEALED: ["words"],
        }
    )

    class Meta(Record.Meta):
        constraints = (models.UniqueConstraint(fields=["minutes", "number"], name="mg_commission_exchange_number_once"),)

    @property
    def organisation_id(self) -> uuid.UUID:
        """The delegation: the chain of the journal."""
        return self.minutes.organisation_id


class Extension(OfSession):
    """The chair gave more time: decided on a day, before the closing that it moves."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="extensions")
    rank = models.PositiveSmallIntegerField()
    decided_on = models.DateField()
    closed_before = models.DateField()
    until = models.DateField()
    during_vote = models.BooleanField(default=False)

    visibility = Territory("session__territory", by=Permission.SESSION_CONDUCT)
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["session", "rank", "decided_on", "closed_before", "until", "during_vote"]})

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["session", "rank"], name="mg_commission_extension_rank_once"),
            models.CheckConstraint(
                condition=Q(until__gt=F("closed_before"), decided_on__lte=F("closed_before")), name="mg_commission_extension_in_time"
            ),
        )
