"""A contact with a person: that it happened, by which way, who began it, how she was. What was said is a note of the notes room."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.core.safe_contact import Channel, Why
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import Assigned, OwnOrganisation
from maillage.foundation.kernel.data_classes import DataClass, classify

LONGEST = 600  # minutes: a whole day beside her


class ContactKind(models.TextChoices):
    """The two formats of the spring of 2020, both counted."""

    INFORMAL = "informal", _("échange informel")
    FORMAL = "formal", _("entretien")


class ContactWay(models.TextChoices):
    """By which way it happened."""

    PHONE = "phone", _("par téléphone")
    SMS = "sms", _("par SMS")
    MESSAGING = "messaging", _("par messagerie")
    VIDEO = "video", _("en visio")
    MAIL = "mail", _("par courriel")
    LETTER = "letter", _("par lettre")
    PARTNER = "partner", _("par un partenaire")
    ON_SITE = "on_site", _("chez nous")
    OUTSIDE = "outside", _("dehors")
    VISIT = "visit", _("chez elle")


# By which way of her rule of contact each one reaches her; nothing is asked when she is there, in front of us.
ASKED_OF_RULE: dict[ContactWay, Channel] = {
    ContactWay.PHONE: Channel.PHONE,
    ContactWay.SMS: Channel.SMS,
    ContactWay.MESSAGING: Channel.MESSAGING,
    ContactWay.VIDEO: Channel.MESSAGING,
    ContactWay.MAIL: Channel.MAIL,
    ContactWay.LETTER: Channel.LETTER,
    ContactWay.PARTNER: Channel.PARTNER,
    ContactWay.VISIT: Channel.VISIT,
}


class Initiator(models.TextChoices):
    """Who began: the question that the study left open (did we call, or did she come?)."""

    HER = "her", _("elle")
    US = "us", _("nous")


class Mood(models.TextChoices):
    """How she was, in words. Never a score: nothing is added, nothing is averaged."""

    WELL = "well", _("plutôt bien")
    TIRED = "tired", _("fatiguée")
    WORRIED = "worried", _("inquiète")
    ALONE = "alone", _("seule, triste")
    ANGRY = "angry", _("en colère")
    DISTRESS = "distress", _("en détresse")
    UNKNOWN = "unknown", _("je ne sais pas")


class Theme(models.TextChoices):
    """What was spoken of: a code, never what was said of it."""

    NEWS = "news", _("prendre des nouvelles")
    MONEY = "money", _("argent, dettes")
    FOOD = "food", _("manger")
    HOUSING = "housing", _("logement, hébergement")
    PAPERS = "papers", _("papiers, démarches")
    HEALTH = "health", _("santé")
    SAFETY = "safety", _("sécurité")
    CHILDREN = "children", _("enfants, famille")
    WORK = "work", _("travail, formation")
    PATHWAY = "pathway", _("parcours de sortie")
    LONELINESS = "loneliness", _("solitude")


class ContactQuerySet(ScopedQuerySet["Contact"]):
    """Words about contacts."""

    def real(self) -> Self:
        """Those that happened: not those that were noted by mistake."""
        return self.filter(mistaken_on__isnull=True)

    def between(self, first: date, last: date) -> Self:
        """From a day to another, both included."""
        return self.filter(happened_on__gte=first, happened_on__lte=last)

    def by_us(self) -> Self:
        """Those that the association began."""
        return self.filter(initiated_by=Initiator.US)

    def by_her(self) -> Self:
        """Those that she began."""
        return self.filter(initiated_by=Initiator.HER)


class Contact(Record):
    """One exchange with her, as it happened. One against her rule is kept all the same: `against` says why it should not have been."""

    person = models.ForeignKey("mg_people.Person", on_delete=models.CASCADE, related_name="contacts")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    noted_by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=ContactKind.choices)
    way = models.CharField(max_length=9, choices=ContactWay.choices)
    initiated_by = models.CharField(max_length=3, choices=Initiator.choices)
    mood = models.CharField(max_length=8, choices=Mood.choices, default=Mood.UNKNOWN)
    themes = models.JSONField(default=list)
    happened_on = models.DateField()
    minutes = models.PositiveSmallIntegerField(null=True)
    next_on = models.DateField(null=True)
    against = models.CharField(max_length=9, choices=[(why.value, why.value) for why in Why], default="")
    note = models.ForeignKey("mg_notes.Note", on_delete=models.SET_NULL, null=True, related_name="+")
    left = models.OneToOneField("mg_people.Outgoing", on_delete=models.SET_NULL, null=True, related_name="+")
    written_on = models.DateField()
    mistaken_on = models.DateField(null=True)

    unscoped: ClassVar = ContactQuerySet.as_manager()

    visibility = OwnOrganisation("organisation", by=Permission.CONTACT_NOTE) | Assigned(
        "person__key_workers__user_id", "organisation", by=Permission.CONTACT_NOTE, ends_path="person__key_workers__ends_on"
    )
    data_classes: ClassVar = classify(
        {
            DataClass.TECHNICAL: ["note", "left"],
            DataClass.OPERATIONAL: [
                "person", "organisation", "kind", "way", "initiated_by", "happened_on", "minutes", "next_on", "against", "written_on",
                "mistaken_on",
            ],
            DataClass.PERSONAL: ["noted_by"],
            DataClass.SENSITIVE: ["mood", "themes"],
        }
    )  # fmt: skip

    class Meta(Record.Meta):
        indexes = (
            models.Index(fields=["person", "happened_on"], name="mg_contacts_of_person"),
            models.Index(fields=["organisation", "happened_on"], name="mg_contacts_of_place"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=ContactKind.values), name="mg_contacts_known_kind"),
            models.CheckConstraint(condition=Q(way__in=ContactWay.values), name="mg_contacts_known_way"),
            models.CheckConstraint(condition=Q(initiated_by__in=Initiator.values), name="mg_contacts_known_initiator"),
            models.CheckConstraint(condition=Q(mood__in=Mood.values), name="mg_contacts_known_mood"),
            models.CheckConstraint(condition=Q(happened_on__lte=models.F("written_on")), name="mg_contacts_not_from_the_future"),
            models.CheckConstraint(condition=Q(minutes__isnull=True) | Q(minutes__gte=1, minutes__lte=LONGEST), name="mg_contacts_length"),
            models.CheckConstraint(condition=Q(initiated_by=Initiator.US) | Q(against=""), name="mg_contacts_her_call_breaks_no_rule"),
        )

    @property
    def theme_labels(self) -> list[Any]:
        """What was spoken of, in words."""
        return [Theme(code).label for code in sorted_themes(self.themes)]


def sorted_themes(codes: Iterable[str]) -> list[str]:
    """Known codes, once each, in the order of the list."""
    said = set(codes)
    return [theme.value for theme in Theme if theme.value in said]
