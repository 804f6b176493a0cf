"""An application to enter or renew a pathway, and its dated steps."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.core.checklist import Papers, Situation
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import Assigned, FiledHere, OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import HangsOnSubject, Part, SealedField
from maillage.pathway.psp.workflow import OVER, PREPARED_BY_ASSOCIATION, State


class Kind(models.TextChoices):
    """What is asked. The first two codes are those of the law's list of pieces; an end is proposed, never wished for here."""

    FIRST = "first", _("première demande d'engagement")
    RENEWAL = "renewal", _("renouvellement")
    END = "end", _("fin de parcours")


HER_KINDS = [(kind.value, kind.label) for kind in (Kind.FIRST, Kind.RENEWAL)]
"""What she asks: her waiting is counted, an end proposed is not a wish."""


class PapersChoice(models.TextChoices):
    """What changes the list of pieces (the codes of core's Papers)."""

    UNKNOWN = Papers.UNKNOWN.value, _("pas encore dit")
    FRENCH = Papers.FRENCH.value, _("française")
    EUROPEAN = Papers.EUROPEAN.value, _("citoyenne européenne")
    WITH_PAPERS = Papers.WITH_PAPERS.value, _("autre nationalité, avec un titre, un récépissé ou une attestation")
    WITHOUT_PAPERS = Papers.WITHOUT_PAPERS.value, _("autre nationalité, sans papiers")


class ApplicationQuerySet(ScopedQuerySet["Application"]):
    """Words of the room."""

    def filed(self) -> Self:
        """Those that the State has received."""
        return self.filter(filed_on__isnull=False)

    def wishes(self) -> Self:
        """What she asks: an end proposed makes nobody wait for a pathway."""
        return self.exclude(kind=Kind.END)

    def waiting(self) -> Self:
        """Those still under way: not decided, not withdrawn, not transferred."""
        return self.exclude(state__in=OVER)


class Application(HangsOnSubject, Record):
    """One application. Its living text hangs on the person's key; what the State reads is the extract, apart.

    `person` is None when the State's side alone has Maillage and received the application on paper.
    """

    person = models.ForeignKey("mg_people.Person", on_delete=models.PROTECT, null=True, related_name="applications")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey("mg_territories.Territory", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in State], default=State.WISH)
    number = models.CharField(max_length=16, null=True, unique=True)
    wished_on = models.DateField()
    filed_on = models.DateField(null=True)
    examined_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    notified_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    transferred_on = models.DateField(null=True)
    granted = models.BooleanField(null=True)
    taken_over = models.BooleanField(default=False)
    papers = models.CharField(max_length=16, choices=PapersChoice.choices, default=PapersChoice.UNKNOWN)
    has_children = models.BooleanField(null=True)
    decision_copy = models.UUIDField(null=True)
    asks_permit = models.BooleanField(default=False)
    asks_allowance = models.BooleanField(default=False)
    project = SealedField(part=Part.STORY)
    commitments = SealedField(part=Part.STORY)

    unscoped: ClassVar = ApplicationQuerySet.as_manager()

    vault_subject_path: ClassVar = "person"
    visibility = (
        OwnOrganisation("organisation", by=Permission.APPLICATION_LIST)
        | Assigned("person__key_workers__user_id", "organisation", by=Permission.APPLICATION_LIST, ends_path="person__key_workers__ends_on")
        | FiledHere("territory", filed_path="filed_on", by=Permission.APPLICATION_LIST)
    )
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: [
                "person", "organisation", "territory", "kind", "state", "wished_on", "filed_on", "examined_on", "decided_on",
                "notified_on", "granted", "taken_over", "withdrawn_on", "transferred_on",
            ],
            DataClass.TECHNICAL: ["number", "decision_copy"],
            DataClass.SENSITIVE: ["asks_permit", "asks_allowance", "papers", "has_children"],
            DataClass.SEALED: ["project", "commitments"],
        }
    )  # fmt: skip

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(state__in=[s.value for s in State]), name="mg_psp_known_state"),
            models.CheckConstraint(
                condition=Q(filed_on__isnull=True, number__isnull=True) | Q(filed_on__isnull=False, number__isnull=False),
                name="mg_psp_number_from_filing",
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True, granted__isnull=True) | Q(decided_on__isnull=False, granted__isnull=False),
                name="mg_psp_decision_says_what",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[*PREPARED_BY_ASSOCIATION, State.WITHDRAWN, State.TRANSFERRED]) | Q(filed_on__isnull=False),
                name="mg_psp_filed_before_later",
            ),
            models.CheckConstraint(condition=Q(filed_on__isnull=True) | Q(filed_on__gte=F("wished_on")), name="mg_psp_filed_after_wish"),
            models.UniqueConstraint(
                fields=["person", "kind"], condition=~Q(state__in=OVER) & Q(person__isnull=False), name="mg_psp_one_running_per_kind"
            ),
            models.CheckConstraint(
                condition=Q(state=State.WITHDRAWN, withdrawn_on__isnull=False) | ~Q(state=State.WITHDRAWN) & Q(withdrawn_on__isnull=True),
                name="mg_psp_withdrawn_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state=State.TRANSFERRED, transferred_on__isnull=False)
                | ~Q(state=State.TRANSFERRED) & Q(transferred_on__isnull=True),
                name="mg_psp_transferred_has_a_day",
            ),
        )

    def __str__(self) -> str:
        return self.number or str(self.pk)

    @property
    def over_on(self) -> date | None:
        """The day on which her wait for it ended: she knows the decision, it was withdrawn, or it went elsewhere."""
        return self.notified_on or self.withdrawn_on or self.transferred_on

    @property
    def situation(self) -> Situation:
        """What is known of her for the list of pieces."""
        return Situation(papers=Papers(self.papers), children=self.has_children)


class Step(Record):
    """A dated step of an application: when, by which side, and whether it was recorded from paper, with its scan."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in State])
    happened_on = models.DateField()
    recorded_on = models.DateField()
    from_paper = models.BooleanField(default=False)
    by_state = models.BooleanField(default=False)
    scan = models.UUIDField(null=True)

    @property
    def organisation_id(self) -> Any:
        """The association of its application: what mandates cover."""
        return self.application.organisation_id

    @property
    def territory_id(self) -> Any:
        """The department of its application: what mandates of the State cover."""
        return self.application.territory_id

    visibility = OwnOrganisation("application__organisation", by=Permission.APPLICATION_LIST)
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["application", "state", "happened_on", "recorded_on", "from_paper", "by_state"],
            DataClass.TECHNICAL: ["scan"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(happened_on__lte=F("recorded_on")), name="mg_psp_step_not_from_the_future"),
            models.CheckConstraint(condition=Q(from_paper=True) | Q(scan__isnull=True), name="mg_psp_scan_is_of_paper"),
        )
