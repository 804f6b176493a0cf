"""Notes at three levels, the promises made in them, and drafts that no crash loses."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.notes.levels import READ_BY_OTHERS, Level
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import Assigned, Dimension, Narrowed, OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import HangsOnSubject, Part, SealedField

BODY_LIMIT = 10_000
PROMISE_LIMIT = 300
_OTHERS = tuple(level.value for level in READ_BY_OTHERS)


def _own(*, level: str, author: str) -> Dimension:
    """The file workers of the association (those who follow her, where files are open to them alone); her own for the author."""
    by = Permission.NOTES_OPEN
    team = Narrowed(OwnOrganisation("organisation", by=by), level, _OTHERS)
    following = Assigned("person__key_workers__user_id", "organisation", by=by, ends_path="person__key_workers__ends_on")
    return team | Narrowed(following, level, _OTHERS) | Assigned(author, "organisation", by=by)


class Kind(models.TextChoices):
    """What the note tells."""

    INTERVIEW = "interview", _("entretien")
    CALL = "call", _("appel")
    PROCEDURE = "procedure", _("démarche")
    OBSERVATION = "observation", _("observation")


class Towards(models.TextChoices):
    """To whom something was promised."""

    HER = "her", _("à elle")
    COLLEAGUE = "colleague", _("à une collègue")
    SERVICE = "service", _("à un partenaire ou un service")


class NoteQuerySet(ScopedQuerySet["Note"]):
    """Words about notes."""

    def for_others(self) -> Self:
        """Those that somebody besides their author may read."""
        return self.filter(level__in=READ_BY_OTHERS)


class Note(HangsOnSubject, Record):
    """What was said, done or seen on a day. A personal note is its author's alone, for ever."""

    person = models.ForeignKey("mg_people.Person", on_delete=models.CASCADE, related_name="notes")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, related_name="+")
    corrected_by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    level = models.CharField(max_length=8, choices=Level.choices)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    happened_on = models.DateField()
    written_on = models.DateField()
    corrected_on = models.DateField(null=True)
    body = SealedField(part=Part.NOTES)

    unscoped: ClassVar = NoteQuerySet.as_manager()

    vault_subject_path: ClassVar = "person"
    visibility = _own(level="level", author="author_id")
    data_classes: ClassVar = classify(
        {
            DataClass.TECHNICAL: ["person"],
            DataClass.OPERATIONAL: ["organisation", "level", "kind", "happened_on", "written_on", "corrected_on"],
            DataClass.PERSONAL: ["author", "corrected_by"],
            DataClass.SEALED: ["body"],
        }
    )

    class Meta(Record.Meta):
        indexes = (models.Index(fields=["person", "happened_on"], name="mg_notes_note_of_person"),)
        constraints = (
            models.CheckConstraint(condition=Q(level__in=[level.value for level in Level]), name="mg_notes_known_level"),
            models.CheckConstraint(condition=Q(happened_on__lte=F("written_on")), name="mg_notes_not_from_the_future"),
            models.CheckConstraint(
                condition=Q(corrected_on__isnull=True, corrected_by__isnull=True)
                | Q(corrected_on__isnull=False, corrected_by__isnull=False),
                name="mg_notes_correction_says_who",
            ),
        )


class PromiseQuerySet(ScopedQuerySet["Promise"]):
    """Words about promises."""

    def open_ones(self) -> Self:
        """Not kept yet."""
        return self.filter(kept_on__isnull=True)

    def late(self, *, today: date) -> Self:
        """Not kept, and their day is past."""
        return self.open_ones().filter(due_on__lt=today)


class Promise(HangsOnSubject, Record):
    """What was promised in a note: what, to whom, by when, kept on. Who reads the note reads it."""

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="promises")
    person = models.ForeignKey("mg_people.Person", on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    what = SealedField(part=Part.NOTES)
    towards = models.CharField(max_length=10, choices=Towards.choices)
    made_on = models.DateField()
    due_on = models.DateField(null=True)
    kept_on = models.DateField(null=True)
    kept_by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, null=True, related_name="+")

    unscoped: ClassVar = PromiseQuerySet.as_manager()

    vault_subject_path: ClassVar = "person"
    visibility = _own(level="note__level", author="note__author_id")
    data_classes: ClassVar = classify(
        {
            DataClass.TECHNICAL: ["note", "person"],
            DataClass.OPERATIONAL: ["organisation", "towards", "made_on", "due_on", "kept_on"],
            DataClass.PERSONAL: ["kept_by"],
            DataClass.SEALED: ["what"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(due_on__isnull=True) | Q(due_on__gte=F("made_on")), name="mg_notes_promise_due_later"),
            models.CheckConstraint(condition=Q(kept_on__isnull=True) | Q(kept_on__gte=F("made_on")), name="mg_notes_promise_kept_later"),
        )


class Draft(HangsOnSubject, Record):
    """What is being typed, saved as it is typed. Its author's alone. `key` is the note to be: once used, the draft is empty and stays as a
    mark, so that a save that arrives late makes nothing.

    `tab` is the window that wrote last: another window that saw an older version gets a draft of its own, and nothing is overwritten.
    """

    person = models.ForeignKey("mg_people.Person", on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("mg_accounts.User", on_delete=models.CASCADE, related_name="+")
    note = models.ForeignKey(Note, on_delete=models.CASCADE, null=True, related_name="+")
    note_version = models.PositiveIntegerField(null=True)
    key = models.UUIDField(unique=True)
    tab = models.CharField(max_length=36, blank=True)
    level = models.CharField(max_length=8, choices=Level.choices)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    happened_on = models.DateField(null=True)
    body = SealedField(part=Part.NOTES)
    promise = SealedField(part=Part.NOTES)
    towards = models.CharField(max_length=10, choices=Towards.choices, blank=True)
    due_on = models.DateField(null=True)
    saved_at = models.DateTimeField()
    used = models.BooleanField(default=False)

    vault_subject_path: ClassVar = "person"
    visibility = Assigned("author_id", "organisation", by=Permission.NOTES_OPEN)
    data_classes: ClassVar = classify(
        {
            DataClass.TECHNICAL: ["person", "note", "note_version", "key", "tab", "saved_at", "used"],
            DataClass.OPERATIONAL: ["organisation", "level", "kind", "happened_on", "towards", "due_on"],
            DataClass.PERSONAL: ["author"],
            DataClass.SEALED: ["body", "promise"],
        }
    )

    class Meta(Record.Meta):
        indexes = (models.Index(fields=["author", "person"], name="mg_notes_draft_of_author"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(note__isnull=True, note_version__isnull=True) | Q(note__isnull=False, note_version__isnull=False),
                name="mg_notes_draft_of_correction",
            ),
        )
