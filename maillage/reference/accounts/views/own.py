"""My account: mandates, devices, confirmation of who I am."""

from __future__ import annotations

from typing import Any

from allauth.account import views as allauth_views
from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.foundation.access.declaration import signed_in
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.ui.panels import panels_for
from maillage.reference.accounts import selectors, services
from maillage.reference.accounts.forms import LanguageForm
from maillage.reference.accounts.freshness import SECOND_FACTORS, confirm_in_demonstration, factor_types

PLACE = "accounts.mine"
OWN = "everybody has an account, and sees nothing but her own"


@signed_in(OWN)
@require_GET
def mine(request: Any) -> HttpResponse:
    """Who I am here: mandates, language, ways of signing in."""
    context = {
        "mandates": selectors.my_mandates(actor=request.actor, today=request.today),
        "form": LanguageForm(initial={"language": request.user.language}),
        "has_second_factor": bool(factor_types(request.user) & SECOND_FACTORS),
        "has_password": request.user.has_usable_password(),
        "demonstration": settings.MAILLAGE_DEMO,
        "panels": panels_for(PLACE, actor=request.actor, obj=request.user, today=request.today),
    }
    return render(request, "accounts/mine.html", context)


@signed_in(OWN)
@require_POST
def set_language(request: Any) -> HttpResponse:
    """Keep my language, in the account and in this browser."""
    form = LanguageForm(request.POST)
    if not form.is_valid():
        return redirect("accounts:mine")
    services.change_language(user=request.user, language=form.cleaned_data["language"])
    response = redirect("accounts:mine")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, form.cleaned_data["language"], samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE
    )
    return response


@signed_in(OWN)
@require_GET
def devices(request: Any) -> HttpResponse:
    """My open sessions."""
    found = selectors.my_devices(actor=request.actor, current_key=request.session.session_key, now=request.now)
    return render(request, "accounts/devices.html", {"devices": found, "others": sum(1 for each in found if not each.session.current)})


@signed_in(OWN)
@require_POST
def end_device(request: Any) -> HttpResponse:
    """End one of my other sessions."""
    services.end_my_session(actor=request.actor, key_hash=request.POST.get("session", ""), today=request.today)
    messages.success(request, _("Cette session est fermée."))
    return redirect("accounts:devices")


@signed_in(OWN)
@require_POST
def end_other_devices(request: Any) -> HttpResponse:
    """End all my sessions but this one."""
    count = services.end_my_other_sessions(actor=request.actor, current_key=request.session.session_key, today=request.today)
    words = ngettext("%(count)s autre session est fermée.", "%(count)s autres sessions sont fermées.", count) % {"count": count}
    messages.success(request, words)
    return redirect("accounts:devices")


@signed_in(OWN)
@require_http_methods(["GET", "POST"])
def confirm(request: Any) -> HttpResponseBase:
    """Prove again who I am: by the second factor, else the password; by a click in the demonstration."""
    landing = _landing(request)
    if settings.MAILLAGE_DEMO:
        if request.method == "POST":
            confirm_in_demonstration(request)
            return redirect(landing)
        return render(request, "accounts/confirm_demo.html", {"next": landing})
    methods = get_adapter(request).get_reauthentication_methods(request.user)
    if not methods:
        return redirect("accounts:mine")
    return redirect(f"{methods[-1]['url']}?{urlencode({'next': landing})}")


def _landing(request: Any) -> str:
    asked = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return asked if safe else reverse("accounts:mine")


@signed_in(OWN)
@require_http_methods(["GET", "POST"])
def change_password(request: Any) -> HttpResponseBase:
    """allauth's page, for whoever has a password: in the demonstration nobody has, and there is nothing here."""
    if not request.user.has_usable_password():
        raise OutOfScope
    answer: HttpResponseBase = allauth_views.password_change(request)
    return answer
