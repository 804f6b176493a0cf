"""What did the calls change? Counts, intervals, honest words; every number leads to its rows. No name."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from maillage.accompaniment.contacts.forms.effect import PeriodsForm, days_of
from maillage.accompaniment.contacts.pages import room_places
from maillage.accompaniment.contacts.pictures import draw_effect
from maillage.accompaniment.contacts.selectors import effect as reading
from maillage.core.contact_effect import Measure, Period, Phase
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope

PAGE = 50


@requires(Permission.CONTACTS_COUNT)
@require_GET
def show_effect(request: Any) -> HttpResponse:
    """The periods side by side."""
    form, organisation_id, periods = _asked(request)
    effect = reading.effect_of(organisation_id, periods=periods) if periods else None
    context = {
        "places": room_places(request, current="effect"),
        "form": form,
        "effect": effect,
        "lines": reading.table_of(effect) if effect is not None else (),
        "against": sum(reading.against_in(organisation_id, period=period) for period in periods),
        "picture": draw_effect(effect) if effect is not None else None,
        "address": _address(periods, organisation_id),
    }
    return render(request, "contacts/log/effect.html", context, status=422 if form.errors else 200)


@requires(Permission.CONTACTS_COUNT)
@require_GET
def list_behind(request: Any) -> HttpResponse:
    """The contacts that one number counts: when, by which way, who began. Not with whom."""
    _form, organisation_id, periods = _asked(request)
    asked, counted = request.GET.get("periode", Phase.BEFORE.value), request.GET.get("mesure", Measure.ALL.value)
    period = next((each for each in periods if each.phase.value == asked), None)
    if period is None or counted not in set(Measure):
        raise OutOfScope
    measure = Measure(counted)
    page = Paginator(reading.rows_behind(organisation_id, period=period, measure=measure), PAGE).get_page(request.GET.get("page"))
    context = {
        "period": period,
        "measure": measure,
        "page": page,
        "rows": [reading.line_of(each) for each in page.object_list],
        "address": _address(periods, organisation_id),
    }
    return render(request, "contacts/log/behind.html", context)


def _asked(request: Any) -> tuple[PeriodsForm, uuid.UUID, tuple[Period, ...]]:
    """The form of the periods, whose association, and the periods: those of the address, those of spring 2020 without any."""
    organisations = reading.counted_organisations(request.actor)
    if not organisations:
        raise OutOfScope
    usual = reading.default_periods(today=request.today)
    asked = request.GET if "avant" in request.GET else None
    form = PeriodsForm(asked, today=request.today, organisations=organisations, initial=days_of(usual))
    chosen = organisations[0].pk
    if asked is None:
        return form, chosen, usual
    if not form.is_valid():
        return form, chosen, ()
    if "association" in form.cleaned_data:
        chosen = uuid.UUID(form.cleaned_data["association"])
    return form, chosen, form.periods()


def _address(periods: tuple[Period, ...], organisation_id: uuid.UUID) -> str:
    """The periods as the address of the rows holds them: days and codes."""
    if not periods or periods[0].phase is not Phase.BEFORE:
        return ""
    return urlencode({name: day.isoformat() for name, day in days_of(periods).items()} | {"association": str(organisation_id)})
