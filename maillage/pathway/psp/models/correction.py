"""What the State asks to correct after the filing, in two copies (its own, the association's), and what the answer adds to the extract."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import FiledHere, Nobody, OwnOrganisation
from maillage.foundation.kernel import triggers
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import HangsOnSubject, Part, SealedField
from maillage.pathway.psp.models.application import Application
from maillage.pathway.psp.models.extract import Extract


class Problem(models.TextChoices):
    """What is wrong with a piece or a field."""

    INCORRECT = "incorrect", _("inexact")
    INCOMPLETE = "incomplete", _("incomplet")
    OUTDATED = "outdated", _("périmé")


class CorrectionState(models.TextChoices):
    """Where the demand stands; the ball is with the association while it is asked."""

    ASKED = "asked", _("attendue de l'association")
    ANSWERED = "answered", _("répondue, à vérifier")
    ACCEPTED = "accepted", _("acceptée")
    AGAIN = "again", _("redemandée")
    DROPPED = "dropped", _("sans suite")


class CorrectionQuerySet(ScopedQuerySet["Correction"]):
    """Words of the room."""

    def with_association(self) -> Self:
        """Those that the association has to answer."""
        return self.filter(state=CorrectionState.ASKED)

    def with_state(self) -> Self:
        """Those that the secretariat has to check."""
        return self.filter(state=CorrectionState.ANSWERED)


class Correction(HangsOnSubject, Record):
    """One demand of the secretariat about a piece or a field. Its words here are the State's copy, under the extract's key.

    `target` is `piece:<code>` or `field:<name>`. From the day asked to the day answered, the administration's clock stands still.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="corrections")
    extract = models.ForeignKey(Extract, on_delete=models.PROTECT, null=True, related_name="corrections")
    target = models.CharField(max_length=48)
    problem = models.CharField(max_length=12, choices=Problem.choices)
    state = models.CharField(max_length=12, choices=CorrectionState.choices, default=CorrectionState.ASKED)
    asked_on = models.DateField()
    answer_by = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    settled_on = models.DateField(null=True)
    from_paper = models.BooleanField(default=False)
    words = SealedField(part=Part.EXTRACT)
    answer = SealedField(part=Part.EXTRACT)

    unscoped: ClassVar = CorrectionQuerySet.as_manager()

    vault_subject_path: ClassVar = "extract"
    visibility = OwnOrganisation("application__organisation", by=Permission.APPLICATION_LIST) | FiledHere(
        "application__territory", filed_path="application__filed_on", by=Permission.APPLICATION_LIST
    )
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: [
                "application", "extract", "target", "problem", "state", "asked_on", "answer_by", "answered_on", "settled_on", "from_paper",
            ],
            DataClass.SEALED: ["words", "answer"],
        }
    )  # fmt: skip

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("asked_on")), name="mg_psp_correction_answered_after"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", answered_on__isnull=True, settled_on__isnull=True)
                | Q(state="answered", answered_on__isnull=False, settled_on__isnull=True)
                | Q(state__in=["accepted", "again"], answered_on__isnull=False, settled_on__isnull=False)
                | Q(state="dropped", settled_on__isnull=False),
                name="mg_psp_correction_is_dated",
            ),
            models.UniqueConstraint(
                fields=["application", "target"], condition=Q(state__in=["asked", "answered"]), name="mg_psp_one_open_correction"
            ),
        )

    @property
    def organisation_id(self) -> Any:
        """The association of its application: what mandates cover."""
        return self.application.organisation_id

    @property
    def territory_id(self) -> Any:
        """The department of its application: what mandates of the State cover."""
        return self.application.territory_id


class CorrectionCopy(HangsOnSubject, Record):
    """The association's own copy of the words, under the key of her file: erased with it, while the State keeps its own."""

    correction = models.OneToOneField(Correction, on_delete=models.CASCADE, related_name="copy")
    person = models.ForeignKey("mg_people.Person", on_delete=models.PROTECT, related_name="+")
    document = models.UUIDField(null=True)
    words = SealedField(part=Part.STORY)
    answer = SealedField(part=Part.STORY)

    vault_subject_path: ClassVar = "person"
    visibility = Nobody()
    data_classes: ClassVar = classify(
        {DataClass.OPERATIONAL: ["correction", "person"], DataClass.TECHNICAL: ["document"], DataClass.SEALED: ["words", "answer"]}
    )

    class Meta(Record.Meta):
        pass


class Addendum(HangsOnSubject, Record):
    """What an answer adds to an extract: fields and pieces, sealed under the extract's key. What was filed first stays as it was."""

    extract = models.ForeignKey(Extract, on_delete=models.PROTECT, related_name="addenda")
    correction = models.OneToOneField(Correction, on_delete=models.PROTECT, related_name="addendum")
    added_on = models.DateField()
    content = SealedField(part=Part.EXTRACT)

    vault_subject_path: ClassVar = "extract"
    visibility = Nobody()
    data_classes: ClassVar = classify({DataClass.OPERATIONAL: ["extract", "correction", "added_on"], DataClass.SEALED: ["content"]})

    class Meta(Record.Meta):
        pass


def triggers_of_addendum() -> tuple[triggers.Trigger, ...]:
    """What an answer added never changes: like the extract that it completes."""
    table, frozen = "mg_psp_addendum", "What was added to an extract never changes."
    return (
        triggers.Trigger(
            name="mg_psp_addendum_frozen",
            table=table,
            sqlite=(
                f"CREATE TRIGGER mg_psp_addendum_frozen BEFORE UPDATE OF extract_id, correction_id, added_on ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{frozen}'); END"
            ),
            postgres_when="BEFORE UPDATE OF extract_id, correction_id, added_on",
            postgres_body=f"RAISE EXCEPTION '{frozen}';",
        ),
    )
