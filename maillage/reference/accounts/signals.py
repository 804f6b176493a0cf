"""What follows from a sign-in or a change of its means, whoever made it happen."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import password_changed, password_reset
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_in
from django.db import transaction

from maillage.foundation.access.session_store import DEVICE, end_sessions
from maillage.foundation.journal import Action, record
from maillage.reference.accounts import actions
from maillage.reference.accounts.actors import read_actor
from maillage.reference.accounts.devices import coarse_device
from maillage.reference.accounts.freshness import SECOND_FACTORS


def connect() -> None:
    """Listen, once per process."""
    user_logged_in.connect(_note_device, dispatch_uid="mg_accounts.device")
    password_changed.connect(_password_changed, dispatch_uid="mg_accounts.password_changed")
    password_reset.connect(_password_reset, dispatch_uid="mg_accounts.password_reset")
    authenticator_added.connect(_factor_added, dispatch_uid="mg_accounts.factor_added")
    authenticator_removed.connect(_factor_removed, dispatch_uid="mg_accounts.factor_removed")


def _note_device(request: Any, **_: Any) -> None:
    request.session[DEVICE] = coarse_device(request.META.get("HTTP_USER_AGENT", ""))


def _password_changed(request: Any, user: Any, **_: Any) -> None:
    end_sessions(user_id=user.pk, except_key=request.session.session_key)
    _say(request, user, actions.PASSWORD_CHANGED)


def _password_reset(request: Any, user: Any, **_: Any) -> None:
    end_sessions(user_id=user.pk)
    _say(request, user, actions.PASSWORD_CHANGED)


def _factor_added(request: Any, user: Any, authenticator: Any, **_: Any) -> None:
    if authenticator.type in SECOND_FACTORS:  # to set it up one has just used it: asking again at once would prove nothing more
        record_authentication(request, user, method="mfa", id=authenticator.pk, type=str(authenticator.type))
    _say(request, user, actions.FACTOR_ADDED, kind=str(authenticator.type))


def _factor_removed(request: Any, user: Any, authenticator: Any, **_: Any) -> None:
    _say(request, user, actions.FACTOR_REMOVED, kind=str(authenticator.type))


def _say(request: Any, user: Any, action: Action, **facts: Any) -> None:
    with transaction.atomic():
        record(read_actor(user=user, moment=request.moment), action, user, today=request.today, chain=None, **facts)
