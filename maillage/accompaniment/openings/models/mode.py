"""A change of mode, the mode that it gives to each activity, and what was done of what it carries."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.openings.models.activity import Activity
from maillage.accompaniment.people.rules import load_windows
from maillage.core.openings.consequences import Code
from maillage.core.openings.modes import Exceptional, ModeKind
from maillage.core.openings.modes import Mode as PureMode
from maillage.core.phrase import Phrase
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import OwnOrganisation
from maillage.foundation.kernel import triggers
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.ui import speech

MODES = [(kind.value, str(kind.label)) for kind in ModeKind]


class Why(models.TextChoices):
    """Why the mode changes."""

    START = "start", _("fonctionnement habituel, rien à annoncer")
    LOCKDOWN = "lockdown", _("confinement ou règle sanitaire")
    STAFF = "staff", _("équipe absente")
    SITE = "site", _("lieu indisponible")
    NEEDS = "needs", _("des missions impossibles à distance")
    EASING = "easing", _("allègement des règles")
    HOLIDAY = "holiday", _("congés, jour férié")
    SAFETY = "safety", _("sécurité des personnes ou de l'équipe")
    OTHER = "other", _("autre raison")


class ChangeQuerySet(ScopedQuerySet["Change"]):
    """Words about changes."""

    def unfinished(self) -> Self:
        """Something that they carry is neither done nor set aside."""
        return self.filter(finished_on__isnull=True, withdrawn_on__isnull=True)


class Change(Record):
    """One decision: from a day on (to another, included, or until another decision), these activities go on in this mode.

    Never rewritten: a correction is another decision. Planned ahead, it may be withdrawn before its day.
    """

    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=MODES)
    why = models.CharField(max_length=12, choices=Why.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    capacity = models.PositiveSmallIntegerField(null=True)
    windows = models.JSONField(default=list)
    exceptions = models.JSONField(default=list)
    decided_on = models.DateField()
    decided_by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_on = models.DateField(null=True)
    finished_on = models.DateField(null=True)

    unscoped: ClassVar = ChangeQuerySet.as_manager()

    visibility = OwnOrganisation("organisation", by=Permission.OPENINGS_SEE)
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: [
                "organisation", "kind", "why", "starts_on", "ends_on", "capacity", "windows", "exceptions", "decided_on", "withdrawn_on",
                "finished_on",
            ],
            DataClass.PERSONAL: ["decided_by"],
        }
    )  # fmt: skip

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in ModeKind]), name="mg_openings_known_mode"),
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="mg_openings_change_dates"),
            models.CheckConstraint(condition=Q(capacity__isnull=True) | Q(capacity__gte=1), name="mg_openings_capacity_of_one_or_more"),
            models.CheckConstraint(condition=~Q(kind="slowed") | Q(capacity__isnull=False), name="mg_openings_slowed_says_how_many"),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__lte=F("starts_on")), name="mg_openings_withdrawn_before_its_day"
            ),
        )

    @property
    def names(self) -> str:
        """The activities that it changes, in words: read with `modes__activity`."""
        said = sorted(speech.say(mode.activity.title) for mode in self.modes.all())
        return ", ".join(said)

    @property
    def sentence(self) -> Phrase:
        """The mode in words."""
        return self.pure(edition=1).sentence

    def pure(self, *, edition: int) -> PureMode:
        """As the rule reads it, for one activity."""
        return PureMode(
            kind=ModeKind(self.kind),
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            decided_on=self.decided_on,
            edition=edition,
            capacity=self.capacity,
            windows=load_windows(self.windows),
            exceptions=frozenset(Exceptional(code) for code in self.exceptions),
            ref=self.pk,
        )


class ActivityMode(Record):
    """The mode that a change gives to one activity. `edition` counts the decisions of the activity: two never are the same."""

    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="modes")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="modes")
    edition = models.PositiveIntegerField()

    visibility = OwnOrganisation("organisation", by=Permission.OPENINGS_SEE)
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["organisation", "change", "activity"], DataClass.TECHNICAL: ["edition"]})

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["activity", "edition"], name="mg_openings_one_mode_an_edition"),
            models.UniqueConstraint(fields=["change", "activity"], name="mg_openings_a_change_once_an_activity"),
        )

    @property
    def pure(self) -> PureMode:
        """As the rule reads it."""
        return self.change.pure(edition=self.edition)


class StepState(models.TextChoices):
    """What became of a consequence."""

    DONE = "done", _("fait")
    ASIDE = "aside", _("laissé de côté")


class Step(Record):
    """A consequence of a change that was carried out, or set aside, and on how many rows. `made` is what it made, if anything."""

    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="steps")
    code = models.CharField(max_length=24, choices=[(code.value, code.value) for code in Code])
    state = models.CharField(max_length=8, choices=StepState.choices)
    count = models.PositiveIntegerField()
    on = models.DateField()
    by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    made = models.UUIDField(null=True)

    visibility = OwnOrganisation("organisation", by=Permission.OPENINGS_SEE)
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["organisation", "change", "code", "state", "count", "on"],
            DataClass.PERSONAL: ["by"],
            DataClass.TECHNICAL: ["made"],
        }
    )

    class Meta(Record.Meta):
        constraints = (models.CheckConstraint(condition=Q(code__in=[code.value for code in Code]), name="mg_openings_known_step"),)


_DECIDED = ("kind", "why", "starts_on", "ends_on", "capacity", "windows", "exceptions", "decided_on")


def triggers_of_modes() -> tuple[triggers.Trigger, ...]:
    """What was decided is never rewritten, by whatever hand: a correction is another decision."""
    table, frozen = "mg_openings_change", "A change of mode is never rewritten: decide another one."
    columns = ", ".join(_DECIDED)
    return (
        triggers.Trigger(
            name="mg_openings_change_frozen",
            table=table,
            sqlite=(
                f"CREATE TRIGGER mg_openings_change_frozen BEFORE UPDATE OF {columns} ON {table} BEGIN SELECT RAISE(ABORT, '{frozen}'); END"
            ),
            postgres_when=f"BEFORE UPDATE OF {columns}",
            postgres_body=f"RAISE EXCEPTION '{frozen}';",
        ),
    )
