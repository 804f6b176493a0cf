"""How often we agreed with her to be in touch, and what a crisis raised for a while: an agreement is never written on by a raise."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.core import rhythm as core
from maillage.core.rhythm import FEWEST_DAYS, MOST_DAYS
from maillage.core.safe_contact import Channel
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import Assigned, OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify

WAYS = [(each.value, str(each.label)) for each in Channel]


def of_her_file(path: str = "person") -> Any:
    """Who sees a row about the calls of a person: her association, and those who accompany her."""
    return OwnOrganisation("organisation", by=Permission.CONTACT_NOTE) | Assigned(
        f"{path}__key_workers__user_id", "organisation", by=Permission.CONTACT_NOTE, ends_path=f"{path}__key_workers__ends_on"
    )


class RhythmQuerySet(ScopedQuerySet["Rhythm"]):
    """Words about rhythms."""

    def standing(self) -> Self:
        """What is agreed now, suspended or not."""
        return self.filter(ended_on__isnull=True)


class Rhythm(Record):
    """One version of what was agreed with her. A change ends it and writes the next `edition`; only the pause is written on it.

    `agreed_on` None: proposed by us, she has not said yes. `counts_from`: the day its calls began, or began again after a pause.
    """

    person = models.ForeignKey("mg_people.Person", on_delete=models.CASCADE, related_name="rhythms")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveIntegerField()
    every_days = models.PositiveSmallIntegerField()
    caller = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=12, choices=WAYS)
    counts_from = models.DateField()
    agreed_on = models.DateField(null=True)
    suspended_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    written_by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, related_name="+")
    written_on = models.DateField()

    unscoped: ClassVar = RhythmQuerySet.as_manager()

    visibility = of_her_file()
    data_classes: ClassVar = classify(
        {
            DataClass.TECHNICAL: ["edition"],
            DataClass.OPERATIONAL: [
                "person", "organisation", "every_days", "counts_from", "agreed_on", "suspended_on", "ended_on", "written_on",
            ],
            DataClass.PERSONAL: ["caller", "written_by"],
            DataClass.SENSITIVE: ["channel"],
        }
    )  # fmt: skip

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["person", "edition"], name="mg_contacts_rhythm_edition"),
            models.UniqueConstraint(fields=["person"], condition=Q(ended_on__isnull=True), name="mg_contacts_one_rhythm"),
            models.CheckConstraint(condition=Q(every_days__gte=FEWEST_DAYS, every_days__lte=MOST_DAYS), name="mg_contacts_rhythm_days"),
            models.CheckConstraint(condition=Q(channel__in=[each.value for each in Channel]), name="mg_contacts_rhythm_way"),
            models.CheckConstraint(condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("written_on")), name="mg_contacts_rhythm_ends"),
        )

    @property
    def pure(self) -> core.Rhythm:
        """The rhythm that decides."""
        return core.Rhythm(self.every_days, self.counts_from, suspended=self.suspended_on is not None)

    @property
    def way_label(self) -> Any:
        """By which way we agreed to call."""
        return Channel(self.channel).label


class Cause(models.TextChoices):
    """Why rhythms were raised: what happens outside, never what she did."""

    CLOSED = "closed", _("le lieu ferme")
    SLOWED = "slowed", _("le lieu accueille moins")
    CRISIS = "crisis", _("crise sanitaire")
    DANGER = "danger", _("danger dans le quartier ou sur les réseaux")
    WEATHER = "weather", _("grand froid, canicule")
    ABSENCE = "absence", _("absence d'une collègue")
    OTHER = "other", _("autre raison")


class RaiseQuerySet(ScopedQuerySet["RhythmRaise"]):
    """Words about raises."""

    def standing(self, *, today: date) -> Self:
        """Those that hold today."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=today), Q(put_back_on__isnull=True) | Q(put_back_on__gt=today)).filter(
            starts_on__lte=today
        )


class RhythmRaise(Record):
    """A tighter rhythm for everybody in an association, or for the files named, from a day to another, or until it is put back."""

    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    every_days = models.PositiveSmallIntegerField()
    cause = models.CharField(max_length=8, choices=Cause.choices)
    everybody = models.BooleanField()
    starts_on = models.DateField()
    until = models.DateField(null=True)
    raised_by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    put_back_on = models.DateField(null=True)
    put_back_by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, null=True, related_name="+")

    unscoped: ClassVar = RaiseQuerySet.as_manager()

    visibility = OwnOrganisation("organisation", by=Permission.RHYTHM_RAISE)
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["organisation", "every_days", "cause", "everybody", "starts_on", "until", "put_back_on"],
            DataClass.PERSONAL: ["raised_by", "put_back_by"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(every_days__gte=FEWEST_DAYS, every_days__lte=MOST_DAYS), name="mg_contacts_raise_days"),
            models.CheckConstraint(condition=Q(cause__in=Cause.values), name="mg_contacts_raise_cause"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("starts_on")), name="mg_contacts_raise_ends"),
            models.CheckConstraint(
                condition=Q(put_back_on__isnull=True) | Q(put_back_on__gte=F("starts_on")), name="mg_contacts_raise_back"
            ),
        )

    @property
    def pure(self) -> core.Raise:
        """The raise that decides."""
        return core.Raise(self.every_days, self.starts_on, until=self.until, put_back_on=self.put_back_on)


class RaisedPerson(Record):
    """One file of a raise that is not for everybody."""

    raised = models.ForeignKey(RhythmRaise, on_delete=models.CASCADE, related_name="named")
    person = models.ForeignKey("mg_people.Person", on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")

    visibility = of_her_file()
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["raised", "person", "organisation"]})

    class Meta(Record.Meta):
        constraints = (models.UniqueConstraint(fields=["raised", "person"], name="mg_contacts_raised_once"),)
