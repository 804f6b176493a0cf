"""What is offered to me, and what I hand over before leaving."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.accompaniment.people import selectors, services
from maillage.accompaniment.people.forms import HandOverFilesForm, RefusalForm
from maillage.accompaniment.people.models import Refusal
from maillage.accompaniment.people.pages import list_places
from maillage.accompaniment.people.selectors import Received
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.answers import FormPage, act_and_return, attempt, read_key, show_form, typed_in

MOST_FILES = 100


@requires(Permission.PERSON_EDIT)
@require_GET
def list_offers(request: Any) -> HttpResponse:
    """What colleagues offer me, with how many files I follow already."""
    offers = list(selectors.offers_to(request.actor, today=request.today)[:MOST_FILES])
    labels = selectors.visible_labels(offers, actor=request.actor, today=request.today)
    context = {
        "offers": [(offer, labels.get(offer.person_id, "")) for offer in offers],
        "places": list_places(request, current="offers"),
        "mine": selectors.counts_of(request.actor, today=request.today).mine,
    }
    return render(request, "people/offers.html", context)


@requires(Permission.PERSON_EDIT, on=selectors.get_offer_received)
@require_POST
def accept_offer(request: Any, received: Received) -> HttpResponse:
    """Take the file."""
    return act_and_return(
        request,
        lambda: services.accept_follow_up(actor=request.actor, today=request.today, offer=received.offer, key=read_key(request)),
        url=reverse("people:offers"),
        done=_("Vous avez accepté ce suivi : il est maintenant dans vos dossiers."),
    )


@requires(Permission.PERSON_EDIT, on=selectors.get_offer_received)
@require_http_methods(["GET", "POST"])
def refuse_offer(request: Any, received: Received) -> HttpResponse:
    """Say why one cannot."""
    form = RefusalForm(typed_in(request))
    page = FormPage(
        heading=_("Je ne peux pas prendre ce suivi"),
        lead=_("Rien ne change pour la personne accompagnée. Celle qui vous l'a proposé saura pourquoi."),
        submit=_("Répondre non"),
        icon="user-x",
        back_url=reverse("people:offers"),
        back_label=_("Suivis proposés"),
        readers={"words": "team"},
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    typed = form.cleaned_data
    refused = attempt(
        lambda: services.refuse_follow_up(
            actor=request.actor,
            today=request.today,
            offer=received.offer,
            reason=Refusal(typed["reason"]),
            words=typed["words"],
            key=typed["key"],
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai transmis votre réponse."))
    return redirect("people:offers")


@requires(Permission.PERSON_EDIT)
@require_http_methods(["GET", "POST"])
def hand_over_files(request: Any) -> HttpResponse:
    """Several of my files to one colleague, before an absence or a departure."""
    actor, today = request.actor, request.today
    people = list(selectors.people_visible_to(actor, today=today, mine=True)[:MOST_FILES])
    labels = selectors.labels_of(people, actor=actor, today=today)
    files = [(str(each.pk), f"{labels[each.pk]} ({each.reference})") for each in people]
    colleagues = [(str(user.pk), user.display_name) for user in selectors.my_colleagues(actor, today=today)]
    form = HandOverFilesForm(typed_in(request), files=files, colleagues=colleagues, today=today)
    page = FormPage(
        heading=_("Préparer mon absence"),
        lead=_("Proposez vos dossiers à une collègue. Vous restez référente de chacun tant qu'elle ne l'a pas accepté."),
        submit=_("Proposer ces dossiers"),
        icon="users",
        back_url=reverse("people:hand_over"),
        back_label=_("Ma relève"),
        notes=() if files else (_("Vous ne suivez aucun dossier : il n'y a rien à proposer."),),
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    typed = form.cleaned_data
    made: list[Any] = []
    refused = attempt(
        lambda: made.extend(
            services.hand_over_files(
                actor=actor,
                today=today,
                people=[each for each in people if str(each.pk) in typed["chosen"]],
                to_user_id=uuid.UUID(typed["to"]),
                starts_on=typed["starts_on"],
                until=typed["until"],
                key=typed["key"],
            )
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    _say_how_many(request, offered=len(made), left=len(typed["chosen"]) - len(made))
    return redirect("people:hand_over")


def _say_how_many(request: Any, *, offered: int, left: int) -> None:
    said = ngettext("J'ai proposé %(n)d dossier.", "J'ai proposé %(n)d dossiers.", offered) % {"n": offered}
    if left:
        kept = ngettext("%(n)d l'était déjà.", "%(n)d l'étaient déjà.", left) % {"n": left}
        said = f"{said} {kept}"
    messages.success(request, said)
