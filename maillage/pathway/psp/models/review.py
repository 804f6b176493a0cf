"""The review (bilan) before a renewal: held with her, what was done per domain, what is proposed. Its words are sealed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record
from maillage.foundation.access.visibility import Assigned, OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import HangsOnSubject, Part, SealedField
from maillage.pathway.psp.models.pathway import OfPathway, Term


class Proposal(models.TextChoices):
    """What the review proposes. She and her key worker propose; the prefect decides."""

    RENEW = "renew", _("renouveler")
    STOP = "stop", _("ne pas renouveler")
    UNDECIDED = "undecided", _("pas encore décidé avec elle")


class Review(HangsOnSubject, OfPathway):
    """The review of one term. `content` seals the words and, per domain, what was done; it never leaves the association.

    Source: law.md 1.8 (account of actions done, respect of commitments, difficulties, before a renewal).
    """

    pathway = models.ForeignKey("mg_psp.Pathway", on_delete=models.CASCADE, related_name="reviews")
    term = models.OneToOneField(Term, on_delete=models.CASCADE, related_name="review")
    held_on = models.DateField()
    held_by = models.UUIDField(null=True)
    recorded_on = models.DateField()
    proposal = models.CharField(max_length=12, choices=Proposal.choices)
    content = SealedField(part=Part.STORY)

    vault_subject_path: ClassVar = "pathway__person"
    visibility = OwnOrganisation("pathway__organisation", by=Permission.APPLICATION_LIST) | Assigned(
        "pathway__person__key_workers__user_id",
        "pathway__organisation",
        by=Permission.APPLICATION_LIST,
        ends_path="pathway__person__key_workers__ends_on",
    )
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["pathway", "term", "held_on", "held_by", "recorded_on", "proposal"],
            DataClass.SEALED: ["content"],
        }
    )

    class Meta(Record.Meta):
        constraints = (models.CheckConstraint(condition=Q(held_on__lte=F("recorded_on")), name="mg_psp_review_not_from_the_future"),)
