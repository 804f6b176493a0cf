"""Rounds: the list and its totals, one of them, its sheet in two minutes."""

from __future__ import annotations

import csv
import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.accompaniment.outreach import selectors, services
from maillage.accompaniment.outreach.forms.sheet import PlanForm, SheetForm, plan_of, sheet_of
from maillage.accompaniment.outreach.models import Round, RoundState
from maillage.accompaniment.outreach.retention import keep_until
from maillage.accompaniment.outreach.views.strip import strip
from maillage.core.openings.modes import ActivityKind
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import Stale
from maillage.foundation.ui import gestures
from maillage.foundation.ui.answers import Conflict, FormPage, act_and_return, answer_form, read_key, typed_in
from maillage.foundation.ui.filters import Choice, Filter, read_filter
from maillage.foundation.ui.layout import night_page
from maillage.foundation.vault import SealErased

PAGE = 12
PLACE = "outreach.round"
AND_MINOR = "and_minor"
LABELS = {
    "zone": gettext_lazy("Zone"),
    "day": gettext_lazy("Le"),
    "starts": gettext_lazy("De"),
    "ends": gettext_lazy("À"),
    "team_size": gettext_lazy("Dans l'équipe"),
    "met_new": gettext_lazy("Rencontrées, nouvelles"),
    "met_known": gettext_lazy("Rencontrées, connues"),
    "kits": gettext_lazy("Kits donnés"),
    "masks": gettext_lazy("Masques donnés"),
    "clients": gettext_lazy("Clients, à vue d'œil"),
    "police": gettext_lazy("Police, à vue d'œil"),
}


@requires(Permission.OUTREACH_SEE)
@require_GET
def list_rounds(request: Any) -> HttpResponse:
    """Rounds through filters, with the sums of what is shown by month and zone."""
    filters = _filters(request)
    rows = _rows(request, filters)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    own = {mandate.organisation_id for mandate in request.actor.granting(Permission.OUTREACH_SEE)}
    series = selectors.met_series(rows, breaks=selectors.breaks_of(own, today=request.today, kinds=(ActivityKind.ROUNDS,)))
    context = {
        "tabs": strip(request, "rounds"),
        "series": series,
        "links": {point.id: reverse("outreach:round", args=[point.id]) for point in series.points} if series else {},
        "page": page,
        "filters": filters,
        "chosen": any(each.value for each in filters),
        "totals": selectors.totals_of(rows),
        "nights": selectors.nights_of(rows),
        "information": selectors.information_of(rows),
        "orientations": selectors.orientations_of(rows),
        "may_note": request.actor.may(Permission.OUTREACH_NOTE),
        "may_plan": request.actor.may(Permission.ROUND_INVITE),
    }
    return render(request, "outreach/rounds.html", context)


def _filters(request: Any) -> tuple[Filter, ...]:
    actor, today = request.actor, request.today
    zones = [Choice(str(each.pk), each.name) for each in selectors.zones_with_rounds(actor, today=today)]
    months = [Choice(f"{each:%Y-%m}", date_format(each, "F Y")) for each in selectors.months_of(actor, today=today)]
    states = [Choice(value, words) for value, words in RoundState.choices]
    return (
        read_filter(request.GET, code="mois", label=_("Mois"), choices=months),
        read_filter(request.GET, code="zone", label=_("Zone"), choices=zones),
        read_filter(request.GET, code="etat", label=_("État"), choices=states),
        read_filter(request.GET, code="qui", label=_("Qui"), choices=[Choice("moi", _("les miennes"))]),
    )


def _rows(request: Any, filters: tuple[Filter, ...]) -> Any:
    month, zone, state, who = (each.value for each in filters)
    return selectors.rounds_visible_to(request.actor, today=request.today, month=month, zone=zone, state=state, mine=who == "moi")


@requires(Permission.OUTREACH_SEE)
@require_GET
def export_rounds(request: Any) -> HttpResponse:
    """What the list shows, as a table for a spreadsheet: counts, no word of a note, no name."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="maraudes.csv"'
    writer = csv.writer(response, delimiter=";")
    writer.writerow(
        [_("Jour"), _("Zone"), _("État"), *(str(LABELS[name]) for name in ("team_size", "met_new", "met_known", "kits", "masks"))]
    )
    for each in _rows(request, _filters(request)):
        counts = (each.team_size, each.met_new, each.met_known, each.kits, each.masks)
        writer.writerow([each.day.isoformat(), each.zone.name, each.get_state_display(), *counts])
    return response


@requires(Permission.OUTREACH_SEE, on=selectors.get_round)
@require_GET
def show_round(request: Any, street_round: Round) -> HttpResponse:
    """One round: its counts, and its note for whoever may open it."""
    actor = request.actor
    may_open = actor.may(Permission.OUTREACH_OPEN, on=street_round)
    may_note = actor.may(Permission.OUTREACH_NOTE, on=street_round)
    context = {
        "round": street_round,
        "team": selectors.team_of(street_round),
        "information": [each.get_topic_display() for each in street_round.information.order_by("pk")],
        "orientations": list(street_round.orientations.order_by("kind")),
        "may_open": may_open,
        "note": _note(request, street_round) if may_open else "",
        "kept_until": keep_until(street_round),
        "may_note": may_note,
        "may_cancel": actor.may(Permission.ROUND_INVITE, on=street_round),
        "offers": gestures.gestures_for(PLACE, actor, street_round),
    }
    return render(request, "outreach/round.html", context)


def _note(request: Any, street_round: Round) -> str:
    if street_round.note is None:
        return ""
    try:
        return selectors.open_note(street_round, actor=request.actor, today=request.today)
    except SealErased:
        return ""


def _choices(request: Any, organisations: list[Any], *, kept: uuid.UUID | None = None) -> dict[str, Any]:
    return {
        "organisations": organisations,
        "zones": selectors.zones_for(organisations, on=request.today, kept=kept),
        "colleagues": selectors.colleagues_of(organisations, today=request.today),
        "today": request.today,
    }


@requires(Permission.OUTREACH_NOTE)
@require_http_methods(["GET", "POST"])
def note_round(request: Any) -> HttpResponse:
    """The sheet of a round that nobody planned."""
    last = selectors.last_of_mine(request.actor, today=request.today)
    known = plan_of(last, team=selectors.team_ids(last)) if last is not None else {"team": [str(request.actor.user_id)]}
    initial = {**known, "day": request.today, "starts": None, "ends": None}
    return _sheet(request, planned=None, initial=initial, organisations=selectors.associations_of(request.actor))


@requires(Permission.OUTREACH_NOTE, on=selectors.get_round)
@require_http_methods(["GET", "POST"])
def fill_round(request: Any, street_round: Round) -> HttpResponse:
    """The sheet of a planned round: what was planned is already there."""
    initial = plan_of(street_round, team=selectors.team_ids(street_round))
    initial["day"] = min(street_round.day, request.today)
    return _sheet(request, planned=street_round, initial=initial, organisations=[street_round.organisation])


def _sheet(request: Any, *, planned: Round | None, initial: dict[str, Any], organisations: list[Any]) -> HttpResponse:
    night_page(request)
    kept = planned.zone_id if planned is not None else None
    form = SheetForm(typed_in(request), initial=initial, **_choices(request, organisations, kept=kept))
    page = _page(request, heading=_("Noter une maraude"), lead=_("Deux minutes. Des comptes, jamais un nom ; une zone, jamais un point."))

    def act(typed: dict[str, Any]) -> Round:
        return services.record_round(actor=request.actor, today=request.today, draft=form.draft(), planned=planned, key=typed["key"])

    minor = AND_MINOR in request.POST
    return answer_form(request, form, page=page, act=act, done="" if minor else _("J'ai noté la maraude."), url=_after(minor), sheet=True)


def _after(minor: bool) -> Any:
    return lambda made: reverse("outreach:alert_of_round" if minor else "outreach:round", args=[made.pk])


def _page(request: Any, *, heading: Any, lead: Any, back: str = "", back_label: Any = "") -> FormPage:
    reads = request.actor.may(Permission.OUTREACH_OPEN)
    return FormPage(
        heading=heading,
        lead=lead,
        submit=_("Enregistrer la feuille"),
        icon="footprints",
        back_url=back or reverse("outreach:home"),
        back_label=back_label or _("Terrain"),
        readers={"note": "team"},
        readers_words=_("Les collègues qui ouvrent les notes de terrain.") if reads else _("Vos collègues. Vous ne pourrez pas la relire."),
        template="outreach/sheet.html",
    )


@requires(Permission.OUTREACH_NOTE, on=selectors.get_round)
@require_http_methods(["GET", "POST"])
def correct_round(request: Any, street_round: Round) -> HttpResponse:
    """A sheet corrected. Whoever may not open the note leaves it as it is."""
    may_open = request.actor.may(Permission.OUTREACH_OPEN, on=street_round)
    kept = not may_open or street_round.forgotten
    initial: dict[str, Any] = {}
    if request.method != "POST":
        note = "" if kept else _note(request, street_round)
        initial = sheet_of(street_round, team=selectors.team_ids(street_round), note=note)
    form = SheetForm(typed_in(request), initial=initial, **_choices(request, [street_round.organisation], kept=street_round.zone_id))
    if kept:
        del form.fields["note"]
    own = reverse("outreach:round", args=[street_round.pk])
    lead = _("Ce qui change remplace ce qui était noté ; le journal dit qui et quand.")
    page = _page(request, heading=_("Corriger la feuille"), lead=lead, back=own, back_label=_("La maraude"))

    def act(typed: dict[str, Any]) -> Round:
        draft = form.draft()
        return services.correct_round(
            actor=request.actor, today=request.today, street_round=street_round, draft=draft, seen=typed["version"] or 0, keep_note=kept,
            key=typed["key"],
        )  # fmt: skip

    done = _("J'ai corrigé la feuille.")
    conflict = Conflict(labels=LABELS, now=lambda typed: _both(request, street_round, form))
    return answer_form(request, form, page=page, act=act, done=done, url=own, conflict=conflict, version=street_round.version, sheet=False)


def _both(request: Any, street_round: Round, form: SheetForm) -> Stale:
    """What is recorded by now and what was typed here, both in words."""
    now = selectors.get_round(actor=request.actor, pk=street_round.pk, today=request.today)
    current, typed = selectors.sheet_words(now), selectors.sheet_words(form.draft())
    return Stale(current=current, submitted=typed, version=now.version)


@requires(Permission.ROUND_INVITE)
@require_http_methods(["GET", "POST"])
def plan_round(request: Any) -> HttpResponse:
    """A round to come."""
    organisations = selectors.planning_associations_of(request.actor)
    form = PlanForm(typed_in(request), initial={"day": request.today}, **_choices(request, organisations))
    page = FormPage(
        heading=_("Prévoir une maraude"),
        lead=_("La feuille sera déjà commencée le soir venu."),
        submit=_("Prévoir la maraude"),
        icon="calendar-plus",
        back_url=reverse("outreach:rounds"),
        back_label=_("Maraudes"),
        template="outreach/plan.html",
    )

    def act(typed: dict[str, Any]) -> Round:
        return services.open_round(actor=request.actor, today=request.today, plan=form.plan(), key=typed["key"])

    return answer_form(request, form, page=page, act=act, done=_("J'ai prévu la maraude."), url=_after(minor=False))


@requires(Permission.ROUND_INVITE, on=selectors.get_round)
@require_POST
def cancel_round(request: Any, street_round: Round) -> HttpResponse:
    """A planned round will not take place."""
    return act_and_return(
        request,
        lambda: services.cancel_round(actor=request.actor, today=request.today, street_round=street_round, key=read_key(request)),
        url=reverse("outreach:round", args=[street_round.pk]),
        done=_("J'ai annulé la maraude."),
    )
