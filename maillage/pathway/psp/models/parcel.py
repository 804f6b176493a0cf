"""Packages that carry an application to another house, and its answers back: keys, houses known, what left and what came."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record
from maillage.foundation.access.visibility import Nobody, OwnOrganisation, Territory
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.pathway.psp.models.application import Application


class PackageKeys(Record):
    """The pairs of keys of one organisation of this house. The private halves are sealed by the vault under the system's key."""

    organisation = models.OneToOneField("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    sign_public = models.BinaryField()
    sign_private = models.BinaryField()
    box_public = models.BinaryField()
    box_private = models.BinaryField()
    made_on = models.DateField()

    visibility = Nobody()
    data_classes: ClassVar = classify(
        {
            DataClass.PUBLIC: ["sign_public", "box_public"],
            DataClass.TECHNICAL: ["sign_private", "box_private"],
            DataClass.OPERATIONAL: ["organisation", "made_on"],
        }
    )

    class Meta(Record.Meta):
        pass


_OURS = OwnOrganisation("organisation", by=Permission.APPLICATION_LIST) | Territory("territory", by=Permission.APPLICATION_RECEIVE)


class Correspondent(Record):
    """Another house known by its card: for which organisation it speaks, and who checked its fingerprint aloud, when.

    `territory` is set on the State's side only.
    """

    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey("mg_territories.Territory", on_delete=models.PROTECT, null=True, related_name="+")
    stands_for = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    card_name = models.CharField(max_length=200)
    sign_public = models.BinaryField()
    box_public = models.BinaryField()
    fingerprint = models.CharField(max_length=64)
    added_on = models.DateField()
    checked_on = models.DateField(null=True)
    checked_by = models.UUIDField(null=True)
    retired_on = models.DateField(null=True)

    visibility = _OURS
    data_classes: ClassVar = classify(
        {
            DataClass.PUBLIC: ["card_name", "sign_public", "box_public", "fingerprint"],
            DataClass.OPERATIONAL: ["organisation", "territory", "stands_for", "added_on", "checked_on", "retired_on"],
            DataClass.PERSONAL: ["checked_by"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "fingerprint"], condition=Q(retired_on__isnull=True), name="mg_psp_correspondent_once"
            ),
        )

    @property
    def usable(self) -> bool:
        """Was its fingerprint checked, and is it still in use?"""
        return self.checked_on is not None and self.retired_on is None


class Direction(models.TextChoices):
    """Which way it goes."""

    OUT = "out", _("emporté")
    IN = "in", _("reçu")


class ParcelKind(models.TextChoices):
    """What it carries."""

    APPLICATION = "application", _("une demande")
    ANSWER = "answer", _("une réponse")


class ParcelState(models.TextChoices):
    """What became of it."""

    CARRIED = "carried", _("emporté")
    TO_READ = "to_read", _("à lire")
    TAKEN = "taken", _("enregistré")
    SET_ASIDE = "set_aside", _("écarté")


class Parcel(Record):
    """One package. `content` is the sealed file itself, emptied once it has served; nobody reads a name in this table.

    `reference` is the id of the package that carried the application: answers name it. `sequence` grows with each answer.
    """

    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey("mg_territories.Territory", on_delete=models.PROTECT, null=True, related_name="+")
    correspondent = models.ForeignKey(Correspondent, on_delete=models.PROTECT, related_name="parcels")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, null=True, related_name="parcels")
    direction = models.CharField(max_length=3, choices=Direction.choices)
    kind = models.CharField(max_length=12, choices=ParcelKind.choices)
    state = models.CharField(max_length=10, choices=ParcelState.choices)
    package = models.UUIDField()
    reference = models.UUIDField()
    sequence = models.PositiveSmallIntegerField(default=0)
    made_on = models.DateField()
    handled_on = models.DateField(null=True)
    digest = models.CharField(max_length=64)
    content = models.BinaryField(null=True)
    session_on = models.DateField(null=True)
    opinion = models.CharField(max_length=16, blank=True)

    visibility = _OURS
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: [
                "organisation", "territory", "correspondent", "application", "direction", "kind", "state", "made_on", "handled_on",
                "session_on",
            ],
            DataClass.SENSITIVE: ["opinion"],
            DataClass.TECHNICAL: ["package", "reference", "sequence", "digest", "content"],
        }
    )  # fmt: skip

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["organisation", "direction", "package"], name="mg_psp_package_once"),
            models.CheckConstraint(
                condition=~Q(state=ParcelState.TO_READ) | Q(content__isnull=False), name="mg_psp_package_to_read_is_there"
            ),
        )
