"""A round in the street: counts in clear, of nobody in particular; a word of the field, sealed. No name, no point on a map."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from maillage.accompaniment.outreach.models.codes import Information, Orientation, RoundState, Seen
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import Part, SealedField, SealedSubject

NOTE_LIMIT = 1_000
MOST = 500  # of anything, in one night


class RoundQuerySet(ScopedQuerySet["Round"]):
    """Words about rounds."""

    def done(self) -> Self:
        """Those that took place."""
        return self.filter(state=RoundState.DONE)

    def planned(self) -> Self:
        """Those that are to come, or whose sheet is not written."""
        return self.filter(state=RoundState.PLANNED)

    def of_mine(self, user_id: uuid.UUID | None) -> Self:
        """Those where this colleague is in the team, or wrote the sheet."""
        if user_id is None:
            return self.none()
        return self.filter(Q(pk__in=RoundMember.unscoped.filter(user_id=user_id).values("round")) | Q(recorded_by_id=user_id))


class Round(SealedSubject):
    """One round of one association, in one wide zone. It has its own key: its note is forgotten at its term, its counts stay."""

    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey("mg_territories.Territory", on_delete=models.PROTECT, related_name="+")
    zone = models.ForeignKey("mg_territories.Place", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    starts = models.TimeField(null=True)
    ends = models.TimeField(null=True)
    state = models.CharField(max_length=10, choices=RoundState.choices)
    team_size = models.PositiveSmallIntegerField(default=0)
    met_new = models.PositiveSmallIntegerField(default=0)
    met_known = models.PositiveSmallIntegerField(default=0)
    kits = models.PositiveSmallIntegerField(default=0)
    masks = models.PositiveSmallIntegerField(default=0)
    clients = models.CharField(max_length=8, choices=Seen.choices, default=Seen.UNSEEN)
    police = models.CharField(max_length=8, choices=Seen.choices, default=Seen.UNSEEN)
    note = SealedField(part=Part.OUTREACH)
    forgotten = models.BooleanField(default=False)
    recorded_by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, null=True, related_name="+")

    unscoped: ClassVar = RoundQuerySet.as_manager()

    visibility = OwnOrganisation("organisation", by=Permission.OUTREACH_SEE)
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: [
                "organisation", "territory", "zone", "day", "starts", "ends", "state", "team_size", "met_new", "met_known", "kits", "masks",
                "clients", "police",
            ],
            DataClass.TECHNICAL: ["forgotten"],
            DataClass.PERSONAL: ["recorded_by"],
            DataClass.SEALED: ["note"],
        }
    )  # fmt: skip

    class Meta(Record.Meta):
        indexes = (models.Index(fields=["organisation", "day"], name="mg_outreach_round_day"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(state=RoundState.DONE) | Q(met_new=0, met_known=0, kits=0, masks=0),
                name="mg_outreach_counts_of_what_was_done",
            ),
            models.CheckConstraint(condition=~Q(state=RoundState.DONE) | Q(team_size__gte=1), name="mg_outreach_somebody_went"),
            models.CheckConstraint(
                condition=Q(met_new__lte=MOST, met_known__lte=MOST, kits__lte=MOST, masks__lte=MOST, team_size__lte=MOST),
                name="mg_outreach_one_night_has_its_measure",
            ),
            models.CheckConstraint(condition=Q(ends__isnull=True) | Q(starts__isnull=False), name="mg_outreach_ends_what_began"),
        )

    def __str__(self) -> str:
        return f"{self.day} {self.pk}"

    @property
    def met(self) -> int:
        """New and known together."""
        return self.met_new + self.met_known

    @property
    def minutes(self) -> int | None:
        """How long it lasted; past midnight it goes on. None when its hours were not noted."""
        if self.starts is None or self.ends is None:
            return None
        begun = datetime.combine(date.min, self.starts)
        ended = datetime.combine(date.min, self.ends)
        return int(((ended if ended > begun else ended + timedelta(days=1)) - begun).total_seconds() // 60)


class _OfRound(Record):
    """Part of a sheet: seen by whoever sees the round."""

    class Meta(Record.Meta):
        abstract = True


class RoundMember(_OfRound):
    """A colleague of the team, by her account. Volunteers are a number only."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, related_name="+")

    visibility = OwnOrganisation("round__organisation", by=Permission.OUTREACH_SEE)
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["round"], DataClass.PERSONAL: ["user"]})

    class Meta(Record.Meta):
        constraints = (models.UniqueConstraint(fields=["round", "user"], name="mg_outreach_once_in_the_team"),)


class RoundInformation(_OfRound):
    """Something that was explained during a round."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="information")
    topic = models.CharField(max_length=8, choices=Information.choices)

    visibility = OwnOrganisation("round__organisation", by=Permission.OUTREACH_SEE)
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["round", "topic"]})

    class Meta(Record.Meta):
        constraints = (models.UniqueConstraint(fields=["round", "topic"], name="mg_outreach_topic_once"),)


class RoundOrientation(_OfRound):
    """How many were pointed there during a round."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="orientations")
    kind = models.CharField(max_length=12, choices=Orientation.choices)
    number = models.PositiveSmallIntegerField()

    visibility = OwnOrganisation("round__organisation", by=Permission.OUTREACH_SEE)
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["round", "kind", "number"]})

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["round", "kind"], name="mg_outreach_orientation_once"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=MOST), name="mg_outreach_orientation_measure"),
        )
