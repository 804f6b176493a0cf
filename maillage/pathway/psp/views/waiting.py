"""The waits of an association, or of a department, added up by cause; every number leads to its rows."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from maillage.core.clock.waiting import Cause
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.ui.filters import Choice, Filter, read_filter
from maillage.pathway.psp import selectors
from maillage.pathway.psp.forms import PeriodForm
from maillage.pathway.psp.models import HER_KINDS

PAGE = 25


def _asked(request: Any) -> tuple[PeriodForm, tuple[date, date], Filter]:
    asked = request.GET if any(name in request.GET for name in ("du", "au")) else None
    form = PeriodForm(asked, today=request.today)
    period = form.period(today=request.today)
    if asked is None:
        form = PeriodForm(today=request.today, initial={"du": period[0], "au": period[1]})
    kind = read_filter(request.GET, code="nature", label=_("Nature"), choices=[Choice(value, label) for value, label in HER_KINDS])
    return form, period, kind


def _link(cause: Cause, *, period: tuple[date, date], kind: str, organisation: uuid.UUID | None = None) -> str:
    asked = {"cause": cause.value, "du": period[0].isoformat(), "au": period[1].isoformat(), "nature": kind}
    if organisation is not None:
        asked["association"] = str(organisation)
    return f"{reverse('psp:waits_rows')}?{urlencode({name: value for name, value in asked.items() if value})}"


@requires(Permission.APPLICATION_LIST)
@require_GET
def add_up_waits(request: Any) -> HttpResponse:
    """Days of waiting by cause over a period, for the whole and for each association."""
    form, period, kind = _asked(request)
    page = selectors.waiting_page(request.actor, today=request.today, first=period[0], last=period[1], kind=kind.value)
    context = {
        "form": form,
        "first": period[0],
        "last": period[1],
        "filters": (kind,),
        "page": page,
        "shares": [(share, _link(share.cause, period=period, kind=kind.value)) for share in page.waits.shares],
        "associations": [
            (each, [(share, _link(share.cause, period=period, kind=kind.value, organisation=each.pk)) for share in each.waits.shares])
            for each in page.associations
        ],
        "from_filing": not request.actor.may(Permission.APPLICATION_PREPARE),
    }
    return render(request, "psp/waits.html", context)


@requires(Permission.APPLICATION_LIST)
@require_GET
def list_waits(request: Any) -> HttpResponse:
    """The applications behind one number of the page above, with their days."""
    cause = _cause(request.GET)
    _form, period, kind = _asked(request)
    organisation = _organisation(request.GET)
    pairs = selectors.rows_of_cause(
        request.actor, today=request.today, first=period[0], last=period[1], cause=cause, kind=kind.value, organisation=organisation
    )
    page = Paginator(pairs, PAGE).get_page(request.GET.get("page"))
    back = urlencode({"du": period[0].isoformat(), "au": period[1].isoformat(), "nature": kind.value})
    context = {
        "cause": cause.label,
        "first": period[0],
        "last": period[1],
        "page": page,
        "total": sum(days for _pk, days in pairs),
        "lines": selectors.application_lines(list(page.object_list), actor=request.actor, today=request.today),
        "back_url": f"{reverse('psp:waits')}?{back}",
    }
    return render(request, "psp/waits_rows.html", context)


def _cause(query: Mapping[str, str]) -> Cause:
    try:
        return Cause(query.get("cause", ""))
    except ValueError:
        raise OutOfScope from None


def _organisation(query: Mapping[str, str]) -> uuid.UUID | None:
    asked = query.get("association", "")
    if not asked:
        return None
    try:
        return uuid.UUID(asked)
    except ValueError:
        raise OutOfScope from None
