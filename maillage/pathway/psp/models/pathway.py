"""After the decision: the pathway and its terms, whose ends are computed, never stored as guesses."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record
from maillage.foundation.access.visibility import Assigned, Dimension, OwnOrganisation, Territory
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.pathway.psp.models.application import Application


def seen_through(prefix: str) -> Dimension:
    """Her association, and the State of the department: who sees a pathway and what hangs on it."""
    return (
        OwnOrganisation(f"{prefix}organisation", by=Permission.APPLICATION_LIST)
        | Assigned(
            f"{prefix}person__key_workers__user_id",
            f"{prefix}organisation",
            by=Permission.APPLICATION_LIST,
            ends_path=f"{prefix}person__key_workers__ends_on",
        )
        | Territory(f"{prefix}territory", by=Permission.APPLICATION_LIST)
    )


class EndOutcome(models.TextChoices):
    """How a pathway ended. A closed list: facts, never a judgement."""

    AUTONOMY = "autonomy", _("autonomie trouvée")
    FULL_LENGTH = "full_length", _("vingt-quatre mois accomplis")
    NOT_RENEWED = "not_renewed", _("pas de renouvellement")
    WITHDRAWN = "withdrawn", _("arrêt à sa demande")
    MOVED = "moved", _("suite dans un autre département ou une autre association")
    LOST_CONTACT = "lost_contact", _("lien perdu")
    DEATH = "death", _("décès")
    DECISION_ENDED = "decision_ended", _("fin décidée par la préfecture")


class Pathway(Record):
    """A pathway entered by a decision. Terms count from `starts_on`, the origin date."""

    person = models.ForeignKey("mg_people.Person", on_delete=models.PROTECT, null=True, related_name="pathways")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey("mg_territories.Territory", on_delete=models.PROTECT, related_name="+")
    entry = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="pathway")
    starts_on = models.DateField()
    ended_on = models.DateField(null=True)
    outcome = models.CharField(max_length=16, choices=EndOutcome.choices, blank=True)

    visibility = seen_through("")
    data_classes: ClassVar = classify(
        {DataClass.OPERATIONAL: ["person", "organisation", "territory", "entry", "starts_on", "ended_on", "outcome"]}
    )

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("starts_on")), name="mg_psp_pathway_dates"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, outcome="") | (Q(ended_on__isnull=False) & ~Q(outcome="")),
                name="mg_psp_pathway_end_says_how",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_on__isnull=True) & Q(person__isnull=False), name="mg_psp_one_running_pathway"
            ),
        )


class OfPathway(Record):
    """A row that hangs on a pathway: mandates cover it through it."""

    class Meta(Record.Meta):
        abstract = True

    pathway: models.ForeignKey[Pathway, Pathway]

    @property
    def organisation_id(self) -> Any:
        """The association of the pathway: what mandates cover."""
        return self.pathway.organisation_id

    @property
    def territory_id(self) -> Any:
        """The department of the pathway: what mandates of the State cover."""
        return self.pathway.territory_id


class Term(OfPathway):
    """One term of six months. `expires_on` is the last day by the decision; regimes move it when read."""

    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, related_name="terms")
    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="term")
    number = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    expires_on = models.DateField()

    visibility = seen_through("pathway__")
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["pathway", "application", "number", "starts_on", "expires_on"]})

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["pathway", "number"], name="mg_psp_term_once"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=4), name="mg_psp_four_terms_at_most"),
            models.CheckConstraint(condition=Q(expires_on__gt=F("starts_on")), name="mg_psp_term_dates"),
        )


class InterruptionCause(models.TextChoices):
    """Why nobody could accompany her for some days, though the term ran."""

    SERVICE_CLOSED = "service_closed", _("lieux fermés ou ralentis")
    NO_WORKER = "no_worker", _("personne pour l'accompagner")
    CARE = "care", _("soins ou hospitalisation")
    AWAY = "away", _("absente du département")
    OTHER = "other", _("autre raison")


class Interruption(OfPathway):
    """Days of a term without effective accompaniment: lost to her, though the texts read suspend nothing. Both ends held."""

    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, related_name="interruptions")
    cause = models.CharField(max_length=16, choices=InterruptionCause.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    visibility = seen_through("pathway__")
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["pathway", "starts_on", "ends_on"], DataClass.SENSITIVE: ["cause"]})

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="mg_psp_interruption_dates"),
        )
