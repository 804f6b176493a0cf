"""What she agreed to: for what, towards whom, by which means, until when."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people.models.person import Person
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify


class Purpose(models.TextChoices):
    """For what she agrees."""

    FILE_APPLICATION = "file_application", _("déposer sa demande auprès de la préfecture")
    SHARE_FOLLOW_UP = "share_follow_up", _("partager son suivi avec une autre association")
    TRANSFER = "transfer", _("confier son dossier à une autre association")
    CONTACT_PARTNER = "contact_partner", _("parler d'elle à un partenaire")
    KEEP_MAIL = "keep_mail", _("garder son courrier")
    OWN_ACCESS = "own_access", _("voir elle-même une partie de son dossier")
    INTERPRETER = "interpreter", _("faire venir un interprète")
    STATISTICS = "statistics", _("compter dans des statistiques ou une recherche")


class RecipientKind(models.TextChoices):
    """Towards whom, when it is no organisation known here."""

    OWN = "own", _("notre association")
    EMERGENCY = "emergency", _("les secours (15, 17, 18, 112)")
    POLICE = "police", _("la police ou la gendarmerie")
    JUSTICE = "justice", _("la justice, le parquet")
    HOSPITAL = "hospital", _("un hôpital, un service de soins")
    SHELTER = "shelter", _("un hébergement, le 115")
    CHILD_PROTECTION = "child_protection", _("la protection de l'enfance")
    SOCIAL = "social", _("un service social, une mairie")
    RIGHTS = "rights", _("un service de droits (CAF, assurance maladie, France Travail)")
    LAWYER = "lawyer", _("son avocate, son avocat")
    INTERPRETER = "interpreter", _("un service d'interprètes")
    OTHER_ASSOCIATION = "other_association", _("une autre association")
    RESEARCH = "research", _("une équipe de recherche, l'observatoire")


class Means(models.TextChoices):
    """By which means what concerns her may pass."""

    ANY = "any", _("par tout moyen sûr")
    HERE = "here", _("par Maillage seulement")
    WITH_HER = "with_her", _("en sa présence seulement")
    PHONE = "phone", _("par téléphone")
    PAPER = "paper", _("sur papier")


class Interpreted(models.TextChoices):
    """Who carried the words."""

    NOBODY = "nobody", _("personne : nous parlons la même langue")
    PROFESSIONAL = "professional", _("un interprète professionnel, présent")
    BY_PHONE = "by_phone", _("un interprète professionnel, au téléphone")
    RELATIVE = "relative", _("une personne de son entourage")


class Proof(models.TextChoices):
    """How the accord was given."""

    SIGNED = "signed", _("signé")
    ORAL = "oral", _("oral, noté le jour même")
    OWN_ACCESS = "own_access", _("donné par elle-même, dans son accès")


class AccordQuerySet(ScopedQuerySet["Accord"]):
    """Words about accords."""

    def in_force(self, *, today: date) -> Self:
        """Given, not withdrawn, not past its last day."""
        return self.filter(Q(expires_on__isnull=True) | Q(expires_on__gte=today), given_on__lte=today, withdrawn_on__isnull=True)


class Accord(Record):
    """What she agreed to. She may withdraw it; after `expires_on`, its last day, it allows nothing more.

    Exactly one of `recipient` (an organisation known here) and `recipient_kind` says towards whom.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="accords")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=24, choices=Purpose.choices)
    recipient = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    recipient_kind = models.CharField(max_length=18, choices=RecipientKind.choices, blank=True)
    means = models.CharField(max_length=8, choices=Means.choices, default=Means.ANY)
    language = models.CharField(max_length=8)
    interpreted = models.CharField(max_length=12, choices=Interpreted.choices, default=Interpreted.NOBODY)
    proof = models.CharField(max_length=10, choices=Proof.choices)
    scan = models.UUIDField(null=True)
    given_on = models.DateField()
    expires_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)

    unscoped: ClassVar = AccordQuerySet.as_manager()

    visibility = OwnOrganisation("organisation", by=Permission.PERSON_LIST)
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: [
                "person", "organisation", "purpose", "recipient", "recipient_kind", "means", "proof", "given_on", "expires_on",
                "withdrawn_on",
            ],
            DataClass.TECHNICAL: ["scan"],
            DataClass.SENSITIVE: ["language", "interpreted"],
        }
    )  # fmt: skip

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("given_on")), name="mg_people_accord_dates"
            ),
            models.CheckConstraint(condition=Q(expires_on__isnull=True) | Q(expires_on__gte=F("given_on")), name="mg_people_accord_expiry"),
            models.CheckConstraint(
                condition=Q(recipient__isnull=True) & ~Q(recipient_kind="") | Q(recipient__isnull=False, recipient_kind=""),
                name="mg_people_accord_one_recipient",
            ),
        )

    @property
    def towards(self) -> Any:
        """Towards whom, in words."""
        return self.recipient.name if self.recipient is not None else self.get_recipient_kind_display()

    def holds(self, *, today: date) -> bool:
        """Does it allow something today?"""
        return self.withdrawn_on is None and self.given_on <= today and (self.expires_on is None or self.expires_on >= today)
