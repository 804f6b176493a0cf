"""A letter kept for her. Never opened: no field could hold what is inside, nor what is written on it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.core.kept_mail import MailAlert, mail_alert, patience
from maillage.core.law import current_law
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import Assigned, OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify


class Sender(models.TextChoices):
    """What kind of sender: what the envelope says at a glance."""

    PREFECTURE = "prefecture", _("préfecture")
    COURT = "court", _("tribunal, avocate")
    ASYLUM = "asylum", _("OFPRA, OFII, CNDA")
    HEALTH_INSURANCE = "health_insurance", _("assurance maladie")
    FAMILY_BENEFITS = "family_benefits", _("CAF, MSA")
    EMPLOYMENT = "employment", _("emploi, employeur")
    BANK = "bank", _("banque")
    FAMILY = "family", _("famille, particulier")
    OTHER = "other", _("autre")


class Outcome(models.TextChoices):
    """How it left."""

    HANDED = "handed", _("remis en main propre")
    FORWARDED = "forwarded", _("réexpédié")
    RETURNED = "returned", _("retourné à l'expéditeur")
    MISTAKE = "mistake", _("noté par erreur")


class Told(models.TextChoices):
    """By which way she learned that a letter waits: those of her rule of contact, or because she was there."""

    IN_PERSON = "in_person", _("elle était là")
    PHONE = "phone", _("par téléphone")
    SMS = "sms", _("par SMS")
    MESSAGING = "messaging", _("par messagerie")
    MAIL = "mail", _("par courriel")
    LETTER = "letter", _("par lettre")
    PARTNER = "partner", _("par un partenaire")
    KEY_WORKER = "key_worker", _("de vive voix, par sa référente")
    VISIT = "visit", _("en allant la voir")


class KeptMailQuerySet(ScopedQuerySet["KeptMail"]):
    """Words of the room."""

    def waiting(self) -> Self:
        """Still here."""
        return self.filter(closed_on__isnull=True)

    def alerting(self, *, today: date) -> Self:
        """Here for longer than their patience (parameters mail.urgent_days, mail.unclaimed_days)."""
        law = current_law()
        by_kind = Q()
        for urgent in (True, False):
            days = timedelta(days=patience(urgent=urgent, on=today, law=law).value)
            by_kind |= Q(urgent=urgent, received_on__lte=today - days)
        return self.waiting().filter(by_kind)


class KeptMail(Record):
    """One letter, from the day it came to the day it left."""

    person = models.ForeignKey("mg_people.Person", on_delete=models.CASCADE, related_name="kept_mail")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    sender = models.CharField(max_length=16, choices=Sender.choices)
    urgent = models.BooleanField(default=False)
    received_on = models.DateField()
    told_on = models.DateField(null=True)
    told_by = models.CharField(max_length=12, choices=Told.choices, default="")
    closed_on = models.DateField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, default="")

    unscoped: ClassVar = KeptMailQuerySet.as_manager()

    visibility = OwnOrganisation("organisation", by=Permission.MAIL_KEEP) | Assigned(
        "person__key_workers__user_id", "organisation", by=Permission.MAIL_KEEP, ends_path="person__key_workers__ends_on"
    )
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["person", "organisation", "urgent", "received_on", "told_on", "closed_on", "outcome"],
            DataClass.SENSITIVE: ["sender", "told_by"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(sender__in=[each.value for each in Sender]), name="mg_kept_mail_known_sender"),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True, told_by="")
                | (Q(told_on__gte=F("received_on")) & Q(told_by__in=[each.value for each in Told])),
                name="mg_kept_mail_told_whole",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, outcome="")
                | (Q(closed_on__gte=F("received_on")) & Q(outcome__in=[each.value for each in Outcome])),
                name="mg_kept_mail_closed_whole",
            ),
        )

    def alert(self, *, today: date) -> MailAlert | None:
        """What to say of it today, while it is here."""
        if self.closed_on is not None:
            return None
        return mail_alert(received_on=self.received_on, urgent=self.urgent, told_on=self.told_on, today=today, law=current_law())
