"""A contact that was lost: what is done to find her, step by step, and the news that ends the search."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.accompaniment.contacts import services
from maillage.accompaniment.contacts.forms.calls import NewsForm
from maillage.accompaniment.contacts.models import LostContact, News
from maillage.accompaniment.contacts.selectors import lost as reading
from maillage.accompaniment.contacts.selectors.rhythm import expected_of
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.pages import file_page
from maillage.accompaniment.people.selectors import get_person
from maillage.core.lost_contact import NO_SANCTION, Step, proposed
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import Stale
from maillage.foundation.ui.answers import Conflict, FormPage, act_and_return, answer_form, read_key, typed_in


@requires(Permission.CONTACT_NOTE, on=get_person)
@require_GET
def show_search(request: Any, person: Person) -> HttpResponse:
    """Where the search stands, what was done, what may be done next."""
    search = reading.search_of(person)
    steps = reading.steps_for(search, today=request.today) if search is not None else ()
    context = {
        **file_page(request, person, tab=""),
        "search": search,
        "steps": [(each, {"step": each.step.value}) for each in steps],
        "proposed": proposed(steps),
        "done": reading.done_in(search) if search is not None else [],
        "past": reading.past_searches(person),
        "expected": expected_of(person, today=request.today),
        "no_sanction": NO_SANCTION,
    }
    return render(request, "contacts/calls/lost.html", context)


def _back(person_id: Any) -> str:
    return reverse("contacts:lost", args=[person_id])


@requires(Permission.CONTACT_NOTE, on=get_person)
@require_POST
def open_search(request: Any, person: Person) -> HttpResponse:
    """The contact is lost: the search begins."""
    return act_and_return(
        request,
        lambda: services.open_search(actor=request.actor, today=request.today, person=person, key=read_key(request)),
        url=_back(person.pk),
        done=_("J'ai noté que le contact est perdu. Rien d'autre ne change pour elle."),
    )


@requires(Permission.CONTACT_NOTE, on=reading.get_search)
@require_POST
def note_step(request: Any, search: LostContact) -> HttpResponse:
    """One thing was done, today."""
    if request.POST.get("step") not in set(Step):
        return HttpResponseBadRequest()
    return act_and_return(
        request,
        lambda: services.note_step(
            actor=request.actor, today=request.today, search=search, step=Step(request.POST["step"]), key=read_key(request)
        ),
        url=_back(search.person_id),
        done=_("J'ai noté ce qui est fait."),
    )


@requires(Permission.CONTACT_NOTE, on=reading.get_search)
@require_http_methods(["GET", "POST"])
def close_search(request: Any, search: LostContact) -> HttpResponse:
    """There is news."""
    form = NewsForm(typed_in(request))
    page = FormPage(
        heading=_("Des nouvelles"),
        lead=_("La recherche finit ici. Elle reste lisible sur son dossier, sans rien changer d'autre."),
        submit=_("Finir la recherche"),
        icon="check",
        back_url=_back(search.person_id),
        back_label=_("La recherche"),
    )
    return answer_form(
        request,
        form,
        page=page,
        act=lambda typed: services.close_search(
            actor=request.actor, today=request.today, search=search, news=News(typed["news"]), seen=typed["version"], key=typed["key"]
        ),
        done=_("J'ai noté la fin de la recherche."),
        conflict=Conflict(
            labels={"news": form["news"].label, "closed_on": _("Finie le")},
            now=lambda typed: Stale(current={}, submitted={"news": News(typed["news"]).label}, version=search.version),
        ),
        version=search.version,
    )
