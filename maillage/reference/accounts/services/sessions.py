"""One's own devices, and the door of the demonstration."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest

from maillage.foundation.access.actor import Actor
from maillage.foundation.access.session_store import end_session, end_sessions
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import OutOfScope
from maillage.reference.accounts import actions
from maillage.reference.accounts.actors import read_actor
from maillage.reference.accounts.models import User


@transaction.atomic
def end_my_session(*, actor: Actor, key_hash: str, today: date) -> None:
    """End one of the actor's own sessions. Raises OutOfScope for any other."""
    if actor.user_id is None or not end_session(user_id=actor.user_id, key_hash=key_hash):
        raise OutOfScope
    record(actor, actions.SESSION_ENDED, None, today=today, chain=None)


@transaction.atomic
def end_my_other_sessions(*, actor: Actor, current_key: str, today: date) -> int:
    """End every session of the actor but the one that asks. How many ended."""
    if actor.user_id is None:
        raise OutOfScope
    count = end_sessions(user_id=actor.user_id, except_key=current_key)
    record(actor, actions.SESSIONS_ENDED, None, today=today, chain=None, count=count)
    return count


@transaction.atomic
def sign_in_demo(request: HttpRequest, user: User) -> None:
    """Enter the demonstration as somebody, without a password. Raises PermissionError outside the demonstration.

    A new session each time: whoever was signed in before leaves nothing behind.
    """
    if not settings.MAILLAGE_DEMO:
        raise PermissionError("only the demonstration lets somebody in without proof")
    request.session.flush()
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    moment = request.moment  # type: ignore[attr-defined]
    record(read_actor(user=user, moment=moment), actions.DEMO_ENTERED, user, today=moment.today, chain=None)
