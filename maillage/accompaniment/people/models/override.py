"""Vital danger: what concerns her passes without her accord, seen by two, for a few days, and told to her."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people.models.accord import Purpose, RecipientKind
from maillage.accompaniment.people.models.person import Person
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import HangsOnSubject, Part, SealedField


class Danger(models.TextChoices):
    """The only reasons there are."""

    LIFE = "life", _("sa vie est en danger immédiat")
    SUICIDE = "suicide", _("elle dit vouloir mourir, et peut le faire")
    VIOLENCE = "violence", _("elle est frappée, séquestrée ou menacée de mort")
    MISSING = "missing", _("elle a disparu dans des circonstances inquiétantes")
    CHILD = "child", _("un enfant avec elle est en danger immédiat")


class ToldHow(models.TextChoices):
    """How she was told."""

    FACE_TO_FACE = "face_to_face", _("de vive voix")
    INTERPRETER = "interpreter", _("de vive voix, avec un interprète")
    READ_TOGETHER = "read_together", _("par écrit, lu avec elle")
    PHONE = "phone", _("au téléphone, par son canal sûr")


class OverrideState(models.TextChoices):
    """Where an override stands."""

    ASKED = "asked", _("attend une deuxième lecture")
    CONFIRMED = "confirmed", _("confirmé")
    REFUSED = "refused", _("refusé")


class OverrideQuerySet(ScopedQuerySet["Override"]):
    """Words about overrides."""

    def in_force(self, *, today: date) -> Self:
        """Confirmed by a second reader, and not past its last day."""
        return self.filter(state=OverrideState.CONFIRMED, decided_on__lte=today, last_on__gte=today)

    def to_read(self) -> Self:
        """Those that wait for a second reader."""
        return self.filter(state=OverrideState.ASKED)

    def untold(self) -> Self:
        """Those of which she has not been told yet."""
        return self.filter(state=OverrideState.CONFIRMED, told_on__isnull=True)


class Override(HangsOnSubject, Record):
    """One override, for one purpose and one recipient. It opens nothing before a second reader confirms it; never the PSP."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="overrides")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=24, choices=Purpose.choices)
    recipient_kind = models.CharField(max_length=18, choices=RecipientKind.choices)
    danger = models.CharField(max_length=8, choices=Danger.choices)
    words = SealedField(part=Part.STORY)
    days = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=OverrideState.choices, default=OverrideState.ASKED)
    asked_by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    decided_by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    told_on = models.DateField(null=True)
    told_how = models.CharField(max_length=13, choices=ToldHow.choices, blank=True)

    unscoped: ClassVar = OverrideQuerySet.as_manager()

    vault_subject_path: ClassVar = "person"
    visibility = OwnOrganisation("organisation", by=Permission.PERSON_LIST)
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: [
                "person", "organisation", "purpose", "recipient_kind", "days", "state", "asked_on", "decided_on", "last_on", "told_on",
                "told_how",
            ],
            DataClass.PERSONAL: ["asked_by", "decided_by"],
            DataClass.SENSITIVE: ["danger"],
            DataClass.SEALED: ["words"],
        }
    )  # fmt: skip

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(state=OverrideState.ASKED, decided_by__isnull=True, decided_on__isnull=True, last_on__isnull=True)
                | Q(state=OverrideState.REFUSED, decided_by__isnull=False, decided_on__isnull=False, last_on__isnull=True)
                | Q(state=OverrideState.CONFIRMED, decided_by__isnull=False, decided_on__isnull=False, last_on__isnull=False),
                name="mg_people_override_two_readers",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")), name="mg_people_override_second_is_another"
            ),
            models.CheckConstraint(condition=Q(days__gte=1, days__lte=15), name="mg_people_override_few_days"),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True, told_how="") | (Q(told_on__isnull=False) & ~Q(told_how="")),
                name="mg_people_override_told",
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True) | Q(state=OverrideState.CONFIRMED), name="mg_people_override_told_confirmed"
            ),
            models.CheckConstraint(condition=~Q(purpose=Purpose.FILE_APPLICATION), name="mg_people_override_never_psp"),
        )

    @property
    def towards(self) -> Any:
        """Towards whom, in words."""
        return self.get_recipient_kind_display()

    def holds(self, *, today: date) -> bool:
        """Does it open something today?"""
        return self.state == OverrideState.CONFIRMED and self.last_on is not None and self.last_on >= today

    def last_day_if_confirmed(self, *, today: date) -> date:
        """Its last day, counted from the confirmation."""
        return today + timedelta(days=self.days - 1)
