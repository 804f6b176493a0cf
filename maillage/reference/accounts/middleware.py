"""The second factor, compulsory outside the demonstration: whoever lacks it goes to set it up, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from maillage.foundation.access.declaration import declaration_of
from maillage.reference.accounts.freshness import RECOVERY, SECOND_FACTORS, WEBAUTHN, factor_types, needs_passkey, was_verified_by

ALWAYS = frozenset({"account_logout", "ui:language", "ui:theme", "ui:quit"})


@dataclass(frozen=True)
class Step:
    """What a session still lacks: where it is sent, and the only routes that it may use until then."""

    landing: str
    routes: frozenset[str]


_ENROL = frozenset(
    {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes", "account_reauthenticate", "accounts:confirm"}
)
_ADD_PASSKEY = frozenset({"mfa_index", "mfa_add_webauthn", "mfa_view_recovery_codes", "mfa_reauthenticate", "accounts:confirm"})

ENROL = Step("mfa_index", _ENROL)
ENROL_PASSKEY = Step("mfa_add_webauthn", _ENROL - {"mfa_activate_totp"})
ADD_PASSKEY = Step("mfa_add_webauthn", _ADD_PASSKEY)
PROVE_PASSKEY = Step("mfa_reauthenticate_webauthn", frozenset({"mfa_reauthenticate_webauthn"}))
# A lost key: a recovery code, used at this sign-in, is the only other way to a new one.
REPLACE_PASSKEY = Step(
    "mfa_reauthenticate_webauthn", _ADD_PASSKEY | {"mfa_reauthenticate_webauthn", "mfa_list_webauthn", "mfa_remove_webauthn"}
)


def missing_step(request: Any) -> Step | None:
    """What this session still lacks before it may go anywhere.

    For the roles of the State a passkey must exist **and** have been used in this session: a password and a code typed on a
    false page would otherwise be enough (threat T8).
    """
    types = factor_types(request.user)
    passkey = needs_passkey(request.actor)
    if not types & SECOND_FACTORS:
        return ENROL_PASSKEY if passkey else ENROL
    if not passkey or was_verified_by(request, WEBAUTHN):
        return None
    if WEBAUTHN not in types:
        return ADD_PASSKEY
    return REPLACE_PASSKEY if was_verified_by(request, RECOVERY) else PROVE_PASSKEY


class SignInMiddleware:
    """Holds a session at the door until its second factor is there and used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        if not request.actor.is_known:
            return None
        route = request.resolver_match.view_name
        declared = declaration_of(view, route=route)
        if settings.MAILLAGE_DEMO or settings.MAILLAGE_SECOND_FACTOR == "off" or route in ALWAYS or (declared and declared.public):
            return None
        step = missing_step(request)
        return None if step is None or route in step.routes else _go(request, reverse(step.landing))


def _go(request: Any, url: str) -> HttpResponseBase:
    if getattr(request, "htmx", False):
        return HttpResponse(headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)
