"""Mails about accounts, sent by the worker. Each carries a link or a fact about the account itself, and nobody's name.

Tokens are made here, when the mail leaves: neither the queue nor the database ever holds one that opens something.
"""

from __future__ import annotations

import secrets
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks import task

from maillage.reference.accounts.models import Invitation, User

NOTICES = frozenset(
    {
        "password_changed",
        "password_reset",
        "totp_activated",
        "totp_deactivated",
        "webauthn_added",
        "webauthn_removed",
        "recovery_codes_generated",
    }
)


@task()
def send_invitation(invitation_id: str) -> None:
    """Make the token of an invitation, keep its hash, mail the link. Nothing when it was cancelled or accepted meanwhile."""
    from maillage.reference.accounts.services.invitations import hash_token

    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        invitation = Invitation.unscoped.locked(invitation_id)
        if not invitation.is_open(now=timezone.now()):
            return
        invitation.token_hash = hash_token(token)
        invitation.save(update_fields=["token_hash"])
    known = User.objects.filter(email=invitation.email).first()
    path = reverse("accounts:accept_invitation", kwargs={"token": token})
    _send("invitation", email=invitation.email, language=known.language if known else "fr", link=path)


@task()
def send_password_reset(email: str) -> None:
    """Mail a link that changes a password. Nothing, in silence, for an address without an open account."""
    user = User.objects.filter(email=email, is_active=True).first()
    if user is None or not user.has_usable_password():
        return
    key = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    _send("password_link", email=user.email, language=user.language, link=path)


@task()
def send_notice(user_id: str, code: str) -> None:
    """Tell the owner that something changed in how she signs in. Raises KeyError for a code that is not listed."""
    if code not in NOTICES:
        raise KeyError(code)
    user = User.objects.filter(pk=user_id).first()
    if user is not None:
        _send("notice", email=user.email, language=user.language, link=reverse("accounts:mine"), code=code)


def _send(name: str, *, email: str, language: str, link: str, **words: Any) -> None:
    given = {"link": settings.MAILLAGE_URL.rstrip("/") + link, **words}
    with translation.override(language):
        subject = render_to_string(f"accounts/mail/{name}_subject.txt", given).strip()
        body = render_to_string(f"accounts/mail/{name}.txt", given).strip() + "\n"
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [email])
