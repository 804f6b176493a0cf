"""Acting for her: with a mandate, for named procedures, between two dates, and she is told of each act."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people.models.override import ToldHow
from maillage.accompaniment.people.models.person import Person
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import HangsOnSubject, Part, SealedField


class Procedure(models.TextChoices):
    """What we may do for her."""

    HEALTH_INSURANCE = "health_insurance", _("l'assurance maladie, l'AME")
    FAMILY_ALLOWANCE = "family_allowance", _("la CAF, la MSA")
    EMPLOYMENT = "employment", _("France Travail, l'emploi")
    TAXES = "taxes", _("les impôts")
    PREFECTURE = "prefecture", _("la préfecture, ses papiers")
    ASYLUM = "asylum", _("l'OFPRA, la CNDA")
    CONSULATE = "consulate", _("son consulat")
    HOUSING = "housing", _("le logement, l'hébergement")
    DOMICILIATION = "domiciliation", _("la domiciliation, son courrier")
    BANK = "bank", _("la banque")
    SCHOOL = "school", _("l'école, la garde des enfants")
    CARE = "care", _("un rendez-vous de soins")
    JUSTICE = "justice", _("une plainte, un avocat, un tribunal")


class TellingPoint(models.TextChoices):
    """What she was told before she gave it."""

    SCOPE = "scope", _("ce que nous ferons, et rien d'autre")
    MAY_END = "may_end", _("elle peut y mettre fin à tout moment, sans dire pourquoi")
    EACH_ACT = "each_act", _("nous lui dirons chaque démarche faite en son nom")
    COPIES = "copies", _("elle a copie de ce que nous envoyons")
    WHO_SEES = "who_sees", _("qui verra son nom, et lequel")


class ActKind(models.TextChoices):
    """What was done in her name."""

    FORM_FILED = "form_filed", _("un formulaire déposé")
    LETTER_SENT = "letter_sent", _("un courrier envoyé")
    CALL_MADE = "call_made", _("un appel passé")
    APPOINTMENT = "appointment", _("un rendez-vous pris")
    PAPER_COLLECTED = "paper_collected", _("un papier retiré")
    ACCOUNT_OPENED = "account_opened", _("un compte ouvert en ligne")
    APPEAL = "appeal", _("un recours")


class ActingMandateQuerySet(ScopedQuerySet["ActingMandate"]):
    """Words about mandates."""

    def in_force(self, *, today: date) -> Self:
        """Begun, not ended, not past the last day."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=today), starts_on__lte=today, last_on__gte=today)


class ActingMandate(HangsOnSubject, Record):
    """Her mandate: for which procedures, from when to which last day, and what she was told, when and how."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="acting_mandates")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    procedures = models.JSONField(default=list)
    starts_on = models.DateField()
    last_on = models.DateField()
    ended_on = models.DateField(null=True)
    ended_by_her = models.BooleanField(default=False)
    scan = models.UUIDField(null=True)
    language = models.CharField(max_length=8)
    told_on = models.DateField()
    told_how = models.CharField(max_length=13, choices=ToldHow.choices)
    told_points = models.JSONField(default=list)
    told_words = SealedField(part=Part.STORY)

    unscoped: ClassVar = ActingMandateQuerySet.as_manager()

    vault_subject_path: ClassVar = "person"
    visibility = OwnOrganisation("organisation", by=Permission.PERSON_LIST)
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: [
                "person", "organisation", "starts_on", "last_on", "ended_on", "ended_by_her", "told_on", "told_how", "told_points",
            ],
            DataClass.TECHNICAL: ["scan"],
            DataClass.SENSITIVE: ["procedures", "language"],
            DataClass.SEALED: ["told_words"],
        }
    )  # fmt: skip

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(last_on__gte=F("starts_on")), name="mg_people_mandate_dates"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_by_her=False) | Q(ended_on__gte=F("starts_on")), name="mg_people_mandate_end"
            ),
            models.CheckConstraint(condition=Q(told_on__lte=F("starts_on")), name="mg_people_mandate_told_before"),
        )

    @property
    def procedure_labels(self) -> list[Any]:
        """What we may do, in words."""
        return [Procedure(code).label for code in self.procedures]

    @property
    def told_labels(self) -> list[Any]:
        """What she was told, in words."""
        return [TellingPoint(code).label for code in self.told_points]

    def holds(self, *, today: date) -> bool:
        """May we act today?"""
        return self.starts_on <= today <= self.last_on and (self.ended_on is None or self.ended_on > today)


class ActInHerName(Record):
    """One thing done in her name under a mandate, and when she was told. Codes and days only."""

    mandate = models.ForeignKey(ActingMandate, on_delete=models.CASCADE, related_name="acts")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="acts_in_her_name")
    by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    procedure = models.CharField(max_length=16, choices=Procedure.choices)
    kind = models.CharField(max_length=15, choices=ActKind.choices)
    done_on = models.DateField()
    told_on = models.DateField(null=True)

    visibility = OwnOrganisation("person__organisation", by=Permission.PERSON_LIST)
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["mandate", "person", "kind", "done_on", "told_on"],
            DataClass.PERSONAL: ["by"],
            DataClass.SENSITIVE: ["procedure"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(told_on__isnull=True) | Q(told_on__gte=F("done_on")), name="mg_people_act_told_after"),
        )

    @property
    def organisation_id(self) -> uuid.UUID:
        """The association of the file: what mandates of workers cover."""
        return self.person.organisation_id
