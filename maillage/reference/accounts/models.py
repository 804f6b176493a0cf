"""Users, their mandates, the invitations that make them, and the counters that slow guessing down."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.roles import ROLES, Right, Role, Scope
from maillage.foundation.access.visibility import Dimension, OwnOrganisation
from maillage.foundation.access.visibility import Territory as InTerritory
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.reference.organisations.models import Organisation
from maillage.reference.territories.models import Territory

ROLE_CHOICES = [(role.value, spec.label) for role, spec in ROLES.items()]
TERRITORY_ROLES = sorted(role.value for role, spec in ROLES.items() if spec.scope is Scope.TERRITORY)


class User(AbstractBaseUser):
    """Somebody who signs in. No person accompanied ever has one. Created by an accepted invitation, or by the demonstration."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    display_name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=5, default="fr", choices=[("fr", "Français"), ("en", "English")])

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    objects: ClassVar = BaseUserManager()

    data_classes: ClassVar = classify(
        {
            DataClass.TECHNICAL: ["id", "password", "last_login", "is_active"],
            DataClass.PERSONAL: ["email", "display_name", "language"],
        }
    )

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(email=Lower("email")), name="mg_accounts_email_in_lower_case"),)

    def __str__(self) -> str:
        return self.display_name


class EndReason(models.TextChoices):
    """Why a mandate ended before its day."""

    LEFT = "left", _("a quitté l'organisation")
    CHANGED = "changed", _("a changé de fonction")
    MISTAKE = "mistake", _("donné par erreur")
    DISABLED = "disabled", _("compte fermé")


class MandateQuerySet(ScopedQuerySet["Mandate"]):
    """Words about mandates."""

    def in_force(self, *, today: date) -> Self:
        """Begun, not ended (the day of the end is out), in an organisation that is not closed."""
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=today),
            Q(organisation__closed_on__isnull=True) | Q(organisation__closed_on__gt=today),
            starts_on__lte=today,
        )


class Mandate(Record):
    """One role in one organisation, from a day to a day (excluded). Evaluated at each request."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="mandates")
    role = models.CharField(max_length=24, choices=ROLE_CHOICES)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="mandates")
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, null=True, related_name="mandates")
    rights = models.JSONField(default=list)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ended_reason = models.CharField(max_length=12, choices=EndReason.choices, blank=True)

    unscoped: ClassVar = MandateQuerySet.as_manager()

    # A delegate sees who holds the State's roles in her department, not who works in its associations.
    visibility: ClassVar[Dimension] = OwnOrganisation("organisation_id", by=Permission.MANDATE_MANAGE) | InTerritory(
        "territory_id", by=Permission.MANDATE_MANAGE
    )
    data_classes: ClassVar = classify(
        {
            DataClass.PERSONAL: ["user", "role", "rights", "granted_by", "ended_by", "ended_reason"],
            DataClass.OPERATIONAL: ["organisation", "territory", "starts_on", "ends_on"],
        }
    )

    class Meta(Record.Meta):
        indexes = (models.Index(fields=["user", "starts_on"], name="mg_accounts_mandate_user"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="mg_accounts_mandate_ends_later"
            ),
            models.CheckConstraint(
                condition=~Q(role__in=TERRITORY_ROLES) | Q(territory__isnull=False), name="mg_accounts_state_roles_have_a_territory"
            ),
            models.UniqueConstraint(
                fields=["user", "role", "organisation"],
                condition=Q(ends_on__isnull=True, territory__isnull=True),
                name="mg_accounts_one_open_mandate",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "organisation", "territory"],
                condition=Q(ends_on__isnull=True, territory__isnull=False),
                name="mg_accounts_one_open_mandate_here",
            ),
        )

    @property
    def role_label(self) -> str:
        """The role in words."""
        return str(ROLES[Role(self.role)].label)

    @property
    def right_set(self) -> frozenset[Right]:
        """The rights added to the role."""
        return frozenset(Right(right) for right in self.rights)


class Invitation(Record):
    """A way in for one address: the token is in the mail, its SHA-256 here. Seven days of the real clock, once."""

    email = models.EmailField()
    display_name = models.CharField(max_length=120)
    role = models.CharField(max_length=24, choices=ROLE_CHOICES)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, null=True, related_name="+")
    rights = models.JSONField(default=list)
    mandate_ends_on = models.DateField(null=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    visibility: ClassVar[Dimension] = OwnOrganisation("organisation_id", by=Permission.ACCOUNT_INVITE) | InTerritory(
        "territory_id", by=Permission.ACCOUNT_INVITE
    )
    data_classes: ClassVar = classify(
        {
            DataClass.PERSONAL: ["email", "display_name", "role", "rights", "invited_by"],
            DataClass.OPERATIONAL: ["organisation", "territory", "mandate_ends_on"],
            DataClass.TECHNICAL: ["token_hash", "created_at", "expires_at", "accepted_at", "cancelled_at"],
        }
    )

    class Meta(Record.Meta):
        constraints = (models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="mg_accounts_invitation_ends_later"),)

    def is_open(self, *, now: datetime) -> bool:
        """Neither accepted, nor cancelled, nor too old by the real clock."""
        return self.accepted_at is None and self.cancelled_at is None and now < self.expires_at

    @property
    def role_label(self) -> str:
        """The role in words."""
        return str(ROLES[Role(self.role)].label)


class Counter(models.Model):
    """What the throttles remember, shared by every worker. The key is a hash: no address, no e-mail in clear."""

    key_hash = models.CharField(max_length=64, primary_key=True)
    value = models.TextField()
    expires_at = models.DateTimeField(null=True, db_index=True)

    data_classes: ClassVar = classify({DataClass.TECHNICAL: ["key_hash", "value", "expires_at"]})
