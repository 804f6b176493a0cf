"""Preferences, quick exit, and the pages of what goes wrong."""

from __future__ import annotations

from calendar import Calendar
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.foundation.access.declaration import open_to_everyone, signed_in
from maillage.foundation.kernel.moment import PARIS
from maillage.foundation.ui import gallery
from maillage.foundation.ui.layout import THEME_COOKIE, THEMES

_CLEARED = '"cache", "cookies", "storage"'
_PREFERENCE_AGE = 365 * 24 * 3600


@open_to_everyone("the language is chosen before signing in")
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Remember French or English on this device."""
    chosen = request.POST.get("language", "")
    known = chosen in dict(settings.LANGUAGES)
    return _remember(request, name=settings.LANGUAGE_COOKIE_NAME, value=chosen if known else "")


@open_to_everyone("the background is chosen before signing in")
@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Remember a light or a dark background on this device."""
    chosen = request.POST.get("theme", "")
    return _remember(request, name=THEME_COOKIE, value=chosen if chosen in THEMES else "")


def _remember(request: HttpRequest, *, name: str, value: str) -> HttpResponse:
    after = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(after, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(after if safe else "/")
    if value:
        response.set_cookie(name, value, max_age=_PREFERENCE_AGE, httponly=True, samesite="Lax", secure=request.is_secure())
    return response


@open_to_everyone("leaving in a hurry must never be refused")
@require_http_methods(["GET", "HEAD", "POST"])
def quit_fast(request: HttpRequest) -> HttpResponse:
    """Sign out (POST), empty what the browser kept, and show a page that says nothing: a calendar. A GET changes nothing here."""
    if request.method == "POST":
        logout(request)
        response = HttpResponseRedirect(reverse("ui:quit"))
        response.status_code = 303
        response.headers["Clear-Site-Data"] = _CLEARED
        return response
    return neutral_page(request)


def neutral_page(request: HttpRequest, *, status: int = 200) -> HttpResponse:
    """A calendar of the real month, without a word of what this site is for."""
    day = timezone.now().astimezone(PARIS).date()
    weeks = Calendar().monthdatescalendar(day.year, day.month)
    return render(request, "ui/neutral.html", {"day": day, "weeks": weeks}, status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that came without its token: usually a page left open too long. Somebody who leaves in a hurry still leaves."""
    if request.path == reverse("ui:quit"):
        response = neutral_page(request, status=403)
        response.headers["Clear-Site-Data"] = _CLEARED
        return response
    return render(request, "ui/errors/csrf.html", status=403)


def page_not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """The same page for what does not exist and for what is not open to the reader."""
    return render(request, "ui/errors/404.html", {"sentence": ""}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our own mistake. Asks nothing of the database, which may be what failed."""
    return HttpResponse(render_to_string("ui/errors/500.html"), status=500)


@signed_in("the components hold invented values only; for whoever builds or reviews a page")
@require_safe
def show_gallery(request: HttpRequest) -> HttpResponse:
    """Each component in each state, in the language asked (`?langue=en`)."""
    asked = request.GET.get("langue", "")
    with translation.override(asked if asked in dict(settings.LANGUAGES) else translation.get_language()):
        return render(request, "ui/gallery.html", gallery.examples(request.GET))
