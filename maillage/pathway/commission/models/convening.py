"""Before the sitting: points without application, what the members answered, reminders, numbered sets of papers."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record
from maillage.foundation.access.visibility import SeatInOpenSession, Territory
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.pathway.commission.models.codes import Presence
from maillage.pathway.commission.models.commission import Seat
from maillage.pathway.commission.models.session import Convocation, OfSession, Session
from maillage.pathway.commission.workflow import READING_STATES


class PointKind(models.TextChoices):
    """What a point without application is about."""

    STATE_OF_PLAY = "state_of_play", _("état des lieux partagé")
    POLICY = "policy", _("politique départementale")
    OTHER = "other", _("autre point")


class PointOutcome(models.TextChoices):
    """What became of it. Empty while nothing is noted."""

    TREATED = "treated", _("traité")
    NOT_REACHED = "not_reached", _("non abordé")


class ReminderMeans(models.TextChoices):
    """By which means a member was reminded."""

    HERE = "here", _("avis dans l'outil")
    MAIL = "mail", _("courriel")
    PHONE = "phone", _("téléphone")
    POST = "post", _("courrier")


class AgendaPoint(OfSession):
    """A point of the agenda without application. It shares the one order of the agenda with the items; its words name nobody.

    Not reached, it keeps the quorum counted then: a second convocation takes it up when that lacked.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="points")
    kind = models.CharField(max_length=16, choices=PointKind.choices)
    title = models.CharField(max_length=160)
    rank = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=12, choices=PointOutcome.choices, blank=True)
    words = models.CharField(max_length=400, blank=True)
    closed_on = models.DateField(null=True)
    quorum_counted = models.PositiveSmallIntegerField(null=True)
    quorum_needed = models.PositiveSmallIntegerField(null=True)

    visibility = (
        Territory("session__territory", by=Permission.APPLICATION_LIST)
        | Territory("session__territory", by=Permission.SESSION_CONDUCT)
        | SeatInOpenSession(
            "session__convocations__reader_id",
            state_path="session__state",
            open_states=READING_STATES,
            until_path="session__convocations__reads_until",
            by=Permission.PAPERS_READ,
        )
    )
    data_classes: ClassVar = classify(
        {DataClass.OPERATIONAL: ["session", "kind", "title", "rank", "outcome", "words", "closed_on", "quorum_counted", "quorum_needed"]}
    )

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome="", closed_on__isnull=True) | (~Q(outcome="") & Q(closed_on__isnull=False)),
                name="mg_commission_point_outcome_has_a_day",
            ),
        )

    def __str__(self) -> str:
        return self.title


class _OfConvocation(Record):
    class Meta(Record.Meta):
        abstract = True

    convocation: models.ForeignKey[Convocation, Convocation]

    @property
    def organisation_id(self) -> uuid.UUID:
        """The delegation: the chain of the journal."""
        return self.convocation.organisation_id

    @property
    def territory_id(self) -> str:
        """The department: what mandates of the State cover."""
        return self.convocation.territory_id


class ConvocationReply(_OfConvocation):
    """What a seat answered: by which channel it will attend, that it will not, or to whom it gives its proxy (CRPA, art. R. 133-9)."""

    convocation = models.OneToOneField(Convocation, on_delete=models.PROTECT, related_name="reply")
    presence = models.CharField(max_length=10, choices=Presence.choices)
    proxy_to = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    said_on = models.DateField()
    by_secretary = models.BooleanField(default=False)

    visibility = Territory("convocation__session__territory", by=Permission.SESSION_CONDUCT)
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["convocation", "presence", "proxy_to", "said_on", "by_secretary"]})

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(presence="proxy", proxy_to__isnull=False) | (~Q(presence="proxy") & Q(proxy_to__isnull=True)),
                name="mg_commission_reply_names_the_proxy",
            ),
        )

    @property
    def seat_id(self) -> uuid.UUID:
        """The seat that answered."""
        return self.convocation.seat_id


class Reminder(_OfConvocation):
    """A dated reminder to a seat that did not answer."""

    convocation = models.ForeignKey(Convocation, on_delete=models.PROTECT, related_name="reminders")
    sent_on = models.DateField()
    means = models.CharField(max_length=8, choices=ReminderMeans.choices)

    visibility = Territory("convocation__session__territory", by=Permission.COMMISSION_MANAGE)
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["convocation", "sent_on", "means"]})

    class Meta(Record.Meta):
        constraints = (models.UniqueConstraint(fields=["convocation", "sent_on"], name="mg_commission_one_reminder_a_day"),)


class PaperSet(OfSession):
    """A numbered set of papers beside the screen: to which seat, when it was handed out, came back, was destroyed."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="paper_sets")
    number = models.PositiveSmallIntegerField()
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    handed_on = models.DateField()
    returned_on = models.DateField(null=True)
    destroyed_on = models.DateField(null=True)

    visibility = Territory("session__territory", by=Permission.COMMISSION_MANAGE)
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["session", "number", "seat", "handed_on", "returned_on", "destroyed_on"]})

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["session", "number"], name="mg_commission_set_number_once"),
            models.CheckConstraint(
                condition=Q(returned_on__isnull=True) | Q(returned_on__gte=F("handed_on")), name="mg_commission_set_returned_after"
            ),
            models.CheckConstraint(
                condition=Q(destroyed_on__isnull=True) | Q(returned_on__isnull=False, destroyed_on__gte=F("returned_on")),
                name="mg_commission_set_destroyed_once_back",
            ),
        )
