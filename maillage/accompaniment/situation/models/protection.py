"""She is a minor, or may be one: the path of child protection, apart from everything else."""

from __future__ import annotations

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import Assigned, OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import HangsOnSubject, Part, SealedField


class Why(models.TextChoices):
    """What says that she is a minor."""

    BIRTH_DATE = "birth_date", _("sa date de naissance")
    DOUBT = "doubt", _("un doute sur son âge")


class Outcome(models.TextChoices):
    """How the path of protection ended."""

    ADULT = "adult", _("elle est majeure : le doute est levé")
    OF_AGE = "of_age", _("elle a eu 18 ans")
    ENTRUSTED = "entrusted", _("elle est confiée à la protection de l'enfance")


CLOSES_NOTHING = (Outcome.ENTRUSTED,)


class ActKind(models.TextChoices):
    """What was done. The codes are those of the steps of the law (parameter minor.steps)."""

    SAFE_NOW = "safe_now", _("mise à l'abri demandée")
    CONCERN = "concern", _("information préoccupante transmise")
    REPORT = "report", _("signalement au procureur")
    REPRESENTATION = "representation", _("représentation demandée")
    SHARE = "share", _("échange entre personnes tenues au secret")


class Recipient(models.TextChoices):
    """To whom."""

    UNIT = "unit", _("la cellule de recueil du département")
    CHILD_WELFARE = "child_welfare", _("l'aide sociale à l'enfance")
    PROSECUTOR = "prosecutor", _("le procureur de la République")
    LINE_119 = "line_119", _("le 119")
    POLICE = "police", _("la police ou la gendarmerie")


class Answer(models.TextChoices):
    """What was answered."""

    RECEIVED = "received", _("bien reçu")
    ASSESSING = "assessing", _("évaluation ouverte")
    PROTECTED = "protected", _("mesure de protection prise")
    COURT = "court", _("juge des enfants saisi")
    NO_ACTION = "no_action", _("classé sans suite")


class ProtectionQuerySet(ScopedQuerySet["Protection"]):
    """Words of the room."""

    def running(self) -> Self:
        """Not ended."""
        return self.filter(ended_on__isnull=True)

    def forbidding(self) -> Self:
        """Those because of which no pathway may be asked for: running, or ended by handing her over while she is a minor."""
        return self.filter(Q(ended_on__isnull=True) | Q(outcome__in=CLOSES_NOTHING))


class Protection(HangsOnSubject, Record):
    """One path of protection. Colleagues learn that it exists and whom to ask; what it holds is for the right `minors`."""

    person = models.ForeignKey("mg_people.Person", on_delete=models.CASCADE, related_name="protections")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=12, choices=Why.choices)
    majority = SealedField(part=Part.MINOR)
    noted_on = models.DateField()
    ended_on = models.DateField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, default="")
    keep_until = models.DateField(null=True)

    unscoped: ClassVar = ProtectionQuerySet.as_manager()

    vault_subject_path: ClassVar = "person"
    visibility = OwnOrganisation("organisation", by=Permission.PERSON_LIST) | Assigned(
        "person__key_workers__user_id", "organisation", by=Permission.PERSON_LIST, ends_path="person__key_workers__ends_on"
    )
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["person", "organisation", "noted_on", "ended_on", "keep_until"],
            DataClass.SENSITIVE: ["why", "outcome"],
            DataClass.SEALED: ["majority"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["person"], condition=Q(ended_on__isnull=True), name="mg_situation_protection_once"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, outcome="", keep_until__isnull=True)
                | (Q(ended_on__gte=F("noted_on"), keep_until__gte=F("ended_on")) & Q(outcome__in=[each.value for each in Outcome])),
                name="mg_situation_protection_end_whole",
            ),
        )


class ProtectionAct(HangsOnSubject, Record):
    """One dated act of protection: to whom, what was answered, and their reference, sealed."""

    protection = models.ForeignKey(Protection, on_delete=models.CASCADE, related_name="acts")
    kind = models.CharField(max_length=16, choices=ActKind.choices)
    recipient = models.CharField(max_length=16, choices=Recipient.choices)
    done_on = models.DateField()
    answer = models.CharField(max_length=12, choices=Answer.choices, default="")
    answered_on = models.DateField(null=True)
    reference = SealedField(part=Part.MINOR)

    vault_subject_path: ClassVar = "protection__person"
    visibility = OwnOrganisation("protection__organisation", by=Permission.MINOR_OPEN)
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["protection", "done_on", "answered_on"],
            DataClass.SENSITIVE: ["kind", "recipient", "answer"],
            DataClass.SEALED: ["reference"],
        }
    )

    @property
    def organisation_id(self) -> uuid.UUID:
        """The association of the file: what mandates cover."""
        return self.protection.organisation_id

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True)
                | (Q(answered_on__gte=F("done_on")) & Q(answer__in=[each.value for each in Answer])),
                name="mg_situation_act_answer_whole",
            ),
        )
