"""First requests: what somebody asked for, before any file. No identity is needed; what could name or locate her is sealed."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people.models import Channel
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import Part, SealedField, SealedSubject

WORDS_LIMIT = 2_000


class Way(models.TextChoices):
    """How the request came."""

    PHONE = "phone", _("par téléphone")
    MESSAGE = "message", _("par message")
    WALK_IN = "walk_in", _("en venant")
    PARTNER = "partner", _("par un partenaire")
    ONLINE = "online", _("en ligne")
    OUTREACH = "outreach", _("en maraude")


class Partner(models.TextChoices):
    """Which kind of partner sent her, or received her."""

    ASSOCIATION = "association", _("une autre association")
    SOCIAL = "social", _("un service social")
    HEALTH = "health", _("un service de santé")
    SHELTER = "shelter", _("le 115 ou un hébergement")
    FOOD = "food", _("une aide alimentaire")
    TOWN = "town", _("une mairie")
    POLICE = "police", _("la police ou la gendarmerie")
    LAWYER = "lawyer", _("une permanence juridique")
    OTHER = "other", _("un autre partenaire")


class Triage(models.TextChoices):
    """What is asked, at first hearing."""

    URGENT = "urgent", _("urgence")
    ONE_OFF = "one_off", _("aide ponctuelle")
    INFORMATION = "information", _("information")
    LEAVE = "leave", _("sortir de la prostitution")
    OTHER = "other", _("autre demande")


class Public(models.TextChoices):
    """Had the association met her before?"""

    NEW = "new", _("jamais rencontrée")
    KNOWN = "known", _("déjà connue")
    UNKNOWN = "unknown", _("on ne sait pas")


class Problem(models.TextChoices):
    """Is the problem a new one?"""

    KNOWN = "known", _("problème connu")
    AGGRAVATED = "aggravated", _("problème aggravé")
    NEW = "new", _("problème nouveau")
    UNKNOWN = "unknown", _("on ne sait pas")


class Outcome(models.TextChoices):
    """What came of it."""

    WAITING = "waiting", _("en attente")
    ORIENTED = "oriented", _("orientée")
    AID_GIVEN = "aid_given", _("aide donnée")
    FILE_OPENED = "file_opened", _("dossier ouvert")
    WISH_NOTED = "wish_noted", _("demande d'engagement commencée")
    NO_SOLUTION = "no_solution", _("sans solution")


class NoSolution(models.TextChoices):
    """Why nothing was found: counted, because it is what is missing."""

    NO_SHELTER = "no_shelter", _("aucune place d'hébergement")
    NO_FUNDS = "no_funds", _("plus de crédits")
    NO_STAFF = "no_staff", _("personne pour l'accompagner")
    NOT_ELIGIBLE = "not_eligible", _("hors des critères de l'aide")
    NO_INTERPRETER = "no_interpreter", _("pas d'interprète")
    SERVICE_CLOSED = "service_closed", _("service fermé")
    LOST_CONTACT = "lost_contact", _("plus de contact avec elle")
    HER_CHOICE = "her_choice", _("elle n'a pas donné suite")
    OTHER = "other", _("autre raison")


LINKED = (Outcome.FILE_OPENED, Outcome.WISH_NOTED)


class RequestQuerySet(ScopedQuerySet["FirstRequest"]):
    """Words about requests."""

    def waiting(self) -> Self:
        """Those that nobody has answered."""
        return self.filter(outcome=Outcome.WAITING)

    def never_filed(self) -> Self:
        """Those that no file came of."""
        return self.filter(person__isnull=True)


class FirstRequest(SealedSubject):
    """One request to one association. Its key is its own: it is forgotten by itself when no file comes of it."""

    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey("mg_territories.Territory", on_delete=models.PROTECT, related_name="+")
    zone = models.ForeignKey("mg_territories.Place", on_delete=models.PROTECT, null=True, related_name="+")
    received_on = models.DateField()
    noted_by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, choices=Way.choices)
    partner = models.CharField(max_length=12, choices=Partner.choices, blank=True)
    triage = models.CharField(max_length=12, choices=Triage.choices)
    public = models.CharField(max_length=8, choices=Public.choices, default=Public.UNKNOWN)
    problem = models.CharField(max_length=12, choices=Problem.choices, default=Problem.UNKNOWN)
    words = SealedField(part=Part.REQUEST)
    pseudonym = SealedField(part=Part.LABEL)
    channel = models.CharField(max_length=12, choices=Channel.choices, blank=True)
    safe_contact = SealedField(part=Part.REQUEST)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, default=Outcome.WAITING)
    outcome_on = models.DateField(null=True)
    no_solution = models.CharField(max_length=16, choices=NoSolution.choices, blank=True)
    oriented_to = models.CharField(max_length=12, choices=Partner.choices, blank=True)
    forgotten = models.BooleanField(default=False)
    person = models.ForeignKey("mg_people.Person", on_delete=models.SET_NULL, null=True, related_name="requests")

    unscoped: ClassVar = RequestQuerySet.as_manager()

    visibility = OwnOrganisation("organisation", by=Permission.REQUEST_NOTE)
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: [
                "organisation", "territory", "received_on", "way", "partner", "triage", "outcome", "outcome_on", "no_solution",
                "oriented_to", "person",
            ],
            DataClass.TECHNICAL: ["forgotten"],
            DataClass.PERSONAL: ["noted_by"],
            DataClass.SENSITIVE: ["zone", "public", "problem", "channel"],
            DataClass.SEALED: ["words", "pseudonym", "safe_contact"],
        }
    )  # fmt: skip

    class Meta(Record.Meta):
        indexes = (models.Index(fields=["organisation", "received_on"], name="mg_intake_request_day"),)
        constraints = (
            models.CheckConstraint(condition=Q(way=Way.PARTNER) | Q(partner=""), name="mg_intake_partner_of_partners"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.WAITING, outcome_on__isnull=True) | (~Q(outcome=Outcome.WAITING) & Q(outcome_on__isnull=False)),
                name="mg_intake_outcome_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(outcome_on__isnull=True) | Q(outcome_on__gte=F("received_on")), name="mg_intake_outcome_after_request"
            ),
            models.CheckConstraint(
                condition=(Q(outcome=Outcome.NO_SOLUTION) & ~Q(no_solution="")) | (~Q(outcome=Outcome.NO_SOLUTION) & Q(no_solution="")),
                name="mg_intake_no_solution_says_why",
            ),
            models.CheckConstraint(condition=Q(outcome=Outcome.ORIENTED) | Q(oriented_to=""), name="mg_intake_oriented_somewhere"),
        )

    def __str__(self) -> str:
        return str(self.pk)
