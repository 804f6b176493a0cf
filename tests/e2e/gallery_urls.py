"""The routes of the interface, with a rail as long as the real one will be."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import include, path

from maillage.foundation.access.declaration import open_to_everyone, signed_in
from maillage.foundation.kernel.errors import Refused
from maillage.foundation.ui import navigation, places
from maillage.foundation.ui.layout import Layout
from maillage.foundation.ui.navigation import Item
from maillage.foundation.ui.places import Place

PLACES = [
    ("home", "Aujourd'hui", "house"),
    ("persons", "Personnes", "users"),
    ("applications", "Demandes", "file-text"),
    ("commission", "Commission", "gavel"),
    ("journal", "Journal", "history"),
    ("organisation", "Mon association", "building-2"),
]
for order, (code, label, icon) in enumerate(PLACES):
    navigation.register(Item(code=code, label=label, icon=icon, url_name=f"sample:{code}" if order else "sample:page", order=order))
Layout.demonstration = property(lambda self: "vrai" not in self.request.GET)  # type: ignore[assignment,method-assign]
places.register_place_resolver(lambda actor: Place(organisation="Association Les Passerelles", territory="Département de Fontbrune"))


@signed_in("a page as rooms will build them")
def show_sample(request: Any) -> HttpResponse:
    return render(request, "e2e/sample.html")


@open_to_everyone("a page without anybody")
def show_door(request: Any) -> HttpResponse:
    return render(request, "e2e/door.html")


@signed_in("a rule that refuses")
def refuse(request: Any) -> HttpResponse:
    raise Refused


def show_nothing(request: Any) -> HttpResponse:
    """Declares nothing: the middleware refuses it."""
    return HttpResponse()


sample = [
    path("page/", show_sample, name="page"),
    path("porte/", show_door, name="door"),
    path("refus/", refuse, name="refused"),
    path("oubli/", show_nothing, name="undeclared"),
    *[path(f"{code}/", show_sample, name=code) for code, _, _ in PLACES],
]
urlpatterns = [
    path("", include("maillage.foundation.ui.urls")),
    path("essai/", include((sample, "sample"))),
    path("chercher/", include(([path("", show_sample, name="search")], "people"))),
    path("roles/", include(([path("", show_sample, name="entry")], "demo"))),
    path("sortir/", show_sample, name="account_logout"),
]
handler404 = "maillage.foundation.ui.views.page_not_found"
handler500 = "maillage.foundation.ui.views.server_error"
