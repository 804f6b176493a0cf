"""What a change leaves to do and to say: those to tell, the partners told, the public line; and how many came."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.openings.models.activity import Activity
from maillage.accompaniment.openings.models.appointment import Appointment
from maillage.accompaniment.openings.models.mode import Change
from maillage.core.safe_contact import Channel
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import Assigned, OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify

CAME = "in_person"
TOLD_WAYS = [(CAME, _("elle était là")), *((way.value, str(way.label)) for way in Channel)]


class About(models.TextChoices):
    """What she is to be told."""

    MOVED = "moved", _("son rendez-vous est déplacé")
    PHONE = "phone", _("son rendez-vous se fera par téléphone")
    CANCELLED = "cancelled", _("son rendez-vous est annulé")
    MEET = "meet", _("aucune voie sûre pour la prévenir : l'attendre à l'heure dite")
    CALL = "call", _("comment nous joindre maintenant")
    OFFER = "offer", _("on peut de nouveau la recevoir : lui proposer un rendez-vous")


class TellingQuerySet(ScopedQuerySet["Telling"]):
    """Words about who is to be told."""

    def waiting(self) -> Self:
        """She does not know yet."""
        return self.filter(told_on__isnull=True, dropped_on__isnull=True)


class Telling(Record):
    """She is to be told of a change, by a way of her rule of contact: a line to do, never a message that leaves by itself."""

    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="tellings")
    person = models.ForeignKey("mg_people.Person", on_delete=models.CASCADE, related_name="tellings")
    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, null=True, related_name="tellings")
    about = models.CharField(max_length=12, choices=About.choices)
    made_on = models.DateField()
    told_on = models.DateField(null=True)
    told_by = models.CharField(max_length=12, choices=TOLD_WAYS, default="")
    dropped_on = models.DateField(null=True)

    unscoped: ClassVar = TellingQuerySet.as_manager()

    visibility = OwnOrganisation("organisation", by=Permission.APPOINTMENT_BOOK) | Assigned(
        "person__key_workers__user_id", "organisation", by=Permission.APPOINTMENT_BOOK, ends_path="person__key_workers__ends_on"
    )
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: [
                "organisation",
                "change",
                "person",
                "appointment",
                "about",
                "made_on",
                "told_on",
                "dropped_on",
            ],
            DataClass.SENSITIVE: ["told_by"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(about__in=About.values), name="mg_openings_known_telling"),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True, told_by="")
                | (Q(told_on__gte=F("made_on")) & Q(told_by__in=[code for code, _label in TOLD_WAYS])),
                name="mg_openings_told_whole",
            ),
            models.UniqueConstraint(fields=["change", "person", "about", "appointment"], nulls_distinct=False, name="mg_openings_told"),
        )


class PartnerTold(Record):
    """A partner who was told of a change, and when."""

    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="partners_told")
    partner = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    told_on = models.DateField()

    visibility = OwnOrganisation("organisation", by=Permission.OPENINGS_SEE)
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["organisation", "change", "partner", "told_on"]})

    class Meta(Record.Meta):
        constraints = (models.UniqueConstraint(fields=["change", "partner"], name="mg_openings_a_partner_told_once"),)


class PublicLineQuerySet(ScopedQuerySet["PublicLine"]):
    """Words about public lines."""

    def shown_on(self, day: date) -> Self:
        """Published, and not past."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


class PublicLine(Record):
    """What is said in public of an activity: one sentence, from a day to another. Never an address, never a person."""

    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="lines")
    change = models.ForeignKey(Change, on_delete=models.SET_NULL, null=True, related_name="lines")
    words = models.CharField(max_length=240)
    since = models.DateField()
    until = models.DateField(null=True)

    unscoped: ClassVar = PublicLineQuerySet.as_manager()

    visibility = OwnOrganisation("organisation", by=Permission.OPENINGS_SEE)
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["organisation", "activity", "change", "words", "since", "until"]})

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=~Q(words=""), name="mg_openings_line_says_something"),
            models.UniqueConstraint(fields=["activity", "since"], name="mg_openings_one_line_a_day"),
        )


class Attendance(Record):
    """How many came to an activity on a day: the most at once, and in all. Typed in five seconds, no name."""

    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="attendances")
    day = models.DateField()
    at_once = models.PositiveSmallIntegerField()
    total = models.PositiveSmallIntegerField()
    noted_by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, null=True, related_name="+")

    visibility = OwnOrganisation("organisation", by=Permission.OPENINGS_SEE)
    data_classes: ClassVar = classify(
        {DataClass.OPERATIONAL: ["organisation", "activity", "day", "at_once", "total"], DataClass.PERSONAL: ["noted_by"]}
    )

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["activity", "day"], name="mg_openings_one_attendance_a_day"),
            models.CheckConstraint(condition=Q(at_once__lte=F("total")), name="mg_openings_at_once_among_all"),
        )
