"""How accounts behave inside allauth: no open sign-up, throttles that lock nobody out, secrets through the vault."""

from __future__ import annotations

import base64
from pathlib import PurePosixPath
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse

from maillage.foundation.journal import record
from maillage.foundation.vault import open_system, seal_system
from maillage.reference.accounts import actions
from maillage.reference.accounts.actors import read_actor
from maillage.reference.accounts.freshness import RECOVERY, SECOND_FACTORS, needs_passkey, recently_verified, was_verified_by
from maillage.reference.accounts.tasks import NOTICES, send_notice

PURPOSE = "accounts.second_factor"


class AccountAdapter(DefaultAccountAdapter):
    """Invitation only; mails through the worker; a second factor confirms better than a password."""

    def is_open_for_signup(self, request: Any) -> bool:
        return False

    def login(self, request: Any, user: Any) -> None:
        super().login(request, user)
        cache.sweep()  # type: ignore[attr-defined]
        with transaction.atomic():
            record(read_actor(user=user, moment=request.moment), actions.SIGNED_IN, user, today=request.today, chain=None)

    def _get_login_attempts_cache_key(self, request: Any, **credentials: Any) -> str:
        # By address of the visitor too: else anybody could lock somebody out by failing in her name (ASVS 6.3.1).
        login = str(credentials.get("email", "")).strip().lower()
        return f"{self.get_client_ip(request)}:{login}"

    def is_reauthentication_required(self, **kwargs: Any) -> bool:
        return not recently_verified(self.request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The second factor rather than the password; the passkey alone where it is compulsory and not lost."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        methods = [method for method in methods if method["id"].startswith("mfa_")] or methods
        if needs_passkey(self.request.actor) and not was_verified_by(self.request, RECOVERY):
            return [method for method in methods if method["id"] == "mfa_reauthenticate:webauthn"] or methods
        return methods

    def get_password_change_redirect_url(self, request: Any) -> str:
        return reverse("accounts:mine")

    def send_notification_mail(self, template_prefix: str, user: Any, context: Any = None, email: str | None = None) -> None:
        code = PurePosixPath(template_prefix).name
        if code in NOTICES:
            send_notice.enqueue(str(user.pk), code)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of the second factor sealed; the last factor stays where one is compulsory."""

    def encrypt(self, text: str) -> str:
        return base64.urlsafe_b64encode(seal_system(PURPOSE, text.encode())).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return open_system(PURPOSE, base64.urlsafe_b64decode(encrypted_text)).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        if settings.MAILLAGE_SECOND_FACTOR == "off" or authenticator.type not in SECOND_FACTORS:
            return True
        return Authenticator.objects.filter(user_id=authenticator.user_id, type__in=SECOND_FACTORS).exclude(pk=authenticator.pk).exists()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Maillage"}

    def get_totp_issuer(self) -> str:
        return str(settings.MFA_TOTP_ISSUER)
