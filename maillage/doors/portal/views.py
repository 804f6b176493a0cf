"""The home of each role, the lists behind its numbers, the rules, the pulse of the service."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from maillage.accompaniment.intake.models import Public
from maillage.core.law import Right
from maillage.doors.portal import rules, selectors
from maillage.doors.portal.forms import RuleForm
from maillage.doors.portal.values import Asked
from maillage.doors.portal.way import way_of
from maillage.foundation.access.declaration import open_to_everyone, requires, signed_in
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel import triggers
from maillage.foundation.ui.filters import Choice, read_filter

OWN = "everybody who signs in has a home: each block asks its own permission"


def _asked(request: Any) -> Asked:
    return Asked(actor=request.actor, today=request.today)


@signed_in(OWN)
@require_safe
def home(request: Any) -> HttpResponse:
    """What falls due, what is late, what awaits me."""
    return render(request, "portal/home.html", {"home": selectors.home_of(_asked(request))})


@signed_in(OWN)
@require_safe
def see_pile(request: Any, code: str) -> HttpResponse:
    """The rows behind a number of the home."""
    return render(request, "portal/pile.html", {"seen": selectors.see_pile(asked=_asked(request), code=code, query=request.GET)})


@signed_in("the law is the same for everybody, and names nobody")
@require_safe
def explain_rule(request: Any) -> HttpResponse:
    """The end of a right, explained; the question stands in the address by codes and days."""
    form = RuleForm(request.GET) if request.GET.get("droit") or request.GET.get("fin") else RuleForm(initial={"droit": Right.PSP.value})
    answer, known_on = None, request.today
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data
        known_on = asked["connu_le"] or request.today
        answer = rules.answer(right=Right(asked["droit"]), expires=asked["fin"], as_known_on=known_on)
    status = 422 if form.is_bound and answer is None else 200
    context = {"form": form, "answer": answer, "known_on": known_on, "regimes": rules.regimes(on=known_on)}
    return render(request, "portal/rules.html", context, status=status)


@requires(Permission.PERSON_LIST)
@require_safe
def show_way(request: Any) -> HttpResponse:
    """From first requests to pathways, in the associations where the reader lists applications: counts and days alone."""
    choices = [Choice(Public.NEW.value, _("jamais rencontrées"))]
    public = read_filter(request.GET, code="public", label=_("Public"), choices=choices)
    context = {
        "way": way_of(request.actor, today=request.today, only_new=public.value == Public.NEW),
        "filters": (public,),
        "may_note": request.actor.may(Permission.REQUEST_NOTE),
    }
    return render(request, "portal/way.html", context)


@open_to_everyone("a supervisor asks whether the service answers; it learns nothing else")
@require_safe
def pulse(request: Any) -> HttpResponse:
    """Plain "ok" when the database answers with its guards in place; 503 otherwise. No detail."""
    try:
        well = not triggers.missing()
    except DatabaseError:
        well = False
    return HttpResponse("ok\n" if well else "indisponible\n", status=200 if well else 503, content_type="text/plain; charset=utf-8")
