"""The agenda and the sitting: items, recusals, opinions. The database refuses what the law refuses (guards.py)."""

from __future__ import annotations

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import Nobody, SeatInOpenSession, Territory
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import HangsOnSubject, Part, SealedField
from maillage.pathway.commission.models.codes import (
    AskedKind,
    AskedOf,
    ItemSense,
    ItemWay,
    NotExaminedCause,
    OutcomeCode,
    RecusalReason,
    VoteSense,
)
from maillage.pathway.commission.models.commission import Seat
from maillage.pathway.commission.models.session import OfSession, Session
from maillage.pathway.commission.workflow import READING_STATES
from maillage.pathway.psp.models import Application

_PUT_BACK = [OutcomeCode.NOT_EXAMINED, OutcomeCode.ADJOURNED]


class ItemQuerySet(ScopedQuerySet["Item"]):
    """Words of the room."""

    def put_back(self) -> Self:
        """Those whose examination was put off."""
        return self.filter(outcome__in=_PUT_BACK)


class Item(OfSession):
    """One application on the agenda of one session, under a number drawn for that session only.

    Its opinion is found by consensus, unless `counted_asked_on` says that the chair asked for a counted vote: only totals remain of it.
    When it is put off, the next date is known, or is *not*: `next_known` False is a state that alerts and keeps counting.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="items")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="commission_items")
    number = models.PositiveSmallIntegerField()
    rank = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=12, choices=OutcomeCode.choices, blank=True)
    closed_on = models.DateField(null=True)
    called_at = models.TimeField(null=True)
    closed_at = models.TimeField(null=True)
    counted_asked_on = models.DateField(null=True)
    way = models.CharField(max_length=10, choices=ItemWay.choices, blank=True)
    sense = models.CharField(max_length=12, choices=ItemSense.choices, blank=True)
    favourable = models.PositiveSmallIntegerField(null=True)
    unfavourable = models.PositiveSmallIntegerField(null=True)
    abstentions = models.PositiveSmallIntegerField(null=True)
    silent = models.PositiveSmallIntegerField(null=True)
    casting_vote_used = models.BooleanField(default=False)
    quorum_counted = models.PositiveSmallIntegerField(null=True)
    quorum_needed = models.PositiveSmallIntegerField(null=True)
    fragile = models.BooleanField(default=False)
    cause = models.CharField(max_length=20, choices=NotExaminedCause.choices, blank=True)
    asked_kind = models.CharField(max_length=16, choices=AskedKind.choices, blank=True)
    asked_of = models.CharField(max_length=16, choices=AskedOf.choices, blank=True)
    asked_by = models.DateField(null=True)
    asked_received_on = models.DateField(null=True)
    next_known = models.BooleanField(null=True)
    next_on = models.DateField(null=True)

    unscoped: ClassVar = ItemQuerySet.as_manager()

    visibility = (
        Territory("session__territory", by=Permission.APPLICATION_LIST)
        | Territory("session__territory", by=Permission.SESSION_CONDUCT)
        | SeatInOpenSession(
            "session__convocations__reader_id",
            state_path="session__state",
            open_states=READING_STATES,
            until_path="session__convocations__reads_until",
            by=Permission.PAPERS_READ,
        )
    )
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: [
                "session", "application", "number", "rank", "outcome", "closed_on", "counted_asked_on", "way", "sense", "favourable",
                "unfavourable", "abstentions", "silent", "casting_vote_used", "quorum_counted", "quorum_needed", "fragile", "cause",
                "asked_kind", "asked_of", "asked_by", "asked_received_on", "next_known", "next_on", "called_at", "closed_at",
            ],
        }
    )  # fmt: skip

    class Meta(Record.Meta):
        constraints = (
            # What was put off before the sitting stays, with its cause and its days; put back on the same agenda, it takes a new line.
            models.UniqueConstraint(
                fields=["session", "application"], condition=~Q(outcome=OutcomeCode.NOT_EXAMINED), name="mg_commission_item_once"
            ),
            models.UniqueConstraint(fields=["session", "number"], name="mg_commission_number_once"),
            models.CheckConstraint(
                condition=Q(outcome="", closed_on__isnull=True) | (~Q(outcome="") & Q(closed_on__isnull=False)),
                name="mg_commission_outcome_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(outcome="examined") & ~Q(sense="") & ~Q(way="") | ~Q(outcome="examined") & Q(sense="", way=""),
                name="mg_commission_examined_has_a_sense",
            ),
            models.CheckConstraint(
                condition=Q(
                    way="counted",
                    counted_asked_on__isnull=False,
                    favourable__isnull=False,
                    unfavourable__isnull=False,
                    abstentions__isnull=False,
                    silent__isnull=False,
                )
                | ~Q(way="counted") & Q(favourable__isnull=True, unfavourable__isnull=True, abstentions__isnull=True, silent__isnull=True),
                name="mg_commission_counted_has_totals",
            ),
            models.CheckConstraint(
                condition=Q(outcome="not_examined") & ~Q(cause="") | ~Q(outcome="not_examined") & Q(cause=""),
                name="mg_commission_not_examined_has_a_cause",
            ),
            models.CheckConstraint(
                condition=Q(outcome="adjourned", asked_by__isnull=False) & ~Q(asked_kind="") & ~Q(asked_of="")
                | ~Q(outcome="adjourned") & Q(asked_kind="", asked_of="", asked_by__isnull=True),
                name="mg_commission_adjourned_says_what",
            ),
            models.CheckConstraint(
                # A check that answers NULL passes: "not said" is named apart.
                condition=Q(outcome__in=_PUT_BACK, next_known__isnull=False, next_known=True, next_on__isnull=False)
                | Q(outcome__in=_PUT_BACK, next_known__isnull=False, next_known=False, next_on__isnull=True)
                | (~Q(outcome__in=_PUT_BACK) & Q(next_known__isnull=True, next_on__isnull=True)),
                name="mg_commission_next_date_or_unknown",
            ),
        )

    def __str__(self) -> str:
        return str(self.number)

    @property
    def is_closed(self) -> bool:
        """Has it an outcome?"""
        return bool(self.outcome)


class Paper(HangsOnSubject, Record):
    """The pseudonymised reading copy of an item, under the session's key. It opens for members only, and for nobody after the closing."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="papers")
    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="paper")
    content = SealedField(part=Part.PAPERS)

    vault_subject_path: ClassVar = "session"
    visibility = Nobody()
    data_classes: ClassVar = classify({DataClass.TECHNICAL: ["session", "item"], DataClass.SEALED: ["content"]})


class _OfItem(Record):
    class Meta(Record.Meta):
        abstract = True

    item: models.ForeignKey[Item, Item]

    @property
    def organisation_id(self) -> uuid.UUID:
        """The delegation: the chain of the journal."""
        return self.item.organisation_id

    @property
    def territory_id(self) -> str:
        """The department: what mandates of the State cover."""
        return self.item.territory_id


class Recusal(_OfItem):
    """A seat that does not deliberate on an item: out of its vote, not out of the composition (CRPA, art. R. 133-12)."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="recusals")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="recusals")
    reason = models.CharField(max_length=16, choices=RecusalReason.choices)
    declared_on = models.DateField()
    declared_at = models.TimeField(null=True)

    visibility = Territory("item__session__territory", by=Permission.SESSION_CONDUCT)
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["item", "seat", "reason", "declared_on", "declared_at"]})

    class Meta(Record.Meta):
        constraints = (models.UniqueConstraint(fields=["item", "seat"], name="mg_commission_one_recusal"),)


class Opinion(_OfItem):
    """The ballot of one seat on one item, once a count was asked. It may change until the item closes; the recount throws it away."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="opinions")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="opinions")
    sense = models.CharField(max_length=12, choices=VoteSense.choices)
    given_on = models.DateField()
    by_secretary = models.BooleanField(default=False)

    visibility = Nobody()
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["item", "seat", "sense", "given_on", "by_secretary"]})

    class Meta(Record.Meta):
        constraints = (models.UniqueConstraint(fields=["item", "seat"], name="mg_commission_one_opinion"),)
