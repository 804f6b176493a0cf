"""Who accompanies her, from when to when, and what was asked of whom."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people.models.accord import Accord
from maillage.accompaniment.people.models.person import Person
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import Mine, OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import HangsOnSubject, Part, SealedField


class KeyWorkerRole(models.TextChoices):
    """What a colleague does for her."""

    LEAD = "lead", _("référente")
    SECOND = "second", _("co-référente")
    HEALTH = "health", _("relais santé")
    RIGHTS = "rights", _("relais juridique")
    SHELTER = "shelter", _("relais hébergement")
    STAND_IN = "stand_in", _("remplaçante")


class EndReason(models.TextChoices):
    """Why a follow-up ended."""

    HANDED_OVER = "handed_over", _("relais passé à une collègue")
    ABSENCE_OVER = "absence_over", _("fin d'un remplacement")
    LEFT = "left", _("départ de la collègue")
    HER_CHOICE = "her_choice", _("à sa demande")
    SHARE_ENDED = "share_ended", _("fin du suivi partagé")
    FILE_CLOSED = "file_closed", _("dossier fermé")
    MISTAKE = "mistake", _("désignée par erreur")
    OTHER = "other", _("autre raison")


class KeyWorkerQuerySet(ScopedQuerySet["KeyWorker"]):
    """Words about follow-ups."""

    def present(self, *, today: date) -> Self:
        """Begun and not ended; the day of the end is out."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today), starts_on__lte=today)

    def inside(self) -> Self:
        """Those of the association of the file; the others share a follow-up from another one."""
        return self.filter(association=F("person__organisation"))


class KeyWorker(Record):
    """Who accompanies her, from when to when (excluded), in which role, from which association.

    Somebody of another association always rests on an `accord`: withdrawn or expired, the file is closed to her at once.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="key_workers")
    user = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, related_name="+")
    association = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=KeyWorkerRole.choices, default=KeyWorkerRole.LEAD)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=12, choices=EndReason.choices, blank=True)
    accord = models.ForeignKey(Accord, on_delete=models.PROTECT, null=True, related_name="shared_with")

    unscoped: ClassVar = KeyWorkerQuerySet.as_manager()

    visibility = OwnOrganisation("person__organisation", by=Permission.PERSON_LIST)
    data_classes: ClassVar = classify(
        {DataClass.OPERATIONAL: ["person", "user", "association", "role", "starts_on", "ends_on", "end_reason", "accord"]}
    )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A follow-up is inside the association of the file unless another is named."""
        if self.association_id is None:
            self.association_id = self.person.organisation_id
        super().save(*args, **kwargs)

    @property
    def organisation_id(self) -> uuid.UUID:
        """The association of the file: what mandates cover."""
        return self.person.organisation_id

    @property
    def shares(self) -> bool:
        """Does she accompany from another association?"""
        return self.association_id != self.person.organisation_id

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["person", "user"], condition=Q(ends_on__isnull=True), name="mg_people_key_worker_once"),
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="mg_people_key_worker_dates"),
            models.CheckConstraint(condition=Q(role__in=[c.value for c in KeyWorkerRole]), name="mg_people_key_worker_role"),
        )


class OfferState(models.TextChoices):
    """Where an offer stands."""

    WAITING = "waiting", _("attend une réponse")
    ACCEPTED = "accepted", _("acceptée")
    REFUSED = "refused", _("refusée")
    WITHDRAWN = "withdrawn", _("retirée")


class Refusal(models.TextChoices):
    """Why a colleague cannot take a file."""

    TOO_MANY = "too_many", _("je suis déjà trop de dossiers")
    AWAY = "away", _("je serai absente")
    TOO_CLOSE = "too_close", _("je connais son entourage")
    LANGUAGE = "language", _("je ne parle pas sa langue")
    NOT_FIT = "not_fit", _("ce n'est pas mon métier")
    OTHER = "other", _("autre raison")


class FollowUpOffer(HangsOnSubject, Record):
    """A file offered to a colleague. Nothing changes until she accepts: the present key worker stays.

    `until`, the day the present one comes back, makes it a replacement; without it the relay is passed for good when `relays`.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="offers")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    association = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    to_user = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, related_name="+")
    offered_by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    relays = models.ForeignKey(KeyWorker, on_delete=models.CASCADE, null=True, related_name="+")
    accord = models.ForeignKey(Accord, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=10, choices=KeyWorkerRole.choices)
    starts_on = models.DateField()
    until = models.DateField(null=True)
    offered_on = models.DateField()
    state = models.CharField(max_length=9, choices=OfferState.choices, default=OfferState.WAITING)
    answered_on = models.DateField(null=True)
    refusal = models.CharField(max_length=9, choices=Refusal.choices, blank=True)
    words = SealedField(part=Part.NOTES)

    vault_subject_path: ClassVar = "person"
    visibility = OwnOrganisation("organisation", by=Permission.PERSON_ASSIGN) | Mine("to_user_id")
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: [
                "person", "organisation", "association", "to_user", "offered_by", "relays", "accord", "role", "starts_on", "until",
                "offered_on", "state", "answered_on", "refusal",
            ],
            DataClass.SEALED: ["words"],
        }
    )  # fmt: skip

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["person", "to_user"], condition=Q(state="waiting"), name="mg_people_offer_once"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gt=F("starts_on")), name="mg_people_offer_dates"),
            models.CheckConstraint(
                condition=Q(state="waiting", answered_on__isnull=True) | ~Q(state="waiting") & Q(answered_on__isnull=False),
                name="mg_people_offer_answered",
            ),
            models.CheckConstraint(
                condition=Q(state="refused") & ~Q(refusal="") | ~Q(state="refused") & Q(refusal=""), name="mg_people_offer_refusal"
            ),
        )
