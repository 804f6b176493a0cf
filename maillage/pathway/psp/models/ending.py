"""The end of a running pathway, proposed to the commission: by the association, or by the State's secretariat."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record
from maillage.foundation.access.visibility import Assigned, FiledHere, OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.pathway.psp.models.application import Application
from maillage.pathway.psp.models.pathway import Pathway


class EndReason(models.TextChoices):
    """Why the end is proposed. A closed list: facts, never a judgement."""

    HER_WISH = "her_wish", _("elle demande à arrêter")
    AUTONOMY = "autonomy", _("autonomie trouvée")
    MOVED = "moved", _("suite dans un autre département")
    LOST_CONTACT = "lost_contact", _("lien perdu")
    COMMITMENTS = "commitments", _("engagements non tenus")

    @property
    def against_her(self) -> bool:
        """Not at her request: she is heard before the decision (CRPA, art. L. 121-1). Only her own request dispenses from it (L. 121-2):
        an autonomy that somebody else judges found is no request of hers.
        """
        return self is not EndReason.HER_WISH


class EndAsker(models.TextChoices):
    """Which side proposed it."""

    ASSOCIATION = "association", _("l'association")
    SECRETARIAT = "secretariat", _("le secrétariat de la commission")


class Ending(Record):
    """What an application of the kind `end` is about: the pathway, the reason, who asked, and the day on which she was told.

    The words are sealed in the extract, with the State; the association keeps its own copy of what it sent.
    """

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="ending")
    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="endings")
    reason = models.CharField(max_length=12, choices=EndReason.choices)
    asked_by = models.CharField(max_length=12, choices=EndAsker.choices)
    told_on = models.DateField(null=True)

    visibility = (
        OwnOrganisation("application__organisation", by=Permission.APPLICATION_LIST)
        | Assigned(
            "application__person__key_workers__user_id",
            "application__organisation",
            by=Permission.APPLICATION_LIST,
            ends_path="application__person__key_workers__ends_on",
        )
        | FiledHere("application__territory", filed_path="application__filed_on", by=Permission.APPLICATION_LIST)
    )
    data_classes: ClassVar = classify(
        {DataClass.OPERATIONAL: ["application", "pathway", "asked_by", "told_on"], DataClass.SENSITIVE: ["reason"]}
    )

    class Meta(Record.Meta):
        pass

    @property
    def against_her(self) -> bool:
        """Not at her request. A wish that the State notes is one only once somebody noted since when she knows of it."""
        unknown_to_her = self.asked_by == EndAsker.SECRETARIAT and self.told_on is None
        return EndReason(self.reason).against_her or unknown_to_her

    @property
    def organisation_id(self) -> Any:
        """The association of its application: what mandates cover."""
        return self.application.organisation_id

    @property
    def territory_id(self) -> Any:
        """The department of its application: what mandates of the State cover."""
        return self.application.territory_id
