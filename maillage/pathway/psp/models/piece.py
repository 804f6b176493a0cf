"""The checklist: piece x issuer x state x validity."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record
from maillage.foundation.access.visibility import Assigned, OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import HangsOnSubject
from maillage.pathway.psp.models.application import Application
from maillage.pathway.psp.pieces import piece_label


class PieceLevel(models.TextChoices):
    """Whether the national list asks for it."""

    REQUIRED = "required", _("demandée à toutes")
    IF_APPLICABLE = "if_applicable", _("selon la situation")


class PieceState(models.TextChoices):
    """Where the piece is."""

    TO_GATHER = "to_gather", _("à réunir")
    ASKED = "asked", _("demandée")
    RECEIVED = "received", _("reçue")
    NOT_APPLICABLE = "not_applicable", _("sans objet")


class Issuer(models.TextChoices):
    """Who must give it: late pieces are the issuer's delay, never hers by default."""

    ASSOCIATION = "association", _("l'association")
    PERSON = "person", _("la personne")
    CONSULATE = "consulate", _("le consulat")
    DOMICILIATION = "domiciliation", _("l'organisme de domiciliation")
    TOWN_HALL = "town_hall", _("la mairie")
    HEALTH_INSURANCE = "health_insurance", _("l'assurance maladie")
    TAX_OFFICE = "tax_office", _("les impôts")
    PREFECTURE = "prefecture", _("la préfecture")
    OTHER = "other", _("un autre organisme")


class Piece(HangsOnSubject, Record):
    """One line of the checklist. Its scan is a sealed document of the person."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="pieces")
    code = models.CharField(max_length=32)
    rank = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=16, choices=PieceLevel.choices)
    issuer = models.CharField(max_length=16, choices=Issuer.choices)
    state = models.CharField(max_length=16, choices=PieceState.choices, default=PieceState.TO_GATHER)
    asked_on = models.DateField(null=True)
    received_on = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    document = models.UUIDField(null=True)

    vault_subject_path: ClassVar = "application__person"
    visibility = OwnOrganisation("application__organisation", by=Permission.APPLICATION_LIST) | Assigned(
        "application__person__key_workers__user_id",
        "application__organisation",
        by=Permission.APPLICATION_LIST,
        ends_path="application__person__key_workers__ends_on",
    )
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["application", "code", "rank", "level", "issuer", "state", "asked_on", "received_on", "valid_until"],
            DataClass.TECHNICAL: ["document"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["application", "code"], name="mg_psp_piece_once"),
            models.CheckConstraint(
                condition=~Q(state=PieceState.RECEIVED) | Q(received_on__isnull=False), name="mg_psp_received_piece_is_dated"
            ),
            models.CheckConstraint(
                condition=Q(asked_on__isnull=True) | Q(received_on__isnull=True) | Q(received_on__gte=F("asked_on")),
                name="mg_psp_piece_received_after_asked",
            ),
        )

    @property
    def organisation_id(self) -> Any:
        """The association of its application: what mandates cover."""
        return self.application.organisation_id

    @property
    def label(self) -> str:
        """Its words, from the national list."""
        return piece_label(self.code)

    def out_of_date(self, *, today: date) -> bool:
        """Is its validity over?"""
        return self.valid_until is not None and self.valid_until < today
