"""What is kept of her own access: a mark of her code, her lock, and boxes that only her words open."""

from __future__ import annotations

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import Assigned, OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify


class HoldsPhone(models.TextChoices):
    """Who holds the device on which she would read: the question of the talk."""

    SHE_ALONE = "she_alone", _("elle seule")
    SOMETIMES_OTHERS = "sometimes_others", _("parfois quelqu'un d'autre")
    SOMEBODY_ELSE = "somebody_else", _("quelqu'un d'autre le contrôle")
    NOT_HERS = "not_hers", _("un appareil d'une association ou d'un lieu public")


class KeepsCode(models.TextChoices):
    """Where she will keep the code."""

    BY_HEART = "by_heart", _("de mémoire")
    HIDDEN = "hidden", _("sur un papier caché, sans nom")
    WITH_US = "with_us", _("chez nous : elle le demande quand elle vient")


class CardKind(models.TextChoices):
    """What may be shown to her, and nothing else."""

    NEXT_DATE = "next_date", _("prochaine date")
    DOCUMENT = "document", _("document")
    ACT = "act", _("ce qui a été dit ou fait en son nom")


class Closed(models.TextChoices):
    """Why an access ended."""

    HER_WISH = "her_wish", _("elle ne le veut plus")
    DANGER = "danger", _("un danger est apparu")
    LOST_CODE = "lost_code", _("le code est perdu ou a été vu")
    WRONG_ANSWERS = "wrong_answers", _("trop de mauvaises réponses")
    ACCORD_WITHDRAWN = "accord_withdrawn", _("elle a retiré son accord")
    FILE_CLOSED = "file_closed", _("le dossier est fermé")


class OwnAccessQuerySet(ScopedQuerySet["OwnAccess"]):
    """Words of the room."""

    def open(self) -> Self:
        """Not closed."""
        return self.filter(closed_on__isnull=True)


class OwnAccess(Record):
    """One access of one person. The server keeps neither her code nor her answer, and cannot open what it shows her.

    `mark` finds the row from the code; `question` opens with the code, `private` with the code and the answer; `public` seals
    the cards. Nothing is kept of her visits: only how many wrong answers came in a row.
    """

    person = models.ForeignKey("mg_people.Person", on_delete=models.CASCADE, related_name="own_accesses")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=2)
    talked_on = models.DateField()
    holds_phone = models.CharField(max_length=16, choices=HoldsPhone.choices)
    keeps_code = models.CharField(max_length=8, choices=KeepsCode.choices)
    shows = models.CharField(max_length=40)
    opened_on = models.DateField()
    ends_on = models.DateField()
    closed_on = models.DateField(null=True)
    closed_for = models.CharField(max_length=16, choices=Closed.choices, blank=True)
    mark = models.BinaryField(max_length=32, unique=True)
    public = models.BinaryField(max_length=65)
    question = models.BinaryField()
    private = models.BinaryField()
    wrong_answers = models.PositiveSmallIntegerField(default=0)
    waits_until = models.DateTimeField(null=True)

    unscoped: ClassVar = OwnAccessQuerySet.as_manager()

    visibility = OwnOrganisation("organisation", by=Permission.HER_ACCESS_OPEN) | Assigned(
        "person__key_workers__user_id", "organisation", by=Permission.HER_ACCESS_OPEN, ends_path="person__key_workers__ends_on"
    )
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["person", "organisation", "talked_on", "opened_on", "ends_on", "closed_on", "closed_for"],
            DataClass.SENSITIVE: ["language", "holds_phone", "keeps_code", "shows"],
            # Bytes that only her words open, or that say nothing without a key outside the database.
            DataClass.TECHNICAL: ["mark", "public", "question", "private", "wrong_answers", "waits_until"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["person"], condition=Q(closed_on__isnull=True), name="mg_own_access_one_open"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("opened_on")), name="mg_own_access_dates"),
            models.CheckConstraint(condition=~Q(holds_phone=HoldsPhone.SOMEBODY_ELSE), name="mg_own_access_never_on_a_held_phone"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closed_for="") | (Q(closed_on__isnull=False) & ~Q(closed_for="")),
                name="mg_own_access_closed_says_why",
            ),
        )

    def kinds(self) -> frozenset[CardKind]:
        """What she agreed to see."""
        return frozenset(CardKind(code) for code in self.shows.split(",") if code)

    def in_force(self, *, today: object) -> bool:
        """Open, and not past its last day."""
        return self.closed_on is None and self.ends_on >= today  # type: ignore[operator]


class Card(Record):
    """One thing shown to her, sealed to her key: whoever published it cannot read it back here."""

    access = models.ForeignKey(OwnAccess, on_delete=models.CASCADE, related_name="cards")
    kind = models.CharField(max_length=12, choices=CardKind.choices)
    source = models.CharField(max_length=80, blank=True)
    published_on = models.DateField()
    published_by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    content = models.BinaryField()

    visibility = OwnOrganisation("access__organisation", by=Permission.HER_ACCESS_OPEN) | Assigned(
        "access__person__key_workers__user_id",
        "access__organisation",
        by=Permission.HER_ACCESS_OPEN,
        ends_path="access__person__key_workers__ends_on",
    )
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["access", "kind", "published_on"],
            DataClass.PERSONAL: ["published_by"],
            DataClass.TECHNICAL: ["source", "content"],
        }
    )

    class Meta(Record.Meta):
        constraints = (models.UniqueConstraint(fields=["access", "source"], condition=~Q(source=""), name="mg_own_access_shown_once"),)

    @property
    def organisation_id(self) -> uuid.UUID:
        """The association of its access: what mandates cover."""
        return self.access.organisation_id


class AcceptedLanguage(Record):
    """An association accepts to serve a language whose texts no speaker has reviewed."""

    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=2)
    accepted_on = models.DateField()

    visibility = OwnOrganisation("organisation", by=Permission.PERSON_LIST)
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["organisation", "language", "accepted_on"]})

    class Meta(Record.Meta):
        constraints = (models.UniqueConstraint(fields=["organisation", "language"], name="mg_own_access_language_once"),)
