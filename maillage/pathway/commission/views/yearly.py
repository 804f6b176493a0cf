"""The yearly return of the State, its rows, its export; and the four dates of each application."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents.sheets import SheetKind, make_sheet, sheet_response
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.ui.speech import day_words
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.models import Commission
from maillage.pathway.commission.selectors import after
from maillage.pathway.commission.selectors.yearly import YearlyReturn, yearly_return, years_of

PAGE = 50


def _year(request: Any) -> int:
    asked = request.GET.get("annee", "")
    known = {str(year): year for year in years_of(today=request.today)}
    return known.get(asked, request.today.year)


def _return(request: Any, commission: Commission) -> YearlyReturn:
    return yearly_return(commission, year=_year(request), today=request.today)


@requires(Permission.APPLICATION_LIST, on=selectors.get_commission)
@require_GET
def show_return(request: Any, commission: Commission) -> HttpResponse:
    """Every number, linked to its rows."""
    found = _return(request, commission)
    context = {
        "commission": commission,
        "tab": "bilan",
        "found": found,
        "years": list(years_of(today=request.today)),
        "kinds": list(SheetKind),
        "query": f"?annee={found.year}",
        "held": found.line("sessions_held"),
        "running": found.line("running"),
    }
    return render(request, "commission/return.html", context)


@requires(Permission.APPLICATION_LIST, on=selectors.get_commission)
@require_GET
def show_return_rows(request: Any, commission: Commission, line: str) -> HttpResponse:
    """The rows behind one number."""
    found = _return(request, commission)
    shown = found.line(line)
    if shown is None:
        raise OutOfScope
    page = Paginator(shown.rows, PAGE).get_page(request.GET.get("page"))
    context = {"commission": commission, "tab": "bilan", "found": found, "line": shown, "page": page, "query": f"?annee={found.year}"}
    return render(request, "commission/return_rows.html", context)


@requires(Permission.APPLICATION_LIST, on=selectors.get_commission)
@require_GET
def export_return(request: Any, commission: Commission) -> HttpResponse:
    """The return as a sheet: what is on screen; the export is journaled."""
    kind = _kind(request)
    found = _return(request, commission)
    rows = [(section.title, line.label, line.number) for section in found.sections for line in section.lines]
    content = make_sheet(kind, headings=(_("Partie"), _("Ligne"), _("Nombre")), rows=rows, about=_about(commission, found))
    services.note_return_export(actor=request.actor, today=request.today, commission=commission, year=found.year)
    return sheet_response(content, kind=kind, name=f"etat-annuel-{found.year}")


@requires(Permission.APPLICATION_LIST, on=selectors.get_commission)
@require_GET
def export_return_rows(request: Any, commission: Commission, line: str) -> HttpResponse:
    """The rows of one number as a sheet: application numbers, never a name; journaled."""
    kind = _kind(request)
    found = _return(request, commission)
    shown = found.line(line)
    if shown is None:
        raise OutOfScope
    headings = (_("Quoi"), _("Jour"), _("Précision"), _("Jours"))
    rows = [(row.title, row.day, row.detail, "" if row.days is None else row.days) for row in shown.rows]
    content = make_sheet(kind, headings=headings, rows=rows, about=[*_about(commission, found), shown.label])
    services.note_return_export(actor=request.actor, today=request.today, commission=commission, year=found.year)
    return sheet_response(content, kind=kind, name=f"etat-annuel-{found.year}-{shown.code.replace('_', '-')}")


def _kind(request: Any) -> SheetKind:
    asked = request.GET.get("format", "")
    return SheetKind(asked) if asked in set(SheetKind) else SheetKind.ODS


def _about(commission: Commission, found: YearlyReturn) -> list[str]:
    return [
        _("État annuel de la commission : %(name)s, %(year)s") % {"name": commission.territory.name, "year": found.year},
        _("Arrêté au %(day)s. Chaque nombre est la longueur d'une liste.") % {"day": _day(found.until)},
    ]


def _day(day: date) -> str:
    return day_words(day)


@requires(Permission.APPLICATION_LIST, on=selectors.get_commission)
@require_GET
def show_four_dates(request: Any, commission: Commission) -> HttpResponse:
    """Opinion, decision, residence document, allowance: four dates for each application, and the days between."""
    applications = after.examined_of(commission)
    page = Paginator(applications, PAGE).get_page(request.GET.get("page"))
    everything = after.four_rows(list(applications), today=request.today)
    shown = {each.application.pk: each for each in everything}
    context = {
        "commission": commission,
        "tab": "suites",
        "page": page,
        "rows": [shown[each.pk] for each in page],
        "medians": after.medians_of(everything),
    }
    return render(request, "commission/four_dates.html", context)
