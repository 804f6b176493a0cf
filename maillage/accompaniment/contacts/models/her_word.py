"""What she says of our calls, and what the association does about it: two dated series, never rewritten one by the other."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record
from maillage.foundation.access.visibility import Assigned, Dimension, OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify


def _own() -> Dimension:
    return OwnOrganisation("organisation", by=Permission.CONTACT_NOTE) | Assigned(
        "person__key_workers__user_id", "organisation", by=Permission.CONTACT_NOTE, ends_path="person__key_workers__ends_on"
    )


class Helped(models.TextChoices):
    """Did our calls help?"""

    YES = "yes", _("oui, ils aident")
    SOMEWHAT = "somewhat", _("un peu")
    NO = "no", _("non")
    NOT_SAID = "not_said", _("elle ne le dit pas")


class Wish(models.TextChoices):
    """What she wants now."""

    GO_ON = "go_on", _("continuer ainsi")
    MORE = "more", _("plus souvent")
    LESS = "less", _("moins souvent")
    STOP = "stop", _("arrêter")
    NOT_SAID = "not_said", _("elle ne le dit pas")


# What calls for an answer: her rhythm is no longer the one that she wants.
ASKS_FOR_A_CHANGE = (Wish.MORE, Wish.LESS, Wish.STOP)


class Course(models.TextChoices):
    """What the association does of its calls."""

    KEEP = "keep", _("nous continuons d'appeler")
    TAPER = "taper", _("nous appelons moins souvent")
    END = "end", _("nous n'appelons plus les premières")


class CourseReason(models.TextChoices):
    """Why."""

    HER_WISH = "her_wish", _("elle le souhaite")
    STILL_ALONE = "still_alone", _("elle reste isolée")
    COMES_AGAIN = "comes_again", _("elle revient d'elle-même")
    AUTONOMY = "autonomy", _("pour son autonomie, convenu avec elle")
    NO_STAFF = "no_staff", _("nous ne sommes plus assez nombreuses")
    NOT_SAFE = "not_safe", _("nos appels ne sont plus sûrs pour elle")


class HerWord(Record):
    """Her answer to one optional question, on the day she gave it."""

    person = models.ForeignKey("mg_people.Person", on_delete=models.CASCADE, related_name="words_on_calls")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, related_name="+")
    helped = models.CharField(max_length=8, choices=Helped.choices)
    wish = models.CharField(max_length=8, choices=Wish.choices)
    said_on = models.DateField()
    written_on = models.DateField()

    visibility = _own()
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["person", "organisation", "said_on", "written_on"],
            DataClass.PERSONAL: ["asked_by"],
            DataClass.SENSITIVE: ["helped", "wish"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(helped__in=Helped.values), name="mg_contacts_known_help"),
            models.CheckConstraint(condition=Q(wish__in=Wish.values), name="mg_contacts_known_wish"),
            models.CheckConstraint(condition=Q(said_on__lte=F("written_on")), name="mg_contacts_said_not_tomorrow"),
        )


class CallsCourse(Record):
    """What the association decided of its calls to her, on a day, and why."""

    person = models.ForeignKey("mg_people.Person", on_delete=models.CASCADE, related_name="calls_courses")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    chosen_by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, related_name="+")
    course = models.CharField(max_length=5, choices=Course.choices)
    reason = models.CharField(max_length=12, choices=CourseReason.choices)
    chosen_on = models.DateField()

    visibility = _own()
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["person", "organisation", "course", "chosen_on"],
            DataClass.PERSONAL: ["chosen_by"],
            DataClass.SENSITIVE: ["reason"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(course__in=Course.values), name="mg_contacts_known_course"),
            models.CheckConstraint(condition=Q(reason__in=CourseReason.values), name="mg_contacts_known_reason"),
        )
