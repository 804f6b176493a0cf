"""A contact that was lost: since when, what was done to find her again, and the news. It changes nothing else."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.contacts.models.rhythm import of_her_file
from maillage.core.lost_contact import Step
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.kernel.data_classes import DataClass, classify


class News(models.TextChoices):
    """How the search ended."""

    HER = "her", _("elle a donné de ses nouvelles")
    REACHED = "reached", _("nous l'avons jointe")
    PARTNER = "partner", _("un partenaire nous a donné de ses nouvelles")
    ELSEWHERE = "elsewhere", _("elle est accompagnée ailleurs, et va bien")
    MISTAKE = "mistake", _("commencée par erreur")


class LostContactQuerySet(ScopedQuerySet["LostContact"]):
    """Words about searches."""

    def standing(self) -> Self:
        """Those that go on."""
        return self.filter(closed_on__isnull=True)


class LostContact(Record):
    """A search that goes on until somebody has news of her."""

    person = models.ForeignKey("mg_people.Person", on_delete=models.CASCADE, related_name="searches")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    opened_by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True)
    news = models.CharField(max_length=9, choices=News.choices, default="")

    unscoped: ClassVar = LostContactQuerySet.as_manager()

    visibility = of_her_file()
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["person", "organisation", "opened_on", "closed_on"],
            DataClass.PERSONAL: ["opened_by"],
            DataClass.SENSITIVE: ["news"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["person"], condition=Q(closed_on__isnull=True), name="mg_contacts_one_search"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, news="") | Q(closed_on__gte=F("opened_on"), news__in=News.values),
                name="mg_contacts_search_ends_by_news",
            ),
        )


class LostStep(Record):
    """One thing done to find her, on a day."""

    search = models.ForeignKey(LostContact, on_delete=models.CASCADE, related_name="steps")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=13, choices=[(each.value, str(each.label)) for each in Step])
    done_on = models.DateField()
    by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, related_name="+")

    visibility = of_her_file("search__person")
    data_classes: ClassVar = classify(
        {DataClass.OPERATIONAL: ["search", "organisation", "done_on"], DataClass.PERSONAL: ["by"], DataClass.SENSITIVE: ["step"]}
    )

    class Meta(Record.Meta):
        constraints = (models.CheckConstraint(condition=Q(step__in=[each.value for each in Step]), name="mg_contacts_known_step"),)

    @property
    def label(self) -> Any:
        """What was done, in words."""
        return Step(self.step).label
