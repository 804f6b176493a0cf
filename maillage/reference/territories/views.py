"""The cities and zones of a department: read by whoever runs something there, kept by its delegate."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import history_of
from maillage.foundation.kernel.errors import Stale
from maillage.foundation.ui import speech
from maillage.foundation.ui.answers import Conflict, FormPage, act_and_return, answer_form, read_key, read_version, typed_in
from maillage.reference.territories import selectors, services
from maillage.reference.territories.forms import CloseForm, PlaceForm, read_id
from maillage.reference.territories.models import Place, PlaceKind, Territory

HOLDS = Permission.ORGANISATION_MANAGE


def _own_page(place: Place) -> str:
    return reverse("territories:place", args=[place.pk])


@requires(HOLDS)
@require_GET
def list_places(request: Any) -> HttpResponse:
    """The tree of my departments: cities, their zones, what attaches to each."""
    return render(request, "territories/places.html", {"departments": selectors.see_departments(actor=request.actor, today=request.today)})


@requires(HOLDS, on=selectors.get_place)
@require_GET
def show_place(request: Any, place: Place) -> HttpResponse:
    """One city or one zone, and what may be done with it."""
    seen = selectors.see_place(place, actor=request.actor, today=request.today)
    context = {"seen": seen, "closed": not place.is_open(on=request.today), "history": history_of(place)}
    return render(request, "territories/place.html", context)


@requires(HOLDS, on=selectors.get_department)
@require_http_methods(["GET", "POST"])
def add_place(request: Any, territory: Territory) -> HttpResponse:
    """One more. `?ville=` names the city of a zone."""
    cities = selectors.open_cities(territory.pk, on=request.today)
    asked = read_id(request.GET.get("ville", ""))
    initial = {"kind": PlaceKind.ZONE if cities else PlaceKind.CITY, "parent": str(asked) if asked else ""}
    form = PlaceForm(typed_in(request), cities=cities, initial=initial)
    page = FormPage(
        heading=_("Ajouter une ville ou une zone"),
        lead=_("%(department)s. Les associations pourront la choisir dès aujourd'hui.") % {"department": territory.name},
        submit=_("Ajouter"),
        icon="plus",
        back_url=reverse("territories:places"),
        back_label=_("Villes et zones"),
    )

    def act(typed: dict[str, Any]) -> Place:
        return services.add_place(
            actor=request.actor,
            today=request.today,
            territory=territory,
            kind=PlaceKind(typed["kind"]),
            name=typed["name"],
            parent=form.city(),
            key=typed["key"],
        )

    return answer_form(request, form, page=page, act=act, done=lambda made: _("J'ai ajouté « %(name)s ».") % {"name": made.name})


@requires(HOLDS, on=selectors.get_place)
@require_http_methods(["GET", "POST"])
def change_place(request: Any, place: Place) -> HttpResponse:
    """Its name; for a zone, its city."""
    kind = PlaceKind(place.kind)
    cities = selectors.open_cities(place.territory_id, on=request.today, kept=place.parent_id)
    initial = {"name": place.name, "parent": str(place.parent_id or "")}
    form = PlaceForm(typed_in(request), cities=cities, kind=kind, initial=initial)
    page = FormPage(
        heading=_("Modifier « %(name)s »") % {"name": place.name},
        lead=_("Ce qui y fut noté la suit, sous son nouveau nom."),
        submit=_("Enregistrer"),
        back_url=_own_page(place),
        back_label=place.name,
    )

    def act(typed: dict[str, Any]) -> Place:
        return services.change_place(
            actor=request.actor,
            today=request.today,
            place=place,
            seen=typed["version"] or 0,
            name=typed["name"],
            parent=form.city(),
            key=typed["key"],
        )

    labels = {"name": gettext_lazy("Son nom"), "parent": gettext_lazy("Sa ville")}
    done, conflict = _("J'ai enregistré."), Conflict(labels=labels)
    return answer_form(request, form, page=page, act=act, done=done, conflict=conflict, version=place.version)


@requires(HOLDS, on=selectors.get_place)
@require_http_methods(["GET", "POST"])
def close_place(request: Any, place: Place) -> HttpResponse:
    """The day from which it is chosen no more; what still stands on it is said first."""
    standing = selectors.serving(place, on=request.today)
    first = selectors.first_day_free(standing, today=request.today)
    form = CloseForm(typed_in(request), today=request.today, initial={"closed_on": first})
    page = FormPage(
        heading=_("Fermer « %(name)s »") % {"name": place.name},
        lead=_("Elle ne sera plus proposée. Rien n'est supprimé : ce qui y fut noté garde son nom, et elle pourra se rouvrir."),
        submit=_("Fermer"),
        icon="archive",
        back_url=_own_page(place),
        back_label=place.name,
        notes=tuple(_("Aujourd'hui : %(what)s.") % {"what": speech.say(each.words)} for each in standing),
    )

    def act(typed: dict[str, Any]) -> Place:
        return services.close_place(
            actor=request.actor,
            today=request.today,
            place=place,
            seen=typed["version"],
            closed_on=typed["closed_on"],
            key=typed["key"],
        )

    def both(typed: dict[str, Any]) -> Stale:
        now = selectors.get_place(actor=request.actor, pk=place.pk, today=request.today)
        current = {"name": now.name, "closed_on": speech.day_words(now.closed_on) if now.closed_on else _("ouverte")}
        return Stale(current=current, submitted={"closed_on": speech.day_words(typed["closed_on"])}, version=now.version)

    conflict = Conflict(labels={"name": gettext_lazy("Son nom"), "closed_on": gettext_lazy("Fermée à partir du")}, now=both)
    done = _("J'ai noté la fermeture. Elle peut se rouvrir d'ici.")
    return answer_form(request, form, page=page, act=act, done=done, conflict=conflict, version=place.version)


@requires(HOLDS, on=selectors.get_place)
@require_POST
def reopen_place(request: Any, place: Place) -> HttpResponse:
    """Proposed again, in one click."""
    return act_and_return(
        request,
        lambda: services.reopen_place(
            actor=request.actor, today=request.today, place=place, seen=read_version(request), key=read_key(request)
        ),
        url=_own_page(place),
        done=_("Elle est rouverte : les associations peuvent la choisir dès maintenant."),
    )
