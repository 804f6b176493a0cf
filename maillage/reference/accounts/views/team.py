"""The team: who is here, inviting, ending a mandate, closing an account."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import ROLES, Right, Scope
from maillage.foundation.access.stepup import requires_fresh
from maillage.foundation.kernel.errors import Refused
from maillage.reference.accounts import selectors, services
from maillage.reference.accounts.forms import EndMandateForm, InvitationForm
from maillage.reference.accounts.models import EndReason, Invitation, Mandate


@requires(Permission.MANDATE_MANAGE)
@require_GET
def team(request: Any) -> HttpResponse:
    """Who holds which role, and which invitations are open."""
    found = selectors.team(actor=request.actor, today=request.today, now=request.now)
    return render(request, "accounts/team.html", {"team": found})


@requires(Permission.ACCOUNT_INVITE)
@requires_fresh
@require_http_methods(["GET", "POST"])
def invite(request: Any) -> HttpResponse:
    """Invite somebody."""
    offers = selectors.invitation_offers(actor=request.actor, today=request.today)
    form = InvitationForm(request.POST or None, offers=offers)
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            _invite(request, form)
        except Refused as refusal:
            refused = refusal.sentence
        else:
            messages.success(request, _("L'invitation part par courriel. Elle vaut sept jours."))
            return redirect("team:list")
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/invite.html", {"form": form, "refused": refused, "has_offers": bool(offers)}, status=status)


def _invite(request: Any, form: InvitationForm) -> None:
    organisation, role = form.chosen
    services.invite_user(
        actor=request.actor,
        email=form.cleaned_data["email"],
        display_name=form.cleaned_data["display_name"],
        role=role,
        organisation=organisation,
        territory=organisation.territory if ROLES[role].scope is Scope.TERRITORY else None,
        rights=[Right(right) for right in form.cleaned_data["rights"]],
        mandate_ends_on=form.cleaned_data["mandate_ends_on"],
        today=request.today,
        now=request.now,
        key=request.POST.get("key") or None,
    )


@requires(Permission.MANDATE_MANAGE, on=selectors.get_mandate)
@requires_fresh
@require_http_methods(["GET", "POST"])
def end_mandate(request: Any, mandate: Mandate) -> HttpResponse:
    """End a mandate, with its reason."""
    form = EndMandateForm(request.POST or None)
    refused = ""
    if request.method == "POST" and form.is_valid():
        reason = EndReason(form.cleaned_data["reason"])
        try:
            services.end_mandate(actor=request.actor, mandate=mandate, reason=reason, today=request.today)
        except Refused as refusal:
            refused = refusal.sentence
        else:
            messages.success(request, _("Le mandat a pris fin : ses accès sont fermés dès maintenant."))
            return redirect("team:list")
    status = 422 if request.method == "POST" else 200
    mine = mandate.user_id == request.actor.user_id
    return render(request, "accounts/end_mandate.html", {"form": form, "refused": refused, "mandate": mandate, "mine": mine}, status=status)


@requires(Permission.MANDATE_MANAGE, on=selectors.get_mandate)
@requires_fresh(back="team:end_mandate")
@require_POST
def disable_account(request: Any, mandate: Mandate) -> HttpResponse:
    """Close the account of the holder of a mandate."""
    services.disable_user(actor=request.actor, user=mandate.user, today=request.today)
    messages.success(request, _("Le compte est fermé, et ses sessions aussi."))
    return redirect("team:list")


@requires(Permission.ACCOUNT_INVITE, on=selectors.get_invitation)
@require_POST
def cancel_invitation(request: Any, invitation: Invitation) -> HttpResponse:
    """Close an open invitation."""
    services.cancel_invitation(actor=request.actor, invitation=invitation, today=request.today, now=request.now)
    messages.success(request, _("L'invitation est annulée : son lien n'ouvre plus rien."))
    return redirect("team:list")


@requires(Permission.ACCOUNT_INVITE, on=selectors.get_invitation)
@require_POST
def send_again(request: Any, invitation: Invitation) -> HttpResponse:
    """Send a new link."""
    services.send_again(actor=request.actor, invitation=invitation, today=request.today, now=request.now)
    messages.success(request, _("Un nouveau lien part par courriel. L'ancien n'ouvre plus rien."))
    return redirect("team:list")
