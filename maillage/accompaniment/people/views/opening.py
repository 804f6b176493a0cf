"""A new file, with two fields; and before it is opened, the files that resemble it."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maillage.accompaniment.people import selectors, services
from maillage.accompaniment.people.forms import OpenFileForm
from maillage.accompaniment.people.models import Channel, Person
from maillage.accompaniment.people.pages import AGAIN, ANOTHER, show_alike
from maillage.accompaniment.people.views.editing import way_back
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.idempotency import was_done
from maillage.foundation.ui.answers import FormPage, answer_form, show_form, typed_in


@requires(Permission.PERSON_CREATE)
@require_http_methods(["GET", "POST"])
def open_file(request: Any) -> HttpResponse:
    """A new file; when one of the association resembles it, both answers are offered before anything is written."""
    associations = selectors.associations_where(request.actor, Permission.PERSON_CREATE)
    form, page = OpenFileForm(typed_in(request), organisations=associations), _page()
    if request.method != "POST" or not form.is_valid() or AGAIN in request.POST:
        return show_form(request, form, page=page)
    typed = form.cleaned_data
    chosen = uuid.UUID(typed["organisation"]) if "organisation" in typed else associations[0].pk
    alike = selectors.lookalikes(
        actor=request.actor, organisation_id=chosen, pseudonym=typed["pseudonym"], contact=typed["safe_contact"], today=request.today
    )
    if alike and ANOTHER not in request.POST and not was_done(key=typed["key"], user_id=request.actor.user_id):
        return show_alike(request, form, alike=alike)

    def act(typed: dict[str, Any]) -> Person:
        return services.open_file(
            actor=request.actor,
            today=request.today,
            organisation_id=chosen,
            pseudonym=typed["pseudonym"],
            channel=Channel(typed["channel"]),
            safe_contact=typed["safe_contact"],
            alike=len(alike),
            key=typed["key"],
        )

    return answer_form(
        request, form, page=page, act=act, done=_("J'ai ouvert le dossier."), url=lambda person: way_back(request, person.pk)
    )


def _page() -> FormPage:
    return FormPage(
        heading=_("Nouveau dossier"),
        lead=_("Deux choses suffisent : un pseudonyme, et une façon sûre de la joindre. Le reste viendra quand ce sera utile."),
        submit=_("Ouvrir le dossier"),
        icon="folder-plus",
        back_url=reverse("people:list"),
        back_label=_("Personnes"),
        readers={"pseudonym": "team", "safe_contact": "team"},
    )
