"""Making and closing accounts."""

from __future__ import annotations

from datetime import date

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.db.models import Q

from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.session_store import end_sessions
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Denied
from maillage.reference.accounts import actions, closing
from maillage.reference.accounts.addresses import normalise_email
from maillage.reference.accounts.errors import NotOneself
from maillage.reference.accounts.models import EndReason, Mandate, User
from maillage.reference.accounts.services.mandates import close_mandate


@transaction.atomic
def create_user(*, actor: Actor, email: str, display_name: str, today: date, password: str = "") -> User:
    """Make an account whose address is verified: an accepted invitation, a command, or the demonstration (no password).

    Only the machine may: people are invited. Raises Denied, AddressUnfit.
    """
    if not actor.system:
        raise Denied
    user = User(email=normalise_email(email), display_name=" ".join(display_name.split()))
    if password:
        user.set_password(password)
    else:
        user.set_unusable_password()
    user.save(force_insert=True)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@transaction.atomic
def disable_user(*, actor: Actor, user: User, today: date) -> User:
    """Close an account: its mandates end, its sessions too, and its next request is nobody's.

    Somebody who manages every mandate that the account still holds may do it, and the machine. Raises Denied, NotOneself.
    """
    if actor.user_id == user.pk:
        raise NotOneself
    user = User.objects.select_for_update().get(pk=user.pk)
    mandates = Mandate.unscoped.select_for_update().filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today), user=user).order_by("pk")
    require(actor, Permission.MANDATE_MANAGE)
    for mandate in mandates:
        require(actor, Permission.MANDATE_MANAGE, on=mandate)
    if not mandates and not actor.system:
        raise Denied
    user.is_active = False
    user.save(update_fields=["is_active"])
    for mandate in mandates:
        close_mandate(mandate, reason=EndReason.DISABLED, today=today, ended_by_id=actor.user_id)
    end_sessions(user_id=user.pk)
    closing.say_closed(user_id=user.pk, today=today)
    organisations = {mandate.organisation_id for mandate in mandates}
    record(actor, actions.ACCOUNT_DISABLED, user, today=today, chain=min(organisations) if organisations else None, mandates=len(mandates))
    return user


def change_language(*, user: User, language: str) -> User:
    """The language of one's mails and pages. Raises ValueError for one that Maillage does not speak."""
    if language not in dict(settings.LANGUAGES):
        raise ValueError(language)
    user.language = language
    user.save(update_fields=["language"])
    return user
