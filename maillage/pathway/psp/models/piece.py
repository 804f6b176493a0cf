"""The checklist: piece x issuer x state x validity."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.core.checklist import USUAL_DAYS, Lateness, lateness
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import Assigned, OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import HangsOnSubject
from maillage.pathway.psp.models.application import Application
from maillage.pathway.psp.pieces import piece_label
from maillage.pathway.psp.workflow import PREPARED_BY_ASSOCIATION


class PieceLevel(models.TextChoices):
    """Whether the national list asks for it."""

    REQUIRED = "required", _("demandée à toutes")
    IF_APPLICABLE = "if_applicable", _("selon la situation")
    NOT_APPLICABLE = "not_applicable", _("pas demandée ici")


class PieceState(models.TextChoices):
    """Where the piece is."""

    TO_GATHER = "to_gather", _("à réunir")
    ASKED = "asked", _("demandée")
    RECEIVED = "received", _("reçue")
    REFUSED = "refused", _("refusée")
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


class RefusalCause(models.TextChoices):
    """Why an issuer refused a piece: a code, no words."""

    NO_PROOF_OF_IDENTITY = "no_identity", _("faute de pièce d'identité")
    NO_ADDRESS = "no_address", _("faute d'adresse ou de domiciliation")
    NOT_COMPETENT = "not_competent", _("le service se dit non compétent")
    COUNTER_CLOSED = "counter_closed", _("guichet fermé ou sans rendez-vous")
    PAPER_MISSING = "paper_missing", _("il demande un autre papier d'abord")
    UNSAID = "unsaid", _("refus oral, sans raison dite")


class ReminderMeans(models.TextChoices):
    """How an issuer was reminded."""

    PHONE = "phone", _("par téléphone")
    MAIL = "mail", _("par courriel")
    POST = "post", _("par courrier")
    VISIT = "visit", _("sur place")


class PieceQuerySet(ScopedQuerySet["Piece"]):
    """Words of the room."""

    def awaited(self) -> Self:
        """Asked, not come, of an application that is still prepared here."""
        return self.filter(state=PieceState.ASKED, application__state__in=PREPARED_BY_ASSOCIATION)

    def late(self, *, today: date) -> Self:
        """Awaited after the day announced, or longer than usual when none was (core's `lateness`)."""
        usual = Q(expected_on__isnull=True, asked_on__lt=today - timedelta(days=USUAL_DAYS))
        return self.awaited().filter(Q(expected_on__lt=today) | usual)

    def to_remind(self, *, today: date) -> Self:
        """Awaited, and the day noted to ask again has come."""
        return self.awaited().filter(remind_on__lte=today)


class Piece(HangsOnSubject, Record):
    """One line of the checklist. Its scan is a sealed document of the person. `words` name a piece that only a department asks."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="pieces")
    code = models.CharField(max_length=32)
    rank = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=16, choices=PieceLevel.choices)
    issuer = models.CharField(max_length=16, choices=Issuer.choices)
    state = models.CharField(max_length=16, choices=PieceState.choices, default=PieceState.TO_GATHER)
    words = models.CharField(max_length=160, blank=True)
    asked_on = models.DateField(null=True)
    expected_on = models.DateField(null=True)
    remind_on = models.DateField(null=True)
    received_on = models.DateField(null=True)
    refused_on = models.DateField(null=True)
    refusal = models.CharField(max_length=16, choices=RefusalCause.choices, blank=True)
    valid_until = models.DateField(null=True)
    document = models.UUIDField(null=True)

    unscoped: ClassVar = PieceQuerySet.as_manager()

    vault_subject_path: ClassVar = "application__person"
    visibility = OwnOrganisation("application__organisation", by=Permission.APPLICATION_LIST) | Assigned(
        "application__person__key_workers__user_id",
        "application__organisation",
        by=Permission.APPLICATION_LIST,
        ends_path="application__person__key_workers__ends_on",
    )
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: [
                "application", "code", "rank", "level", "issuer", "state", "words", "asked_on", "expected_on", "remind_on", "received_on",
                "refused_on", "refusal", "valid_until",
            ],
            DataClass.TECHNICAL: ["document"],
        }
    )  # fmt: skip

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
            models.CheckConstraint(
                condition=Q(state=PieceState.REFUSED, refused_on__isnull=False) & ~Q(refusal="")
                | ~Q(state=PieceState.REFUSED) & Q(refused_on__isnull=True, refusal=""),
                name="mg_psp_refused_piece_says_why",
            ),
        )

    @property
    def organisation_id(self) -> Any:
        """The association of its application: what mandates cover."""
        return self.application.organisation_id

    @property
    def label(self) -> str:
        """Its words, from the national list or the department's own."""
        return self.words or piece_label(self.code)

    def out_of_date(self, *, today: date) -> bool:
        """Is its validity over?"""
        return self.valid_until is not None and self.valid_until < today

    def late_by(self, *, today: date) -> Lateness | None:
        """How late its issuer is; None when it is not awaited, or not late."""
        if self.state != PieceState.ASKED:
            return None
        return lateness(asked_on=self.asked_on, expected_on=self.expected_on, today=today)


class PieceReminder(Record):
    """A day on which the issuer of a piece was reminded, and how."""

    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="reminders")
    done_on = models.DateField()
    means = models.CharField(max_length=8, choices=ReminderMeans.choices)

    visibility = OwnOrganisation("piece__application__organisation", by=Permission.APPLICATION_LIST)
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["piece", "done_on", "means"]})

    class Meta(Record.Meta):
        pass
