"""The page of the field: what to do tonight, what was done, in one look."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from maillage.accompaniment.outreach import selectors
from maillage.accompaniment.outreach.views.strip import strip
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.layout import night_page

SHOWN, TO_COME = 5, 3


@requires(Permission.OUTREACH_SEE)
@require_GET
def show_home(request: Any) -> HttpResponse:
    """Rounds planned, my last ones, the month so far."""
    night_page(request)
    actor, today = request.actor, request.today
    month = f"{today:%Y-%m}"
    may_note = actor.may(Permission.OUTREACH_NOTE)
    context = {
        "tabs": strip(request, "home"),
        "planned": list(selectors.rounds_visible_to(actor, today=today, state="planned").reverse()[:TO_COME]),
        "recent": list(selectors.rounds_visible_to(actor, today=today, state="done", mine=may_note)[:SHOWN]),
        "mine": may_note,
        "month": month,
        "totals": selectors.totals_of(selectors.rounds_visible_to(actor, today=today, month=month)),
        "themes": selectors.themes_of(actor, today=today)[:SHOWN],
        "may_note": may_note,
        "may_plan": actor.may(Permission.ROUND_INVITE),
    }
    return render(request, "outreach/home.html", context)
