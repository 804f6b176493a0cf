"""What the State keeps of a session, under keys of its own: the minutes, the words of each deliberation, the decisions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record
from maillage.foundation.access.visibility import Nobody, SeatInOpenSession, Territory
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import HangsOnSubject, Part, SealedField, SealedSubject
from maillage.pathway.commission.models.codes import DecisionSense
from maillage.pathway.commission.models.session import Session
from maillage.pathway.commission.models.sitting import Item
from maillage.pathway.psp.models import Application


class ReviewState(models.TextChoices):
    """Are the members reading the draft of the minutes again?"""

    OPEN = "open", _("en relecture")
    OVER = "over", _("relecture terminée")


class Minutes(SealedSubject):
    """The record of a session: its convocations, the words of its deliberations, its minutes. It survives the session's key.

    From `review` open to `review_until`, the members who were convened read the text again and propose corrections: both, and no longer.
    """

    session = models.OneToOneField(Session, on_delete=models.PROTECT, related_name="minutes")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey("mg_territories.Territory", on_delete=models.PROTECT, related_name="+")
    document = models.UUIDField(null=True)
    scan = models.UUIDField(null=True)
    drafted_on = models.DateField(null=True)
    review = models.CharField(max_length=4, choices=ReviewState.choices, blank=True)
    review_until = models.DateField(null=True)
    approved_on = models.DateField(null=True)
    signed_on = models.DateField(null=True)
    sent_on = models.DateField(null=True)

    visibility = Territory("territory", by=Permission.SESSION_CONDUCT) | SeatInOpenSession(
        "session__convocations__reader_id",
        state_path="review",
        open_states=(ReviewState.OPEN.value,),
        until_path="review_until",
        by=Permission.MINUTES_READ,
    )
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: [
                "session", "organisation", "territory", "drafted_on", "review", "review_until", "approved_on", "signed_on", "sent_on",
            ],
            DataClass.TECHNICAL: ["document", "scan"],
        }
    )  # fmt: skip

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(approved_on__isnull=True)
                | Q(document__isnull=False, drafted_on__isnull=False, drafted_on__lte=F("approved_on")),
                name="mg_commission_approved_after_drafted",
            ),
            models.CheckConstraint(
                condition=Q(review="", review_until__isnull=True) | ~Q(review="") & Q(review_until__isnull=False, drafted_on__isnull=False),
                name="mg_commission_review_has_an_end",
            ),
            models.CheckConstraint(condition=~Q(review="open") | Q(approved_on__isnull=True), name="mg_commission_no_review_once_approved"),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True) | Q(scan__isnull=False, approved_on__isnull=False, signed_on__gte=F("approved_on")),
                name="mg_commission_minutes_signed_after_approved",
            ),
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True) | Q(signed_on__isnull=False, sent_on__gte=F("signed_on")),
                name="mg_commission_minutes_sent_after_signed",
            ),
        )


class Deliberation(HangsOnSubject, Record):
    """The words of one item: what is asked when it is adjourned, what the commission says, disagreements that members ask to record."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="deliberations")
    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="deliberation")
    asked = SealedField(part=Part.DELIBERATION)
    words = SealedField(part=Part.DELIBERATION)
    dissents = SealedField(part=Part.DELIBERATION)

    vault_subject_path: ClassVar = "minutes"
    visibility = Nobody()
    data_classes: ClassVar = classify({DataClass.TECHNICAL: ["minutes", "item"], DataClass.SEALED: ["asked", "words", "dissents"]})


class Decision(SealedSubject):
    """The prefect's decision: prepared by the secretary, signed outside, recorded by the office. The opinion is apart."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="decision")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey("mg_territories.Territory", on_delete=models.PROTECT, related_name="+")
    sense = models.CharField(max_length=8, choices=DecisionSense.choices)
    motives = models.JSONField(default=list)
    fragile = models.BooleanField(default=False)
    words = SealedField(part=Part.EXTRACT)
    document = models.UUIDField(null=True)
    prepared_on = models.DateField()
    signed_on = models.DateField(null=True)
    number = models.CharField(max_length=40, blank=True)
    signatory_name = models.CharField(max_length=120, blank=True)
    signatory_capacity = models.CharField(max_length=120, blank=True)
    delegation_reference = models.CharField(max_length=120, blank=True)
    starts_on = models.DateField(null=True)
    scan = models.UUIDField(null=True)
    recorded_on = models.DateField(null=True)

    visibility = Territory("territory", by=Permission.DECISION_PREPARE)
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: [
                "application", "item", "organisation", "territory", "sense", "fragile", "prepared_on", "signed_on", "number",
                "delegation_reference", "starts_on", "recorded_on",
            ],
            DataClass.SENSITIVE: ["motives"],
            DataClass.PERSONAL: ["signatory_name", "signatory_capacity"],
            DataClass.TECHNICAL: ["document", "scan"],
            DataClass.SEALED: ["words"],
        }
    )  # fmt: skip

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True, recorded_on__isnull=True, number="")
                | Q(signed_on__isnull=False, recorded_on__isnull=False) & ~Q(number="") & ~Q(signatory_name="") & ~Q(signatory_capacity=""),
                name="mg_commission_signed_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True) | Q(recorded_on__gte=F("signed_on")), name="mg_commission_signed_before_recorded"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(sense__in=["granted", "renewed"], signed_on__isnull=False),
                name="mg_commission_starts_when_granted",
            ),
            models.UniqueConstraint(fields=["territory", "number"], condition=~Q(number=""), name="mg_commission_decision_number_once"),
        )

    @property
    def favourable(self) -> bool:
        """Does it open a term?"""
        return DecisionSense(self.sense).opens_a_term

    @property
    def tone(self) -> str:
        """The tone of its chip."""
        return "good" if self.favourable or self.sense == DecisionSense.KEPT else "alert"

    @property
    def is_signed(self) -> bool:
        """Has the office recorded the signed decision?"""
        return self.signed_on is not None
