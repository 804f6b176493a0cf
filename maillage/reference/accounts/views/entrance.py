"""The way in: accepting an invitation."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from maillage.foundation.access.declaration import open_to_everyone
from maillage.foundation.kernel.errors import Refused
from maillage.reference.accounts import selectors, services
from maillage.reference.accounts.forms import NewAccountForm


@open_to_everyone("whoever holds the link of an invitation has no account yet")
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "POST"])
def accept_invitation(request: Any, token: str) -> HttpResponseBase:
    """Make the account of an invitation, or add its role to the account signed in."""
    seen = selectors.see_invitation(token=token, now=request.now)
    if seen.has_account or request.actor.is_known:
        return _join(request, seen, token=token)
    form = NewAccountForm(request.POST or None, initial={"display_name": seen.invitation.display_name})
    if request.method == "POST" and form.is_valid():
        try:
            user = services.accept_invitation(
                token=token,
                today=request.today,
                now=request.now,
                display_name=form.cleaned_data["display_name"],
                password=form.cleaned_data["password"],
            )
        except ValidationError as weak:
            form.add_error("password", weak)
        else:
            messages.success(request, _("Votre compte est prêt."))
            return perform_password_login(request, {"email": user.email}, Login(user=user, email=user.email))
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/accept_new.html", {"form": form, "invitation": seen.invitation}, status=status)


def _join(request: Any, seen: selectors.InvitationSeen, *, token: str) -> HttpResponse:
    mine = request.actor.is_known and request.actor.user_id == seen.account_id
    refused = ""
    if request.method == "POST" and mine:
        try:
            services.accept_invitation(token=token, today=request.today, now=request.now, user=request.user)
        except Refused as refusal:
            refused = refusal.sentence
        else:
            messages.success(request, _("Ce rôle est maintenant le vôtre."))
            return redirect("accounts:mine")
    context = {"invitation": seen.invitation, "mine": mine, "refused": refused}
    return render(request, "accounts/accept_known.html", context, status=422 if request.method == "POST" else 200)
