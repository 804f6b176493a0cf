"""Which proofs of who one is this session has had, and how long ago."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils import timezone

from maillage.foundation.access.actor import Actor
from maillage.foundation.access.roles import ROLES

CONFIRMED_AT = "mg_confirmed_at"
WEBAUTHN, RECOVERY = Authenticator.Type.WEBAUTHN.value, Authenticator.Type.RECOVERY_CODES.value
SECOND_FACTORS = frozenset({Authenticator.Type.TOTP.value, WEBAUTHN})


def needs_passkey(actor: Actor) -> bool:
    """Does one of the actor's roles make a passkey compulsory?"""
    return any(ROLES[mandate.role].passkey_compulsory for mandate in actor.mandates)


def factor_types(user: Any) -> frozenset[str]:
    """The kinds of second factor that a user has set up (one query)."""
    return frozenset(Authenticator.objects.filter(user_id=user.pk).values_list("type", flat=True))


def session_proofs(request: Any) -> list[dict[str, Any]]:
    """The proofs of this session, oldest first: method, instant, and the kind of second factor."""
    return get_authentication_records(request, request.user)


def was_verified_by(request: Any, *types: str) -> bool:
    """Was one of these second factors used in this session?"""
    return any(proof.get("type") in types for proof in session_proofs(request))


def recently_verified(request: Any) -> bool:
    """Did the user prove who she is in the last minutes, with her second factor when she has one?

    In the demonstration a click on the confirmation page is the proof. A user who has neither password nor second factor
    has nothing to prove with: only the tests know such users, and only there (`MAILLAGE_SECOND_FACTOR` off) is it accepted.
    """
    now = timezone.now().timestamp()

    def fresh(instant: float) -> bool:
        return now - instant < settings.MAILLAGE_FRESH_SECONDS

    if settings.MAILLAGE_DEMO:
        return fresh(request.session.get(CONFIRMED_AT, 0))
    has_second_factor = bool(factor_types(request.user) & SECOND_FACTORS)
    if not has_second_factor and not request.user.has_usable_password():
        return settings.MAILLAGE_SECOND_FACTOR == "off"
    return any(fresh(proof["at"]) for proof in session_proofs(request) if proof["method"] == "mfa" or not has_second_factor)


def confirm_in_demonstration(request: Any) -> None:
    """Note that the visitor of the demonstration clicked. Raises PermissionError outside the demonstration."""
    if not settings.MAILLAGE_DEMO:
        raise PermissionError("only the demonstration confirms by a click")
    request.session[CONFIRMED_AT] = timezone.now().timestamp()
