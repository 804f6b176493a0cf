"""The counted vote: asked or given up by whoever conducts, cast by members."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.answers import act_and_return
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.forms import OpinionForm
from maillage.pathway.commission.models import Item, VoteSense
from maillage.pathway.commission.views.items import after_act


@requires(Permission.SESSION_CONDUCT, on=selectors.get_item)
@require_POST
def ask_count(request: Any, item: Item) -> HttpResponse:
    """The chair asks for a counted vote on this item."""
    return act_and_return(
        request,
        lambda: services.ask_count(actor=request.actor, today=request.today, item=item),
        url=after_act(request, item, url=f"{reverse('commission:item', args=[item.pk])}#avis")["Location"],
        done=_("Le vote est ouvert sur ce point : chaque membre vote de son écran, ou vous notez sa voix."),
    )


@requires(Permission.SESSION_CONDUCT, on=selectors.get_item)
@require_POST
def drop_count(request: Any, item: Item) -> HttpResponse:
    """The chair gives it up: back to consensus."""
    return act_and_return(
        request,
        lambda: services.drop_count(actor=request.actor, today=request.today, item=item),
        url=after_act(request, item, url=reverse("commission:item", args=[item.pk]))["Location"],
        done=_("Le vote compté est abandonné, les voix déjà données sont effacées : l'avis se constate par consensus."),
    )


@requires(Permission.OPINION_GIVE, on=selectors.get_reading_item)
@require_POST
def give_opinion(request: Any, item: Item) -> HttpResponse:
    """Her vote, by her seat or a proxy that she holds; it may change until the item closes."""
    url = _back(request, item)
    seats = selectors.castable_seats(item, seats=selectors.own_seats(request.actor, item.session, today=request.today))
    form = OpinionForm(request.POST, seats=seats)
    if not form.is_valid():
        messages.error(request, _("Votre voix n'a pas été notée : choisissez « favorable », « défavorable » ou « abstention »."))
        return redirect(url)
    seat = next(each for each in seats if each.pk == uuid.UUID(form.cleaned_data["seat"]))
    sense = VoteSense(form.cleaned_data["sense"])
    return act_and_return(
        request,
        lambda: services.give_opinion(actor=request.actor, today=request.today, item=item, seat=seat, sense=sense),
        url=url,
        done=_("J'ai noté la voix du siège « %(seat)s » : %(sense)s. Elle peut changer jusqu'à la clôture du vote.")
        % {"seat": seat.label, "sense": sense.label},
    )


def _back(request: Any, item: Item) -> str:
    """Where the vote was cast: the screen of the sitting, the written session, else the page of the item."""
    names = {"direct": "commission:own_sitting", "ecrits": "commission:own_writing"}
    name = names.get(request.POST.get("back", ""))
    return reverse(name, args=[item.session_id]) if name else reverse("commission:reading_item", args=[item.pk])
