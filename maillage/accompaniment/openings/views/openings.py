"""The first page: how everything stands today, what is planned, what is left to finish; and the month at a glance."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maillage.accompaniment.kept_mail.selectors import reasons_to_open
from maillage.accompaniment.openings import services
from maillage.accompaniment.openings.forms import AttendanceForm, MonthForm
from maillage.accompaniment.openings.selectors import modes, month, sites
from maillage.core.openings.modes import ModeKind
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.answers import FormPage, answer_form, typed_in
from maillage.reference.organisations.models import Organisation

PAGE = 20


@requires(Permission.OPENINGS_SEE)
@require_GET
def list_openings(request: Any) -> HttpResponse:
    """Each activity of my association: its mode today, and what comes."""
    houses = [_today_of(house, request=request) for house in sites.houses_of(request.actor)]
    context = {
        "houses": houses,
        "manages": request.actor.may(Permission.OPENINGS_MANAGE),
        "books": request.actor.may(Permission.APPOINTMENT_BOOK),
        "unfinished": list(modes.unfinished_changes(request.actor, today=request.today)),
        "to_tell": modes.tellings_waiting(request.actor, today=request.today).count(),
        "shut": sum(row.standing.kind is ModeKind.CLOSED for each in houses for row in each["rows"]),
        "known": sum(len(each["rows"]) for each in houses),
    }
    return render(request, "openings/list.html", context)


def _today_of(house: Organisation, *, request: Any) -> dict[str, Any]:
    """How an association stands today; letters are a reason to open only where no door opens."""
    today, manages = request.today, request.actor.may(Permission.OPENINGS_MANAGE, on=house)
    planned = modes.planned_changes(house, today=today)
    read = modes.read_house(house, first=today, last=today)
    rows = modes.rows_of(read, today=today)
    shut = bool(rows) and not any(row.opens_on(today) for row in rows)
    return {
        "house": house,
        "rows": rows,
        "lines": [row.line for row in rows if row.line is not None],
        "lacks": modes.open_lacks(read, today=today),
        # What is left to finish stands above already, for whoever finishes it.
        "planned": [each for each in planned if each.finished_on is not None or not manages],
        "letters": reasons_to_open(house.pk, today=today) if shut else [],
    }


@requires(Permission.OPENINGS_SEE)
@require_GET
def list_changes(request: Any) -> HttpResponse:
    """Everything that was decided, the latest first."""
    found = modes.changes_of(sites.houses_of(request.actor))
    return render(request, "openings/changes.html", {"page": Paginator(found, PAGE).get_page(request.GET.get("page"))})


@requires(Permission.OPENINGS_SEE)
@require_GET
def show_month(request: Any) -> HttpResponse:
    """The month at a glance: what was open, with how many people at once, against the mode in force."""
    first = MonthForm(request.GET).first_day(today=request.today)
    before, after = (first - timedelta(days=1)).replace(day=1), (first + timedelta(days=31)).replace(day=1)
    context = {
        "first": first,
        "today": request.today,
        "months": [(house, month.read_month(house, first=first)) for house in sites.houses_of(request.actor)],
        "before": _month(before),
        "after": _month(after),
        "weekdays": (_("lun."), _("mar."), _("mer."), _("jeu."), _("ven."), _("sam."), _("dim.")),
        "books": request.actor.may(Permission.APPOINTMENT_BOOK),
    }
    return render(request, "openings/month.html", context)


def _month(first: date) -> dict[str, Any]:
    return {"day": first, "code": f"{first:%Y-%m}"}


@requires(Permission.APPOINTMENT_BOOK)
@require_http_methods(["GET", "POST"])
def note_attendance(request: Any) -> HttpResponse:
    """How many came, typed at the door in five seconds."""
    houses = sites.houses_of(request.actor, Permission.APPOINTMENT_BOOK)
    activities = [each for house in houses for each in sites.activities_of(house, today=request.today)]
    form = AttendanceForm(typed_in(request), today=request.today, activities=activities, initial={"day": request.today})
    page = FormPage(
        heading=_("Combien sont venues"),
        lead=_("Deux nombres, aucun nom. Un jour noté deux fois garde les derniers nombres."),
        submit=_("Enregistrer"),
        back_url=reverse("openings:list"),
        back_label=_("Ouvertures"),
    )
    return answer_form(
        request,
        form,
        page=page,
        act=lambda typed: services.note_attendance(
            actor=request.actor,
            today=request.today,
            activity=form.chosen,
            day=typed["day"],
            at_once=typed["at_once"],
            total=typed["total"],
            key=typed["key"],
        ),
        done=_("J'ai noté combien sont venues."),
        url=lambda row: f"{reverse('openings:month')}?mois={row.day:%Y-%m}",
    )
