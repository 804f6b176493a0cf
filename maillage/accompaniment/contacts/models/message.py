"""A message to her: which text of the list, by which way, when, and what became of it. Neither its words nor her number are kept here."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people.moments import first_instant
from maillage.core.departures import DEPARTURES, UNSETTLED, State
from maillage.core.neutral import Template
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import Assigned, OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify


class MessageWay(models.TextChoices):
    """By which way a message is written."""

    SMS = "sms", _("SMS")
    MAIL = "mail", _("courriel")


class Handling(models.TextChoices):
    """What was done of a message that did not arrive."""

    RESENT = "resent", _("renvoyé")
    CALLED = "called", _("elle a été jointe autrement")
    CORRECTED = "corrected", _("ses consignes sont corrigées")
    DROPPED = "dropped", _("il n'était plus utile")


class Problem(models.TextChoices):
    """Why it did not leave, or did not arrive."""

    RULE = "rule", _("sa consigne de contact ne le permettait pas à cette heure-là")
    NO_NUMBER = "no_number", _("ses consignes ne donnent ni numéro ni adresse pour cette voie")
    ALIAS = "alias", _("l'alias de ses consignes la trahirait")
    NOT_ACCEPTED = "not_accepted", _("l'opérateur ne l'a pas accepté")
    NOT_ARRIVED = "not_arrived", _("l'opérateur dit qu'il n'est pas arrivé")
    SAID = "said", _("vous avez noté qu'il n'est pas arrivé")


class MessageQuerySet(ScopedQuerySet["Message"]):
    """Words about messages."""

    def waiting(self) -> Self:
        """Those that have not left yet."""
        return self.filter(state=State.WAITING)

    def unsettled(self, *, today: date) -> Self:
        """Those that somebody has to look at: not arrived, stopped by her rule, or caught while leaving before today."""
        lost = Q(state=State.LEAVING, left_at__lt=first_instant(today))
        return self.filter(Q(state__in=UNSETTLED) | lost, handled_on__isnull=True)


_one_of = [(card.state.value, str(card.label)) for card in DEPARTURES.states]


class Message(Record):
    """One message to one person."""

    person = models.ForeignKey("mg_people.Person", on_delete=models.CASCADE, related_name="messages")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, related_name="+")
    written_on = models.DateField()
    way = models.CharField(max_length=4, choices=MessageWay.choices)
    template = models.CharField(max_length=12, choices=[(each.value, str(each.label)) for each in Template])
    day = models.DateField(null=True)
    hour = models.TimeField(null=True)
    send_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=_one_of, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    left_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=12, choices=Problem.choices, blank=True)
    outgoing = models.ForeignKey("mg_people.Outgoing", on_delete=models.SET_NULL, null=True, related_name="+")
    reference = models.CharField(max_length=64, blank=True)
    follows = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="followed_by")
    handled_on = models.DateField(null=True)
    handled_by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    handling = models.CharField(max_length=10, choices=Handling.choices, blank=True)

    unscoped: ClassVar = MessageQuerySet.as_manager()

    visibility = OwnOrganisation("organisation", by=Permission.MESSAGE_SEND) | Assigned(
        "person__key_workers__user_id", "organisation", by=Permission.MESSAGE_SEND, ends_path="person__key_workers__ends_on"
    )
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: [
                "person", "organisation", "written_on", "send_at", "state", "left_at", "settled_at", "problem", "handled_on", "handling",
            ],
            DataClass.TECHNICAL: ["attempts", "outgoing", "reference", "follows"],
            DataClass.PERSONAL: ["written_by", "handled_by"],
            DataClass.SENSITIVE: ["way", "template", "day", "hour"],
        }
    )  # fmt: skip

    class Meta(Record.Meta):
        indexes = (models.Index(fields=["person", "send_at"], name="mg_contacts_message_of_person"),)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=[each.value for each in State]), name="mg_contacts_message_known_state"),
            models.CheckConstraint(condition=Q(template__in=[each.value for each in Template]), name="mg_contacts_message_of_the_list"),
            models.CheckConstraint(
                condition=Q(state__in=[State.WAITING, State.HELD, State.CANCELLED, State.REFUSED]) | Q(left_at__isnull=False),
                name="mg_contacts_message_left_some_day",
            ),
            models.CheckConstraint(
                condition=Q(handled_on__isnull=True, handled_by__isnull=True, handling="")
                | (Q(handled_on__isnull=False, handled_by__isnull=False) & ~Q(handling="")),
                name="mg_contacts_message_handled_whole",
            ),
            models.UniqueConstraint(fields=["reference"], condition=~Q(reference=""), name="mg_contacts_message_reference_once"),
        )


class MessageHold(Record):
    """While it lasts, no message leaves for her: not the planned ones either. Says nothing of what she agreed to."""

    person = models.ForeignKey("mg_people.Person", on_delete=models.CASCADE, related_name="message_holds")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    held_by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True)
    ended_by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, null=True, related_name="+")

    visibility = Message.visibility
    data_classes: ClassVar = classify(
        {DataClass.OPERATIONAL: ["person", "organisation", "since", "ended_on"], DataClass.PERSONAL: ["held_by", "ended_by"]}
    )

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["person"], condition=Q(ended_on__isnull=True), name="mg_contacts_one_hold_at_a_time"),
            models.CheckConstraint(condition=Q(ended_on__isnull=True) | Q(ended_on__gte=models.F("since")), name="mg_contacts_hold_dates"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_by__isnull=True) | Q(ended_on__isnull=False, ended_by__isnull=False),
                name="mg_contacts_hold_ended_by_somebody",
            ),
        )
