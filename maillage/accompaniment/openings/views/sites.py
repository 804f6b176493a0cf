"""Sites, rooms, activities, and what lacks: kept by whoever runs the association."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.accompaniment.openings import services
from maillage.accompaniment.openings.forms import ActivityForm, LackForm, RoomForm, SiteForm
from maillage.accompaniment.openings.models import Activity, Lack, Site
from maillage.accompaniment.openings.selectors import modes, sites
from maillage.core.clock.terms import add_months
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.answers import Conflict, FormPage, act_and_return, answer_form, read_version, typed_in
from maillage.reference.organisations.models import Organisation
from maillage.reference.organisations.selectors import get_organisation

_SITE = Conflict(labels={"name": gettext_lazy("Nom"), "place": gettext_lazy("Ville ou zone"), "host": gettext_lazy("Prêté par")})
_ACTIVITY = Conflict(
    labels={
        "kind": gettext_lazy("Ce que c'est"), "name": gettext_lazy("Son nom"), "site": gettext_lazy("Où"),
        "partner": gettext_lazy("Partenaire"), "staff_needed": gettext_lazy("Équipe"),
    }
)  # fmt: skip


def _page(request: Any, *, heading: Any, lead: Any = "") -> FormPage:
    return FormPage(
        heading=heading, lead=lead, submit=_("Enregistrer"), back_url=reverse("openings:sites"), back_label=_("Lieux et activités")
    )


def _url(name: str, row: Any, allowed: bool) -> str:
    """The address of its form; none for whoever may only read."""
    return reverse(f"openings:{name}", args=[row.pk]) if allowed else ""


@requires(Permission.OPENINGS_SEE)
@require_GET
def list_sites(request: Any) -> HttpResponse:
    """Where we work, what we do there, what lacks."""
    houses = []
    for house in sites.houses_of(request.actor):
        lacks = sites.lacks_of([house], first=request.today, last=add_months(request.today, 12))
        manages = request.actor.may(Permission.OPENINGS_MANAGE, on=house)
        houses.append(
            {
                "house": house,
                "sites": [(each, _url("site_edit", each, manages), _url("room_new", each, manages)) for each in sites.sites_of(house)],
                "activities": [(each, _url("activity_edit", each, manages)) for each in sites.activities_of(house, today=request.today)],
                "lacks": [(each, modes.lack_title(each)) for each in lacks],
                "manages": manages,
            }
        )
    # The cities and zones where a site may be: whoever runs an association reads them, and asks the delegate for what is missing.
    places_url = reverse("territories:places") if request.actor.may(Permission.ORGANISATION_MANAGE) else ""
    return render(request, "openings/sites.html", {"houses": houses, "places_url": places_url})


@requires(Permission.OPENINGS_MANAGE, on=get_organisation)
@require_http_methods(["GET", "POST"])
def add_site(request: Any, house: Organisation) -> HttpResponse:
    """One more site."""
    form = SiteForm(
        typed_in(request), places=sites.places_for(house, on=request.today), hosts=sites.neighbours_of(house, today=request.today)
    )
    return answer_form(
        request,
        form,
        page=_page(request, heading=_("Ajouter un lieu"), lead=_("Un nom suffit. L'adresse n'est jamais notée ici.")),
        act=lambda typed: services.add_site(
            actor=request.actor, today=request.today, organisation=house, key=typed["key"], **form.values()
        ),
        done=_("J'ai ajouté le lieu."),
    )


@requires(Permission.OPENINGS_MANAGE, on=sites.get_site)
@require_http_methods(["GET", "POST"])
def edit_site(request: Any, site: Site) -> HttpResponse:
    """Its name, its town, who lends it."""
    hosts = sites.neighbours_of(site.organisation, today=request.today)
    places = sites.places_for(site.organisation, on=request.today, kept=site.place_id)
    initial = {"name": site.name, "place": site.place_id, "host": site.host_id}
    form = SiteForm(typed_in(request), places=places, hosts=hosts, initial=initial)
    return answer_form(
        request,
        form,
        page=_page(request, heading=site.name),
        act=lambda typed: services.edit_site(
            actor=request.actor, today=request.today, site=site, seen=typed["version"] or 0, **form.values()
        ),
        done=_("J'ai modifié le lieu."),
        conflict=_SITE,
        version=site.version,
    )


@requires(Permission.OPENINGS_MANAGE, on=sites.get_site)
@require_http_methods(["GET", "POST"])
def add_room(request: Any, site: Site) -> HttpResponse:
    """One more room."""
    return answer_form(
        request,
        RoomForm(typed_in(request)),
        page=_page(request, heading=_("Ajouter une salle"), lead=site.name),
        act=lambda typed: services.add_room(
            actor=request.actor,
            today=request.today,
            site=site,
            name=typed["name"],
            people_at_once=typed["people_at_once"],
            key=typed["key"],
        ),
        done=_("J'ai ajouté la salle."),
    )


def _activity_form(request: Any, house: Organisation, **initial: Any) -> ActivityForm:
    return ActivityForm(
        typed_in(request),
        today=request.today,
        sites=sites.sites_of(house),
        partners=sites.neighbours_of(house, today=request.today),
        initial=initial,
    )


@requires(Permission.OPENINGS_MANAGE, on=get_organisation)
@require_http_methods(["GET", "POST"])
def add_activity(request: Any, house: Organisation) -> HttpResponse:
    """One more thing that we do."""
    form = _activity_form(request, house, started_on=request.today)
    return answer_form(
        request,
        form,
        page=_page(request, heading=_("Ajouter une activité"), lead=_("Dites aussi ce dont elle a besoin.")),
        act=lambda typed: services.add_activity(
            actor=request.actor,
            today=request.today,
            organisation=house,
            draft=form.draft(),
            started_on=typed["started_on"],
            key=typed["key"],
        ),
        done=_("J'ai ajouté l'activité."),
    )


@requires(Permission.OPENINGS_MANAGE, on=sites.get_activity)
@require_http_methods(["GET", "POST"])
def edit_activity(request: Any, activity: Activity) -> HttpResponse:
    """What it needs."""
    names = ("kind", "name", "needs_site", "staff_needed", "pooled", "started_on")
    values = {name: getattr(activity, name) for name in names}
    form = _activity_form(request, activity.organisation, site=activity.site_id, partner=activity.partner_id, **values)
    return answer_form(
        request,
        form,
        page=_page(request, heading=_("Modifier une activité")),
        act=lambda typed: services.edit_activity(
            actor=request.actor, today=request.today, activity=activity, seen=typed["version"] or 0, draft=form.draft()
        ),
        done=_("J'ai modifié l'activité."),
        conflict=_ACTIVITY,
        version=activity.version,
    )


@requires(Permission.OPENINGS_MANAGE, on=get_organisation)
@require_http_methods(["GET", "POST"])
def note_lack(request: Any, house: Organisation) -> HttpResponse:
    """A site, a partner, part of a team fails."""
    form = LackForm(
        typed_in(request),
        today=request.today,
        sites=sites.sites_of(house),
        partners=sites.neighbours_of(house, today=request.today),
        activities=sites.activities_of(house, today=request.today),
        initial={"starts_on": request.today},
    )
    return answer_form(
        request,
        form,
        page=_page(
            request, heading=_("Noter ce qui manque"), lead=_("Les activités qui en ont besoin se montreront arrêtées, avec cette cause.")
        ),
        act=lambda typed: services.note_lack(
            actor=request.actor, today=request.today, organisation=house, draft=form.draft(), key=typed["key"] or uuid.uuid4()
        ),
        done=_("J'ai noté ce qui manque."),
        url=reverse("openings:list"),
    )


@requires(Permission.OPENINGS_MANAGE, on=sites.get_lack)
@require_POST
def end_lack(request: Any, lack: Lack) -> HttpResponse:
    """It is back: yesterday was the last day without it."""
    last = max(lack.starts_on, request.today)
    return act_and_return(
        request,
        lambda: services.end_lack(actor=request.actor, today=request.today, lack=lack, seen=read_version(request), ends_on=last),
        url=reverse("openings:sites"),
        done=_("J'ai noté que cela ne manque plus à partir de demain."),
    )
