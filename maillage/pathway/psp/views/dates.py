"""Every date of a pathway with its explanation: the page, the sheet to give, the export of the list, and the simulations."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from maillage.accompaniment.people.selectors import label_of
from maillage.core.clock.explained import ExplainedDate
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import Mime, OpenedDocument, download_response
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.ui import explanation
from maillage.pathway.psp import selectors, services, sheets
from maillage.pathway.psp.forms import RegimeForm, StartForm
from maillage.pathway.psp.models import Application, Pathway


def _journey(request: Any, pathway: Pathway) -> selectors.Journey:
    journey = selectors.journey_of(pathway, today=request.today)
    if journey is None:
        raise OutOfScope
    return journey


def _title(request: Any, pathway: Pathway) -> str:
    if selectors.is_own(request.actor, pathway) and pathway.person is not None:
        return label_of(pathway.person, actor=request.actor, today=request.today)
    return pathway.entry.number or ""


@requires(Permission.APPLICATION_LIST, on=selectors.get_pathway)
@require_GET
def show_dates(request: Any, pathway: Pathway) -> HttpResponse:
    """Each date: what happened, the rule, the regimes applied and looked at, the sources, how sure it is."""
    journey = _journey(request, pathway)
    own = selectors.is_own(request.actor, pathway)
    dates = [(each, _sections(each)) for each in journey.dates]
    context = {"pathway": pathway, "journey": journey, "dates": dates, "own": own, "title": _title(request, pathway)}
    return render(request, "psp/dates.html", context)


def _sections(explained: ExplainedDate) -> list[tuple[str, tuple[explanation.Reason, ...]]]:
    """The parts of an explanation that say something, each under its heading."""
    parts = (
        (_("Ce qui s'est passé"), explained.events),
        (_("La règle"), explained.rules),
        (_("Les régimes exceptionnels"), explained.regimes),
        (_("Ce que cela vaut"), explained.conclusion),
    )
    return [(heading, explanation.reasons(lines)) for heading, lines in parts if lines]


@requires(Permission.APPLICATION_LIST, on=selectors.get_pathway)
@require_GET
def print_dates(request: Any, pathway: Pathway) -> HttpResponse:
    """The same dates as a PDF, without a name: the number of the application stands for her."""
    content = sheets.dates_sheet(_journey(request, pathway), today=request.today)
    return download_response(OpenedDocument(name=f"dates-{pathway.entry.number}", mime=Mime.PDF, content=content))


@requires(Permission.APPLICATION_LIST)
@require_GET
def export_pathways(request: Any) -> HttpResponse:
    """The list of running pathways as a spreadsheet: what is on screen, every page of it; the export is journaled."""
    pathways = list(selectors.pathways_visible_to(request.actor, today=request.today))
    rows = selectors.pathway_rows(pathways, actor=request.actor, today=request.today)
    services.note_export(actor=request.actor, today=request.today, count=len(rows))
    content = sheets.pathways_sheet(rows, today=request.today)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="parcours-{request.today.isoformat()}.csv"'
    return response


@requires(Permission.APPLICATION_LIST, on=selectors.get_pathway)
@require_GET
def simulate_regime(request: Any, pathway: Pathway) -> HttpResponse:
    """What a regime would do to this pathway, or what it does. Nothing is written."""
    journey = _journey(request, pathway)
    regimes = selectors.regimes()
    form = RegimeForm(request.GET if "regime" in request.GET else None, regimes=regimes)
    effect = None
    if form.is_valid():
        effect = selectors.effect_on(journey, regime_id=form.cleaned_data["regime"], today=request.today)
    own = selectors.is_own(request.actor, pathway)
    context = {"pathway": pathway, "form": form, "effect": effect, "own": own, "title": _title(request, pathway)}
    context["notes"] = [effect.regime.note] if effect is not None and effect.regime.note else []
    return render(request, "psp/regime.html", context)


@requires(Permission.APPLICATION_PREPARE, on=selectors.get_application)
@require_GET
def simulate_start(request: Any, application: Application) -> HttpResponse:
    """If the application is ready now, if it is ready later: the session, the term, the months of rights. Nothing is written."""
    asked = request.GET if any(name in request.GET for name in ("later_on", "decision_days")) else None
    form = StartForm(asked, today=request.today)
    chosen: dict[str, Any] = {}
    if form.is_valid():
        later, decision_days = form.cleaned_data["later_on"], form.cleaned_data["decision_days"]
        if later is not None and later < request.today:
            form.add_error("later_on", _("Ce jour est passé : choisissez un jour à venir."))
        else:
            chosen = {"later_on": later} | ({"decision_days": decision_days} if decision_days is not None else {})
    page = selectors.start_of(application, today=request.today, **chosen)
    title = ""
    if application.person is not None and selectors.is_own(request.actor, application):
        title = label_of(application.person, actor=request.actor, today=request.today)
    context = {"application": application, "form": form, "page": page, "title": title or application.number}
    return render(request, "psp/start.html", context)
