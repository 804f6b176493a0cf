"""The file of a person. What names or locates her is sealed; what queries need is codes and dates."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import Assigned, OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import Part, SealedField, SealedSubject


class Channel(models.TextChoices):
    """By which way she may be reached safely. `NONE_KNOWN` is an answer, with where she sees us."""

    PHONE = "phone", _("téléphone")
    SMS = "sms", _("SMS")
    MESSAGING = "messaging", _("messagerie")
    MAIL = "mail", _("courriel")
    PARTNER = "partner", _("par un partenaire")
    NONE_KNOWN = "none_known", _("aucun canal connu")


def _following(*, today: date) -> Any:
    """The files followed today. The model is found by its name: it is declared after the file it hangs on."""
    return apps.get_model("mg_people", "KeyWorker").unscoped.present(today=today).order_by().values("person")


class PersonQuerySet(ScopedQuerySet["Person"]):
    """Words of the room."""

    def open_files(self) -> Self:
        """Files not closed."""
        return self.filter(closed_on__isnull=True)

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
    safe_contact = SealedField(part=Part.SAFE_CONTACT)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    last_contact_on = models.DateField()

    unscoped: ClassVar = PersonQuerySet.as_manager()

    visibility = OwnOrganisation("organisation", by=Permission.PERSON_LIST) | Assigned(
        "key_workers__user_id", "organisation", by=Permission.PERSON_LIST, ends_path="key_workers__ends_on"
    )
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["organisation", "territory", "opened_on", "closed_on", "last_contact_on"],
            DataClass.SENSITIVE: ["channel"],
            DataClass.TECHNICAL: ["reference"],
            DataClass.SEALED: ["pseudonym", "safe_contact"],
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
