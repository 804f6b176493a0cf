"""What a department's secretariat asks beside, or instead of, the national list of pieces."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.core.checklist import LocalChange, LocalRule
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import Territory
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.pathway.psp.models.application import Kind
from maillage.pathway.psp.models.piece import Issuer
from maillage.pathway.psp.pieces import piece_label


class OverlayChange(models.TextChoices):
    """What changes (the codes of core's LocalChange)."""

    ADD = LocalChange.ADD.value, _("ajouter une pièce")
    REQUIRE = LocalChange.REQUIRE.value, _("demander à toutes")
    NOT_ASKED = LocalChange.NOT_ASKED.value, _("ne pas demander")
    NOTE = LocalChange.NOTE.value, _("préciser, sans rien changer")


class OverlayKinds(models.TextChoices):
    """For which applications."""

    BOTH = "both", _("premières demandes et renouvellements")
    FIRST = Kind.FIRST.value, _("premières demandes")
    RENEWAL = Kind.RENEWAL.value, _("renouvellements")


class PieceOverlayQuerySet(ScopedQuerySet["PieceOverlay"]):
    """Words of the room."""

    def in_force(self, *, today: date) -> Self:
        """Begun, and not ended."""
        return self.filter(starts_on__lte=today).filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today))


class PieceOverlay(Record):
    """One dated line of a department's own list, with its reason. Nothing of it is about a person: every association may read it."""

    territory = models.ForeignKey("mg_territories.Territory", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=32)
    change = models.CharField(max_length=12, choices=OverlayChange.choices)
    kinds = models.CharField(max_length=8, choices=OverlayKinds.choices, default=OverlayKinds.BOTH)
    label = models.CharField(max_length=160, blank=True)
    issuer = models.CharField(max_length=16, choices=Issuer.choices, blank=True)
    reason = models.CharField(max_length=300)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    author = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, null=True, related_name="+")

    unscoped: ClassVar = PieceOverlayQuerySet.as_manager()

    # Whoever may list applications reads them through `local_lists`; only the secretariat of the department touches the rows.
    visibility = Territory("territory", by=Permission.PIECES_OVERLAY)
    data_classes: ClassVar = classify(
        {
            DataClass.PUBLIC: ["territory", "code", "change", "kinds", "label", "issuer", "reason", "starts_on", "ends_on"],
            DataClass.OPERATIONAL: ["organisation"],
            DataClass.PERSONAL: ["author"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="mg_psp_overlay_dates"),
            models.CheckConstraint(
                condition=~Q(change=LocalChange.ADD.value) | ~Q(label="") & ~Q(issuer=""), name="mg_psp_added_piece_is_named"
            ),
            models.UniqueConstraint(fields=["territory", "code"], condition=Q(ends_on__isnull=True), name="mg_psp_one_open_overlay"),
        )

    @property
    def piece_words(self) -> str:
        """The piece that the line is about, in words."""
        return self.label or piece_label(self.code)

    @property
    def rule(self) -> LocalRule:
        """The row as the rule reads it."""
        kinds = (Kind.FIRST.value, Kind.RENEWAL.value) if self.kinds == OverlayKinds.BOTH else (self.kinds,)
        return LocalRule(
            code=self.code, change=LocalChange(self.change), kinds=kinds, starts_on=self.starts_on, ends_on=self.ends_on,
            label=self.label, issuer=self.issuer, reason=self.reason,
        )  # fmt: skip
