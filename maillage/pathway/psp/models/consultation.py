"""The services that the State's secretariat consults before the session: what identity left, towards whom, on which basis."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record
from maillage.foundation.access.visibility import Assigned, FiledHere, OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.pathway.psp.models.application import Application


class ConsultedService(models.TextChoices):
    """Who may be consulted."""

    POLICE = "police", _("police nationale")
    GENDARMERIE = "gendarmerie", _("gendarmerie nationale")
    FOREIGNERS = "foreigners", _("service des étrangers de la préfecture")
    PROSECUTOR = "prosecutor", _("parquet")
    SOCIAL_COHESION = "social_cohesion", _("service de la cohésion sociale")
    OTHER_PREFECTURE = "other_prefecture", _("autre préfecture")


class ConsultationBasis(models.TextChoices):
    """On which basis the identity leaves. A closed list: no basis, no consultation."""

    INSTRUCTION = "instruction", _("instruction de la demande (CRPA, art. L. 114-8 : strictement nécessaire)")
    RESIDENCE = "residence", _("titre de séjour demandé avec le parcours (CESEDA, art. L. 425-4)")
    LOCAL_PROTOCOL = "local_protocol", _("protocole local, daté et signé, qui le prévoit")


class ConsultationAnswer(models.TextChoices):
    """What the service answers, from a short list: no free word about her."""

    AWAITED = "awaited", _("réponse attendue")
    NO_OBJECTION = "no_objection", _("pas d'objection")
    OBJECTION = "objection", _("objection")
    TO_DISCUSS = "to_discuss", _("élément à discuter en séance")
    NO_ANSWER = "no_answer", _("n'a pas répondu")


class Consultation(Record):
    """One service consulted on one application. `identity_sent` names the fields that left, never their values."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="consultations")
    service = models.CharField(max_length=20, choices=ConsultedService.choices)
    basis = models.CharField(max_length=16, choices=ConsultationBasis.choices)
    identity_sent = models.JSONField(default=list)
    sent_on = models.DateField()
    answer = models.CharField(max_length=16, choices=ConsultationAnswer.choices, default=ConsultationAnswer.AWAITED)
    answered_on = models.DateField(null=True)

    visibility = (
        OwnOrganisation("application__organisation", by=Permission.APPLICATION_LIST)
        | Assigned(
            "application__person__key_workers__user_id",
            "application__organisation",
            by=Permission.APPLICATION_LIST,
            ends_path="application__person__key_workers__ends_on",
        )
        | FiledHere("application__territory", filed_path="application__filed_on", by=Permission.APPLICATION_LIST)
    )
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["application", "service", "basis", "identity_sent", "sent_on", "answered_on"],
            DataClass.SENSITIVE: ["answer"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(answer=ConsultationAnswer.AWAITED, answered_on__isnull=True)
                | Q(answered_on__isnull=False) & ~Q(answer=ConsultationAnswer.AWAITED),
                name="mg_psp_consultation_answer_is_dated",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("sent_on")), name="mg_psp_consultation_dates"
            ),
            models.UniqueConstraint(fields=["application", "service"], name="mg_psp_consulted_once"),
        )

    @property
    def organisation_id(self) -> Any:
        """The association of its application: what mandates cover."""
        return self.application.organisation_id

    @property
    def territory_id(self) -> Any:
        """The department of its application: what mandates of the State cover."""
        return self.application.territory_id
