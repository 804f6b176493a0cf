"""Her follow-up goes on with another association: what she agreed to pass, the answers, the months already used."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import FiledHere, OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.pathway.psp.models.application import Application
from maillage.pathway.psp.models.pathway import Pathway


class TransferState(models.TextChoices):
    """Where the move stands. The legal effect on a pathway is the receiving prefect's answer, never the receiver's alone."""

    PROPOSED = "proposed", _("proposée")
    ACCEPTED = "accepted", _("acceptée par l'association")
    REFUSED = "refused", _("refusée par l'association")
    CANCELLED = "cancelled", _("annulée")
    GRANTED = "granted", _("accordée par le préfet")
    DENIED = "denied", _("refusée par le préfet")


class TransferRefusal(models.TextChoices):
    """Why the receiving association says no: a code, no words about her."""

    NO_PLACE = "no_place", _("pas de place pour l'accompagner")
    NOT_ACCREDITED = "not_accredited", _("pas d'agrément en cours dans le département")
    TOO_FAR = "too_far", _("trop loin de là où elle vivra")
    KNOWN_ALREADY = "known_already", _("déjà suivie ici")
    OTHER = "other", _("autre raison, dite de vive voix")


class Passing(models.TextChoices):
    """What of her file may pass: each only if she agrees. Dates of the application and months used always do."""

    PSEUDONYM = "pseudonym", _("son nom d'usage")
    CONTACT = "contact", _("comment la joindre sans risque")
    IDENTITY = "identity", _("son identité civile")
    TEXT = "text", _("son projet et ses engagements")
    PIECES = "pieces", _("les pièces déjà réunies, avec leurs fichiers")


class TransferQuerySet(ScopedQuerySet["Transfer"]):
    """Words of the room."""

    def running(self) -> Self:
        """Proposed and not answered; or accepted for a pathway, while the prefect has not answered."""
        awaiting = Q(state=TransferState.ACCEPTED, pathway__isnull=False)
        return self.filter(Q(state=TransferState.PROPOSED) | awaiting)


class Transfer(Record):
    """One move of her follow-up, seen by both associations, and by the receiving department once the receiver has accepted.

    Nothing of her file is in it but codes and dates: what passes is re-encrypted, at the acceptance, from her file under the receiver's.
    """

    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey("mg_territories.Territory", on_delete=models.PROTECT, related_name="+")
    left_territory = models.ForeignKey("mg_territories.Territory", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("mg_people.Person", on_delete=models.PROTECT, null=True, related_name="transfers_out")
    new_person = models.ForeignKey("mg_people.Person", on_delete=models.PROTECT, null=True, related_name="transfers_in")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, null=True, related_name="transfers")
    new_application = models.ForeignKey(Application, on_delete=models.PROTECT, null=True, related_name="+")
    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, null=True, related_name="transfers")
    new_pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, null=True, related_name="+")
    passing = models.JSONField(default=list)
    state = models.CharField(max_length=12, choices=TransferState.choices, default=TransferState.PROPOSED)
    months_used = models.PositiveSmallIntegerField(default=0)
    proposed_on = models.DateField()
    accepted_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    refusal = models.CharField(max_length=16, choices=TransferRefusal.choices, blank=True)
    answered_on = models.DateField(null=True)
    from_paper = models.BooleanField(default=False)

    unscoped: ClassVar = TransferQuerySet.as_manager()

    visibility = (
        OwnOrganisation("organisation", by=Permission.APPLICATION_LIST)
        | OwnOrganisation("receiver", by=Permission.APPLICATION_LIST)
        | FiledHere("territory", filed_path="accepted_on", by=Permission.APPLICATION_LIST)
    )
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: [
                "organisation", "receiver", "territory", "left_territory", "person", "new_person", "application", "new_application",
                "pathway", "new_pathway", "passing", "state", "months_used", "proposed_on", "accepted_on", "closed_on", "refusal",
                "answered_on", "from_paper",
            ],
        }
    )  # fmt: skip

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=~Q(organisation=F("receiver")), name="mg_psp_transfer_goes_elsewhere"),
            models.CheckConstraint(
                condition=Q(accepted_on__isnull=True) | Q(accepted_on__gte=F("proposed_on")), name="mg_psp_transfer_accepted_after"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["granted", "denied"]) | Q(answered_on__isnull=False), name="mg_psp_transfer_answer_is_dated"
            ),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(refusal=""), name="mg_psp_transfer_refusal_says_why"),
            models.UniqueConstraint(fields=["person"], condition=Q(state="proposed"), name="mg_psp_one_transfer_proposed"),
        )


class CarriedTerm(Record):
    """A term that she used elsewhere, before this pathway went on here: it counts for the cap of months and for the renewals."""

    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, related_name="carried")
    number = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    expires_on = models.DateField()

    @property
    def organisation_id(self) -> Any:
        """The association of the pathway: what mandates cover."""
        return self.pathway.organisation_id

    visibility = OwnOrganisation("pathway__organisation", by=Permission.APPLICATION_LIST)
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["pathway", "number", "starts_on", "expires_on"]})

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["pathway", "number"], name="mg_psp_carried_term_once"),
            models.CheckConstraint(condition=Q(expires_on__gt=F("starts_on")), name="mg_psp_carried_term_dates"),
        )
