"""How she may be reached: dated versions of one rule, and what left under it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people.models.person import Channel, Person
from maillage.core.safe_contact import Channel as Way
from maillage.core.safe_contact import Standing
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import OwnOrganisation
from maillage.foundation.kernel import triggers
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import HangsOnSubject, Part, SealedField

STANDINGS = [
    (Standing.ALLOWED.value, _("oui")),
    (Standing.FORBIDDEN.value, _("jamais")),
    (Standing.UNKNOWN.value, _("on ne sait pas")),
]


class Answering(models.TextChoices):
    """Who may answer when we call."""

    HER_ONLY = "her_only", _("elle seule : sinon, raccrocher sans rien dire")
    NAMED = "named", _("elle, ou une personne de confiance nommée plus bas")
    ANYONE = "anyone", _("n'importe qui, sans dire pourquoi nous appelons")
    UNKNOWN = "unknown", _("on ne sait pas")


class Leaving(models.TextChoices):
    """What may be left behind."""

    NOTHING = "nothing", _("rien : ni message vocal, ni texte, ni papier")
    NEUTRAL = "neutral", _("un message neutre, sans motif ni nom")
    UNKNOWN = "unknown", _("on ne sait pas : ne rien laisser")


class OutgoingKind(models.TextChoices):
    """What left towards her."""

    CALL = "call", _("un appel")
    MESSAGE = "message", _("un message")
    LETTER = "letter", _("une lettre")
    VISIT = "visit", _("une visite")
    MAIL_TOLD = "mail_told", _("l'annonce d'un courrier gardé pour elle")
    NOTIFICATION = "notification", _("la remise d'une décision")


class ContactRuleQuerySet(ScopedQuerySet["ContactRule"]):
    """Words about the versions of a rule."""

    def in_force(self) -> Self:
        """The last version of each file: what holds now."""
        return self.filter(until__isnull=True)

    def at(self, moment: datetime) -> Self:
        """The version that held at a past moment."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=moment), since__lte=moment)


def _standing() -> models.CharField[str, str]:
    return models.CharField(max_length=9, choices=STANDINGS, default=Standing.UNKNOWN.value)


WAY_FIELDS = {way: f"by_{way.value}" for way in Way}


class ContactRule(HangsOnSubject, Record):
    """One version of how she may be reached, from `since` to `until` (excluded; None: in force).

    What the software must decide by itself is in codes; what names, locates or would betray her is sealed. `edition` counts the
    versions: the next one is written on the one that was read, or refused as stale.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contact_rules")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveIntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    written_by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    preferred = models.CharField(max_length=12, choices=Channel.choices)
    by_phone = _standing()
    by_sms = _standing()
    by_messaging = _standing()
    by_mail = _standing()
    by_letter = _standing()
    by_partner = _standing()
    by_key_worker = _standing()
    by_visit = _standing()
    windows = models.JSONField(default=list)
    silent_until = models.DateField(null=True)
    answering = models.CharField(max_length=8, choices=Answering.choices, default=Answering.UNKNOWN)
    leaving = models.CharField(max_length=8, choices=Leaving.choices, default=Leaving.UNKNOWN)
    words = SealedField(part=Part.SAFE_CONTACT)
    number = SealedField(part=Part.SAFE_CONTACT)
    email = SealedField(part=Part.SAFE_CONTACT)
    answerers = SealedField(part=Part.SAFE_CONTACT)
    never_say = SealedField(part=Part.SAFE_CONTACT)
    code_word = SealedField(part=Part.SAFE_CONTACT)
    alias = SealedField(part=Part.SAFE_CONTACT)

    unscoped: ClassVar = ContactRuleQuerySet.as_manager()

    vault_subject_path: ClassVar = "person"
    visibility = OwnOrganisation("organisation", by=Permission.PERSON_LIST)
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["person", "organisation", "since", "until"],
            DataClass.TECHNICAL: ["edition"],
            DataClass.PERSONAL: ["written_by"],
            DataClass.SENSITIVE: ["preferred", *WAY_FIELDS.values(), "windows", "silent_until", "answering", "leaving"],
            DataClass.SEALED: ["words", "number", "email", "answerers", "never_say", "code_word", "alias"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["person", "edition"], name="mg_people_rule_edition_once"),
            models.UniqueConstraint(fields=["person"], condition=Q(until__isnull=True), name="mg_people_one_rule_in_force"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="mg_people_rule_dates"),
            *(
                models.CheckConstraint(condition=Q(**{f"{name}__in": [s.value for s in Standing]}), name=f"mg_people_rule_{name}")
                for name in WAY_FIELDS.values()
            ),
        )


SEALED_OF_RULE = ("words", "number", "email", "answerers", "never_say", "code_word", "alias")


def triggers_of_rules() -> tuple[triggers.Trigger, ...]:
    """What held at a moment is never rewritten: a change is a new version. Texts are left to authenticated encryption and to erasure."""
    table, frozen = "mg_people_contactrule", "A contact rule is never rewritten: write a new version."
    columns = ", ".join(("edition", "since", "preferred", *WAY_FIELDS.values(), "windows", "silent_until", "answering", "leaving"))
    return (
        triggers.Trigger(
            name="mg_people_contactrule_frozen",
            table=table,
            sqlite=(
                f"CREATE TRIGGER mg_people_contactrule_frozen BEFORE UPDATE OF {columns} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{frozen}'); END"
            ),
            postgres_when=f"BEFORE UPDATE OF {columns}",
            postgres_body=f"RAISE EXCEPTION '{frozen}';",
        ),
    )


class Outgoing(Record):
    """Something that left towards her: when, by which way, under which version of her rule. No content."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="outgoing")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    rule = models.ForeignKey(ContactRule, on_delete=models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=12, choices=OutgoingKind.choices)
    channel = models.CharField(max_length=12, choices=[(way.value, str(way.label)) for way in Way])
    at = models.DateTimeField()
    about = models.UUIDField(null=True)

    visibility = OwnOrganisation("organisation", by=Permission.PERSON_LIST)
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: ["person", "organisation", "kind", "at"],
            DataClass.TECHNICAL: ["rule", "about"],
            DataClass.PERSONAL: ["by"],
            DataClass.SENSITIVE: ["channel"],
        }
    )

    class Meta(Record.Meta):
        constraints = (models.CheckConstraint(condition=Q(channel__in=[way.value for way in Way]), name="mg_people_outgoing_known_way"),)

    @property
    def way_label(self) -> Any:
        """By which way, in words."""
        return Way(self.channel).label
