"""The file of a person. What names or locates her is sealed; what queries need is codes and dates."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import Assigned, OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import HangsOnSubject, Part, SealedField, SealedSubject


class Channel(models.TextChoices):
    """By which way she may be reached safely. `NONE_KNOWN` is an answer, with where she sees us."""

    PHONE = "phone", _("téléphone")
    SMS = "sms", _("SMS")
    MESSAGING = "messaging", _("messagerie")
    MAIL = "mail", _("courriel")
    PARTNER = "partner", _("par un partenaire")
    NONE_KNOWN = "none_known", _("aucun canal connu")


class PersonQuerySet(ScopedQuerySet["Person"]):
    """Words of the room."""

    def open_files(self) -> Self:
        """Files not closed."""
        return self.filter(closed_on__isnull=True)

    def followed_by(self, user_id: Any, *, today: date) -> Self:
        """Files whose key worker is this user today."""
        return self.filter(pk__in=KeyWorker.unscoped.present(today=today).filter(user_id=user_id).order_by().values("person"))

    def without_key_worker(self, *, today: date) -> Self:
        """Files that nobody follows today."""
        return self.exclude(pk__in=KeyWorker.unscoped.present(today=today).order_by().values("person"))


class Person(SealedSubject):
    """One file in one association. It works without any civil name."""

    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey("mg_territories.Territory", on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=9, unique=True)
    pseudonym = SealedField(part=Part.LABEL)
    channel = models.CharField(max_length=12, choices=Channel.choices)
    safe_contact = SealedField(part=Part.SAFE_CONTACT)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    last_contact_on = models.DateField()

    unscoped: ClassVar = PersonQuerySet.as_manager()

    visibility = OwnOrganisation("organisation", by=Permission.PERSON_LIST) | Assigned(
        "key_workers__user_id", "organisation", by=Permission.PERSON_LIST, ends_path="key_workers__ends_on"
    )
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["organisation", "territory", "opened_on", "closed_on", "last_contact_on"],
            DataClass.SENSITIVE: ["channel"],
            DataClass.TECHNICAL: ["reference"],
            DataClass.SEALED: ["pseudonym", "safe_contact"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(channel__in=[c.value for c in Channel]), name="mg_people_known_channel"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=models.F("opened_on")), name="mg_people_closed_after_opened"
            ),
        )

    def __str__(self) -> str:
        return self.reference


class Identity(HangsOnSubject, Record):
    """Her civil identity, apart: opened with a reason, journaled. Needed only to file."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="identity")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    last_name = SealedField(part=Part.IDENTITY)
    first_name = SealedField(part=Part.IDENTITY)
    birth_date = SealedField(part=Part.IDENTITY)
    nationality = SealedField(part=Part.IDENTITY)
    recorded_on = models.DateField()

    vault_subject_path: ClassVar = "person"
    visibility = OwnOrganisation("organisation", by=Permission.IDENTITY_OPEN)
    data_classes: ClassVar = classify(
        {
            DataClass.TECHNICAL: ["person"],
            DataClass.OPERATIONAL: ["organisation", "recorded_on"],
            DataClass.SEALED: ["last_name", "first_name", "birth_date", "nationality"],
        }
    )


class KeyWorkerQuerySet(ScopedQuerySet["KeyWorker"]):
    """Words about follow-ups."""

    def present(self, *, today: date) -> Self:
        """Begun and not ended; the day of the end is out."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today), starts_on__lte=today)


class KeyWorker(Record):
    """Who accompanies her, from when to when (excluded)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="key_workers")
    user = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    unscoped: ClassVar = KeyWorkerQuerySet.as_manager()

    visibility = OwnOrganisation("person__organisation", by=Permission.PERSON_LIST)
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["person", "user", "starts_on", "ends_on"]})

    @property
    def organisation_id(self) -> uuid.UUID:
        """The association of the file: what mandates cover."""
        return self.person.organisation_id

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["person", "user"], condition=Q(ends_on__isnull=True), name="mg_people_key_worker_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")), name="mg_people_key_worker_dates"
            ),
        )


class Purpose(models.TextChoices):
    """For what she agrees."""

    FILE_APPLICATION = "file_application", _("déposer sa demande auprès de la préfecture")


class Proof(models.TextChoices):
    """How the accord was given."""

    SIGNED = "signed", _("signé")
    ORAL = "oral", _("oral, noté le jour même")


class Accord(Record):
    """What she agreed to: for which purpose, towards whom, on which day, in which language. She may withdraw it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="accords")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=24, choices=Purpose.choices)
    recipient = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=8)
    proof = models.CharField(max_length=8, choices=Proof.choices)
    given_on = models.DateField()
    withdrawn_on = models.DateField(null=True)

    visibility = OwnOrganisation("organisation", by=Permission.PERSON_LIST)
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["person", "organisation", "purpose", "recipient", "proof", "given_on", "withdrawn_on"],
            DataClass.SENSITIVE: ["language"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=models.F("given_on")), name="mg_people_accord_dates"
            ),
        )
