"""What comes from outside without a screen of ours: phones that seal what they note, links for one round, and what they sent."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import Mine, OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import Part, SealedField, SealedSubject, seal


class DeviceQuerySet(ScopedQuerySet["Device"]):
    """Words about phones."""

    def standing(self, *, today: date) -> Self:
        """Neither revoked nor past their last day."""
        return self.filter(revoked_on__isnull=True, ends_on__gt=today)


class Device(Record):
    """A phone that its owner enrolled: what it seals, she alone may send. It ends by itself."""

    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey("mg_accounts.User", on_delete=models.CASCADE, related_name="+")
    label = models.CharField(max_length=40)  # a coarse code, such as Firefox|phone: never a model
    enrolled_on = models.DateField()
    ends_on = models.DateField()
    last_sent_at = models.DateTimeField(null=True)
    revoked_on = models.DateField(null=True)

    unscoped: ClassVar = DeviceQuerySet.as_manager()

    visibility = Mine("user_id")
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["organisation", "enrolled_on", "ends_on", "revoked_on"],
            DataClass.PERSONAL: ["user"],
            DataClass.TECHNICAL: ["label", "last_sent_at"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(ends_on__gt=F("enrolled_on")), name="mg_outreach_device_ends"),
            models.CheckConstraint(
                condition=Q(revoked_on__isnull=True) | Q(revoked_on__gte=F("enrolled_on")), name="mg_outreach_device_revoked_later"
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)

    def stands(self, *, today: date) -> bool:
        """Neither revoked nor past its last day."""
        return self.revoked_on is None and self.ends_on > today


class LinkQuerySet(ScopedQuerySet["RoundLink"]):
    """Words about links."""

    def open_at(self, moment: datetime) -> Self:
        """Not closed by hand, and not past their last minute."""
        return self.filter(closed_on__isnull=True, ends_at__gt=moment)


class RoundLink(Record):
    """A link by which somebody without account fills the sheet of one round, and reads nothing. Only a mark of its code is kept."""

    round = models.ForeignKey("mg_outreach.Round", on_delete=models.CASCADE, related_name="links")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    mark = models.BinaryField(max_length=32, unique=True)
    made_by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    made_on = models.DateField()
    ends_at = models.DateTimeField()
    closed_on = models.DateField(null=True)
    sheets = models.PositiveSmallIntegerField(default=0)

    unscoped: ClassVar = LinkQuerySet.as_manager()

    visibility = OwnOrganisation("organisation", by=Permission.ROUND_INVITE)
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["round", "organisation", "made_on", "ends_at", "closed_on", "sheets"],
            DataClass.PERSONAL: ["made_by"],
            DataClass.TECHNICAL: ["mark"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("made_on")), name="mg_outreach_link_closed_later"
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)

    def open_at(self, moment: datetime) -> bool:
        """Not closed by hand, and not past its last minute."""
        return self.closed_on is None and self.ends_at > moment


class CaptureKind(models.TextChoices):
    """What was captured."""

    ROUND = "round", _("fiche de maraude")
    OBSERVATION = "observation", _("observation")
    NOTE = "note", _("note")
    UNKNOWN = "unknown", _("saisie illisible")


class CaptureState(models.TextChoices):
    """What became of it. Of what is placed, nothing is kept here but that it came."""

    PLACED = "placed", _("rangée")
    CLASH = "clash", _("à départager")
    MEND = "mend", _("à compléter")
    NOTE = "note", _("à ranger")
    SETTLED = "settled", _("réglée")
    DROPPED = "dropped", _("écartée")


WAITING = (CaptureState.CLASH, CaptureState.MEND, CaptureState.NOTE)


class CaptureQuerySet(ScopedQuerySet["Capture"]):
    """Words about captures."""

    def waiting(self) -> Self:
        """Somebody has something to do with it."""
        return self.filter(state__in=WAITING)


class Capture(SealedSubject):
    """One parcel, under the id that the phone drew: however often it comes, it is here once. Its content stays only while it waits."""

    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    device = models.ForeignKey(Device, on_delete=models.CASCADE, null=True, related_name="captures")
    link = models.ForeignKey(RoundLink, on_delete=models.CASCADE, null=True, related_name="captures")
    round = models.ForeignKey("mg_outreach.Round", on_delete=models.SET_NULL, null=True, related_name="captures")
    about = models.UUIDField(null=True)
    kind = models.CharField(max_length=12, choices=CaptureKind.choices)
    state = models.CharField(max_length=8, choices=CaptureState.choices)
    why = models.CharField(max_length=24, blank=True)
    digest = models.BinaryField(max_length=32)
    received_at = models.DateTimeField()
    received_on = models.DateField()
    content = SealedField(part=Part.OUTREACH)
    settled_on = models.DateField(null=True)
    settled_by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, null=True, related_name="+")

    unscoped: ClassVar = CaptureQuerySet.as_manager()

    visibility = OwnOrganisation("organisation", by=Permission.OUTREACH_OPEN)
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["organisation", "round", "kind", "state", "received_on", "settled_on"],
            DataClass.PERSONAL: ["settled_by", "device"],
            DataClass.TECHNICAL: ["link", "about", "why", "digest", "received_at"],
            DataClass.SEALED: ["content"],
        }
    )

    class Meta(SealedSubject.Meta):
        indexes = (
            models.Index(fields=["organisation", "state"], name="mg_outreach_capture_waiting"),
            models.Index(fields=["about"], name="mg_outreach_capture_about"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(device__isnull=False, link__isnull=True) | Q(device__isnull=True, link__isnull=False),
                name="mg_outreach_capture_of_one_door",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(*WAITING, CaptureState.PLACED), settled_on__isnull=True)
                | Q(state__in=(CaptureState.SETTLED, CaptureState.DROPPED), settled_on__isnull=False),
                name="mg_outreach_capture_settled_whole",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_waiting(self) -> bool:
        """Has somebody something to do with it?"""
        return self.state in WAITING

    def empty(self, *, today: date) -> None:
        """Let its content go; the state says why. Saves the row."""
        self.content, self.settled_on = None, today
        self.version += 1
        self.save()

    def rewrite(self, content: str) -> None:
        """Another content, while it still waits. Saves the row."""
        seal(self, content=content)
        self.version += 1
        self.save()
