"""An appointment with her: when, how, with whom. Never what it is about; never a reproach."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.openings.models.activity import Activity
from maillage.accompaniment.openings.models.site import Room
from maillage.core.openings.capacity import Span, span_of
from maillage.core.openings.modes import MeetingWay
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import Assigned, OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify

MEETING_WAYS = [(way.value, str(way.label)) for way in MeetingWay]


class AppointmentState(models.TextChoices):
    """What became of it. None of them is ever a sanction."""

    BOOKED = "booked", _("prévu")
    HONOURED = "honoured", _("honoré")
    EXCUSED = "excused", _("excusée")
    MISSED = "missed", _("pas venue")
    CANCELLED_BY_US = "cancelled_by_us", _("annulé par nous")
    MOVED = "moved", _("déplacé")
    CONVERTED = "converted", _("passé au téléphone")


# Another one took its place: the former stays, and says which day it was.
REPLACED = frozenset({AppointmentState.MOVED, AppointmentState.CONVERTED})


class AppointmentQuerySet(ScopedQuerySet["Appointment"]):
    """Words about appointments."""

    def booked(self) -> Self:
        """Still to come about."""
        return self.filter(state=AppointmentState.BOOKED)

    def between(self, first: date, last: date) -> Self:
        """On one of these days, both included."""
        return self.filter(day__range=(first, last))

    def received(self) -> Self:
        """Those for which somebody stands, or stood, inside: what counts against a capacity."""
        return self.filter(state__in=[AppointmentState.BOOKED, AppointmentState.HONOURED], way=MeetingWay.IN_PERSON.value)


class Appointment(Record):
    """One meeting, from a quarter of an hour to another. `follows` is the one whose place it took."""

    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("mg_people.Person", on_delete=models.CASCADE, related_name="appointments")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="appointments")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, null=True, related_name="appointments")
    way = models.CharField(max_length=12, choices=MEETING_WAYS)
    day = models.DateField()
    starts = models.TimeField()
    minutes = models.PositiveSmallIntegerField(default=45)
    worker = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=16, choices=AppointmentState.choices, default=AppointmentState.BOOKED)
    booked_on = models.DateField()
    booked_by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    closed_on = models.DateField(null=True)
    reminder = models.ForeignKey("mg_contacts.Message", on_delete=models.SET_NULL, null=True, related_name="+")
    follows = models.OneToOneField("self", on_delete=models.SET_NULL, null=True, related_name="followed_by")

    unscoped: ClassVar = AppointmentQuerySet.as_manager()

    visibility = OwnOrganisation("organisation", by=Permission.APPOINTMENT_BOOK) | Assigned(
        "person__key_workers__user_id", "organisation", by=Permission.APPOINTMENT_BOOK, ends_path="person__key_workers__ends_on"
    )
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["organisation", "person", "activity", "room", "day", "starts", "minutes", "booked_on", "closed_on"],
            DataClass.SENSITIVE: ["way", "state"],
            DataClass.PERSONAL: ["worker", "booked_by"],
            DataClass.TECHNICAL: ["follows", "reminder"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(way__in=[way.value for way in MeetingWay]), name="mg_openings_known_meeting_way"),
            models.CheckConstraint(condition=Q(state__in=AppointmentState.values), name="mg_openings_known_appointment_state"),
            models.CheckConstraint(condition=Q(minutes__gte=5, minutes__lte=480), name="mg_openings_appointment_lasts"),
            models.CheckConstraint(
                condition=Q(state="booked", closed_on__isnull=True) | (~Q(state="booked") & Q(closed_on__isnull=False)),
                name="mg_openings_closed_appointment_has_a_day",
            ),
            models.CheckConstraint(condition=Q(room__isnull=True) | Q(way="in_person"), name="mg_openings_a_room_is_on_site"),
            # She is never expected twice at the same minute of one day.
            models.UniqueConstraint(
                fields=["person", "day", "starts"], condition=Q(state="booked"), name="mg_openings_she_is_expected_once"
            ),
        )

    @property
    def starts_at(self) -> datetime:
        """When it begins, on the clock of the wall (naive)."""
        return datetime.combine(self.day, self.starts)

    @property
    def span(self) -> Span:
        """From when to when."""
        return span_of(self.starts_at, minutes=self.minutes)

    @property
    def meeting(self) -> MeetingWay:
        """How she is met."""
        return MeetingWay(self.way)
