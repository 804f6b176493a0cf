"""Observations: by theme, both sides in sight; explanations beside, as hypotheses."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.accompaniment.outreach import selectors, services
from maillage.accompaniment.outreach.forms.cuts import CutsForm
from maillage.accompaniment.outreach.forms.online import ExplanationForm, ObservationForm
from maillage.accompaniment.outreach.models import Explanation, Observation, Theme
from maillage.accompaniment.outreach.views.strip import strip
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.ui.answers import FormPage, act_and_return, answer_form, read_key, typed_in

_SPRING = {"pendant": selectors.LOCKDOWN, "apres": selectors.REOPENING}


@requires(Permission.OUTREACH_SEE)
@require_GET
def list_observations(request: Any) -> HttpResponse:
    """Each theme of which something is said, and what may be said of it."""
    context = {
        "tabs": strip(request, "observations"),
        "themes": selectors.themes_of(request.actor, today=request.today),
        "may_note": request.actor.may(Permission.OUTREACH_NOTE),
    }
    return render(request, "outreach/observations.html", context)


@requires(Permission.OUTREACH_SEE)
@require_GET
def show_theme(request: Any, theme: str) -> HttpResponse:
    """One theme: its zones together and apart, period after period; what was counted, cut where the work changed."""
    if theme not in Theme.values:
        raise OutOfScope
    observed = list(selectors.observations_visible_to(request.actor, today=request.today, theme=theme))
    form = CutsForm(request.GET if "pendant" in request.GET else None, today=request.today, initial=_SPRING)
    periods = form.periods()
    breaks = selectors.breaks_of({each.organisation_id for each in observed}, today=request.today)
    context = {
        "tabs": strip(request, "observations"),
        "theme": theme,
        "words": Theme(theme).label,
        "count": len(observed),
        "form": form,
        "together": selectors.groups_of(observed, periods=periods, by_zone=False),
        "apart": selectors.groups_of(observed, periods=periods, by_zone=True),
        "several_zones": len({each.zone_id for each in observed}) > 1,
        "series": selectors.series_of(observed, breaks=breaks),
        "links": {str(each.pk): reverse("outreach:observation", args=[each.pk]) for each in observed},
        "may_note": request.actor.may(Permission.OUTREACH_NOTE),
    }
    return render(request, "outreach/theme.html", context, status=422 if form.errors else 200)


@requires(Permission.OUTREACH_SEE, on=selectors.get_observation)
@require_GET
def show_observation(request: Any, observation: Observation) -> HttpResponse:
    """One observation, with the explanations that are put forward."""
    context = {
        "observation": observation,
        "line": selectors.line_of(observation),
        "may_note": request.actor.may(Permission.OUTREACH_NOTE, on=observation) and observation.withdrawn_on is None,
    }
    return render(request, "outreach/observation.html", context)


@requires(Permission.OUTREACH_NOTE)
@require_http_methods(["GET", "POST"])
def note_observation(request: Any) -> HttpResponse:
    """A new observation."""
    organisations = selectors.associations_of(request.actor)
    asked = request.GET.get("theme", "")
    initial = {"starts_on": request.today, "theme": asked if asked in Theme.values else Theme.STREET}
    zones = selectors.zones_for(organisations, on=request.today)
    form = ObservationForm(typed_in(request), initial=initial, organisations=organisations, zones=zones, today=request.today)
    page = FormPage(
        heading=_("Noter une observation"),
        lead=_("Ce qui est dit, par qui, et sur quoi cela repose. Une observation contraire se note à côté, sans rien remplacer."),
        submit=_("Noter l'observation"),
        icon="eye",
        back_url=reverse("outreach:observations"),
        back_label=_("Observations"),
        template="outreach/chips.html",
    )

    def act(typed: dict[str, Any]) -> Observation:
        return services.record_observation(actor=request.actor, today=request.today, draft=form.draft(), key=typed["key"])

    return answer_form(request, form, page=page, act=act, done=_("J'ai noté l'observation."), url=_its_page)


def _its_page(observation: Observation) -> str:
    return reverse("outreach:observation", args=[observation.pk])


@requires(Permission.OUTREACH_NOTE, on=selectors.get_observation)
@require_http_methods(["GET", "POST"])
def explain(request: Any, observation: Observation) -> HttpResponse:
    """An explanation that somebody puts forward."""
    form = ExplanationForm(typed_in(request))
    page = FormPage(
        heading=_("Une explication avancée"),
        lead=_("Elle reste une hypothèse : elle s'affiche à côté, avec sa source, et n'est comptée nulle part."),
        submit=_("Noter l'hypothèse"),
        icon="lightbulb",
        back_url=_its_page(observation),
        back_label=_("L'observation"),
        template="outreach/chips.html",
    )

    def act(typed: dict[str, Any]) -> Explanation:
        return services.explain_observation(
            actor=request.actor, today=request.today, observation=observation, draft=form.draft(), key=typed["key"]
        )

    return answer_form(request, form, page=page, act=act, done=_("J'ai noté l'hypothèse."), url=_its_page(observation))


@requires(Permission.OUTREACH_NOTE, on=selectors.get_observation)
@require_POST
def withdraw(request: Any, observation: Observation) -> HttpResponse:
    """Noted by mistake."""
    return act_and_return(
        request,
        lambda: services.withdraw_observation(actor=request.actor, today=request.today, observation=observation, key=read_key(request)),
        url=_its_page(observation),
        done=_("J'ai retiré l'observation : elle ne compte plus."),
    )
