"""A try to reach her, and what came of it: an outcome in one tap, never what was said."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.contacts.models.rhythm import WAYS, of_her_file
from maillage.core.call_list import Outcome
from maillage.core.safe_contact import Channel, Why
from maillage.foundation.access.records import Record
from maillage.foundation.kernel.data_classes import DataClass, classify

OUTCOMES = [
    (Outcome.REACHED.value, _("jointe")),
    (Outcome.NO_ANSWER.value, _("pas de réponse")),
    (Outcome.WRONG_NUMBER.value, _("mauvais numéro")),
    (Outcome.NOT_SAFE.value, _("elle ne pouvait pas parler sans danger")),
]


class Attempt(Record):
    """One try. `rule` is the version of her rule under which it was made: a wrong number is wrong until another one is written.

    `next_try_at`: when it was said that we try again. `against`: why her rule forbade it at that moment (it is kept, and said).
    """

    person = models.ForeignKey("mg_people.Person", on_delete=models.CASCADE, related_name="attempts")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    channel = models.CharField(max_length=12, choices=WAYS)
    outcome = models.CharField(max_length=12, choices=OUTCOMES)
    next_try_at = models.DateTimeField(null=True)
    rule = models.ForeignKey("mg_people.ContactRule", on_delete=models.SET_NULL, null=True, related_name="+")
    against = models.CharField(max_length=9, choices=[(why.value, why.value) for why in Why], default="")
    contact = models.OneToOneField("mg_contacts.Contact", on_delete=models.SET_NULL, null=True, related_name="+")

    visibility = of_her_file()
    data_classes: ClassVar = classify(
        {
            DataClass.TECHNICAL: ["rule", "contact"],
            DataClass.OPERATIONAL: ["person", "organisation", "at", "outcome", "next_try_at", "against"],
            DataClass.PERSONAL: ["by"],
            DataClass.SENSITIVE: ["channel"],
        }
    )

    class Meta(Record.Meta):
        indexes = (models.Index(fields=["person", "at"], name="mg_contacts_tries"),)
        constraints = (
            models.CheckConstraint(condition=Q(outcome__in=[each.value for each in Outcome]), name="mg_contacts_known_outcome"),
            models.CheckConstraint(condition=Q(channel__in=[each.value for each in Channel]), name="mg_contacts_tried_way"),
            models.CheckConstraint(condition=Q(next_try_at__isnull=True) | Q(outcome=Outcome.NO_ANSWER), name="mg_contacts_tried_again"),
        )

    @property
    def way_label(self) -> Any:
        """By which way it was tried."""
        return Channel(self.channel).label
