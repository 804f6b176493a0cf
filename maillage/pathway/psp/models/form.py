"""What is written with her before the filing: her form, the pathway document and its signatures, the talk on what filing exposes her to."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record
from maillage.foundation.access.visibility import Assigned, OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import HangsOnSubject, Part, SealedField
from maillage.pathway.psp.models.application import Application

_HERS = OwnOrganisation("application__organisation", by=Permission.APPLICATION_LIST) | Assigned(
    "application__person__key_workers__user_id",
    "application__organisation",
    by=Permission.APPLICATION_LIST,
    ends_path="application__person__key_workers__ends_on",
)


class _WithHer(HangsOnSubject, Record):
    """Rows that the association alone reads, sealed with her story."""

    class Meta(Record.Meta):
        abstract = True

    application: models.ForeignKey[Application, Application]

    vault_subject_path: ClassVar = "application__person"

    @property
    def organisation_id(self) -> Any:
        """The association of its application: what mandates cover."""
        return self.application.organisation_id


class ApplicationForm(_WithHer):
    """The form, answered field by field. `sent` is the association's own copy of what left, kept under her key.

    The counts say how far it is without opening it; `essentials` whether she agreed to what no filing goes without.
    """

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="form")
    content = SealedField(part=Part.STORY)
    sent = SealedField(part=Part.STORY)
    sent_on = models.DateField(null=True)
    saved_on = models.DateField(null=True)
    asked = models.PositiveSmallIntegerField(default=0)
    settled = models.PositiveSmallIntegerField(default=0)
    essentials = models.BooleanField(default=False)

    visibility = _HERS
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["application", "sent_on", "saved_on", "asked", "settled", "essentials"],
            DataClass.SEALED: ["content", "sent"],
        }
    )

    class Meta(Record.Meta):
        constraints = (models.CheckConstraint(condition=Q(settled__lte=F("asked")), name="mg_psp_form_settled"),)


class PathwayDocument(_WithHer):
    """The document of R. 121-12-12 as it was signed: the actions, the commitments, both signatures, the paper."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="document")
    content = SealedField(part=Part.STORY)
    signed_by_her_on = models.DateField(null=True)
    signed_by_association_on = models.DateField(null=True)
    explained_in = models.CharField(max_length=8, blank=True)
    scan = models.UUIDField(null=True)

    visibility = _HERS
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["application", "signed_by_her_on", "signed_by_association_on"],
            DataClass.SENSITIVE: ["explained_in"],
            DataClass.TECHNICAL: ["scan"],
            DataClass.SEALED: ["content"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(signed_by_her_on__isnull=False) | Q(signed_by_association_on__isnull=False), name="mg_psp_document_signed"
            ),
        )


class TalkOutcome(models.TextChoices):
    """What she decides at the end of the talk."""

    FILE = "file", _("elle veut déposer")
    VERIFY = "verify", _("vérifier d'abord : avocat, délai, papier")
    WAIT = "wait", _("attendre")
    RENOUNCE = "renounce", _("ne pas déposer")


class ExposureTalk(_WithHer):
    """The talk on what filing exposes her to. Its words are sealed with her story and never leave; the latest one counts."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="exposure_talks")
    talked_on = models.DateField()
    language = models.CharField(max_length=8)
    interpreter = models.BooleanField(default=False)
    outcome = models.CharField(max_length=8, choices=TalkOutcome.choices)
    content = SealedField(part=Part.STORY)

    visibility = _HERS
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["application", "talked_on"],
            DataClass.SENSITIVE: ["language", "interpreter", "outcome"],
            DataClass.SEALED: ["content"],
        }
    )

    class Meta(Record.Meta):
        pass
