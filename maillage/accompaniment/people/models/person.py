"""The file of a person. What names or locates her is sealed; what queries need is codes and dates."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, ClassVar, Self

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people.errors import FileMerged
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import Assigned, Guest, OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import Part, SealedField, SealedSubject


class Channel(models.TextChoices):
    """By which way she may be reached safely. `NONE_KNOWN` is an answer, with where she sees us."""

    PHONE = "phone", _("téléphone")
    SMS = "sms", _("SMS")
    MESSAGING = "messaging", _("messagerie")
    MAIL = "mail", _("courriel")
    LETTER = "letter", _("lettre")
    PARTNER = "partner", _("par un partenaire")
    KEY_WORKER = "key_worker", _("de vive voix, par sa référente")
    VISIT = "visit", _("en allant la voir")
    NONE_KNOWN = "none_known", _("aucun canal connu")


def _following(*, today: date) -> Any:
    """The files followed today. The model is found by its name: it is declared after the file it hangs on."""
    return apps.get_model("mg_people", "KeyWorker").unscoped.present(today=today).inside().order_by().values("person")


class PersonQuerySet(ScopedQuerySet["Person"]):
    """Words of the room."""

    def standing(self) -> Self:
        """Files that were not reunited with another one: each stands for one person."""
        return self.filter(merged_into__isnull=True)

    def open_files(self) -> Self:
        """Files not closed."""
        return self.standing().filter(closed_on__isnull=True)

    def locked(self, pk: uuid.UUID | str) -> Person:
        """One file, locked to be written in. Raises FileMerged when it was reunited with another one, OutOfScope when absent."""
        found = self.locked_any(pk)
        if found.merged_into_id is not None:
            raise FileMerged
        return found

    def locked_any(self, pk: uuid.UUID | str) -> Person:
        """As `locked`, the old file of a reunion too: for the reunion itself, and for the erasure."""
        return super().locked(pk)

    def followed_by(self, user_id: Any, *, today: date) -> Self:
        """Files whose key worker is this user today."""
        return self.filter(pk__in=_following(today=today).filter(user_id=user_id))

    def without_key_worker(self, *, today: date) -> Self:
        """Files that nobody follows today."""
        return self.exclude(pk__in=_following(today=today))


class Person(SealedSubject):
    """One file in one association. It works without any civil name."""

    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey("mg_territories.Territory", on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=9, unique=True)
    pseudonym = SealedField(part=Part.LABEL)
    channel = models.CharField(max_length=12, choices=Channel.choices)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    last_contact_on = models.DateField()
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged_files")

    unscoped: ClassVar = PersonQuerySet.as_manager()

    visibility = OwnOrganisation("organisation", by=Permission.PERSON_LIST) | Assigned(
        "key_workers__user_id", "organisation", by=Permission.PERSON_LIST, ends_path="key_workers__ends_on"
    )
    # Another association's key worker, while an accord to share the follow-up holds: the label and the shared notes, nothing else.
    shared_visibility = Guest("key_workers", by=Permission.PERSON_LIST)
    shared_parts: ClassVar = frozenset({Part.LABEL, Part.NOTES})
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["organisation", "territory", "opened_on", "closed_on", "last_contact_on", "merged_into"],
            DataClass.SENSITIVE: ["channel"],
            DataClass.TECHNICAL: ["reference"],
            DataClass.SEALED: ["pseudonym"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(channel__in=[c.value for c in Channel]), name="mg_people_known_channel"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=models.F("opened_on")), name="mg_people_closed_after_opened"
            ),
        )

    def __str__(self) -> str:
        return self.reference
