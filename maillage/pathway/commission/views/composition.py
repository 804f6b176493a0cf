"""Who sits: the commission inscribed, its seats, their holders, its local rules."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Role
from maillage.foundation.ui.answers import FormPage, attempt, show_form, typed_in
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.forms import EndForm, HolderForm, RuleForm, SeatForm, SetUpForm
from maillage.pathway.commission.models import Commission, ModeChoice, RuleScope, Seat, SeatHolder


@requires(Permission.COMMISSION_MANAGE)
@require_http_methods(["GET", "POST"])
def set_up(request: Any) -> HttpResponse:
    """Inscribe the commission of one of the actor's departments, with the seats of the national list."""
    territories = selectors.territories_to_set_up(request.actor)
    form = SetUpForm(typed_in(request), territories=[(each.pk, str(each)) for each in territories], today=request.today)
    page = FormPage(
        heading=_("Inscrire la commission"),
        lead=_("Les sièges de la liste nationale sont créés, vacants ; ajoutez ensuite ceux des associations agréées."),
        submit=_("Inscrire"),
        icon="landmark",
        back_url=reverse("commission:home"),
        back_label=_("Commission"),
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    typed = form.cleaned_data
    refused = attempt(
        lambda: services.set_up_commission(
            actor=request.actor,
            today=request.today,
            territory=next(each for each in territories if each.pk == typed["territory"]),
            order_reference=typed["order_reference"],
            seats_of_law=True,
            since=typed["since"],
            key=typed["key"],
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai inscrit la commission."))
    return redirect("commission:home")


@requires(Permission.COMMISSION_SEE, on=selectors.get_commission)
@require_GET
def composition(request: Any, commission: Commission) -> HttpResponse:
    """The seats of today, who holds them, and the local rules."""
    context = {
        "commission": commission,
        "seats": selectors.seats_of(commission, today=request.today),
        "rules": selectors.rules_of(commission, today=request.today),
        "may_manage": request.actor.may(Permission.COMMISSION_MANAGE, on=commission),
    }
    return render(request, "commission/composition.html", context)


def _page(commission: Commission, **words: Any) -> FormPage:
    return FormPage(back_url=reverse("commission:composition", args=[commission.pk]), back_label=_("Sièges"), **words)


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_commission)
@require_http_methods(["GET", "POST"])
def add_seat(request: Any, commission: Commission) -> HttpResponse:
    """A seat of the local order."""
    organisations = selectors.organisations_that_may_sit(commission)
    form = SeatForm(typed_in(request), organisations=organisations, today=request.today)
    page = _page(
        commission, heading=_("Ajouter un siège"), submit=_("Ajouter"), icon="plus",
        lead=_("La liste des sièges est celle de l'arrêté préfectoral : elle seule fait la base du quorum."),
    )  # fmt: skip
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    typed = form.cleaned_data
    refused = attempt(
        lambda: services.add_seat(
            actor=request.actor,
            today=request.today,
            commission=commission,
            code=typed["code"],
            label=typed["label"],
            organisation_id=uuid.UUID(typed["organisation"]) if typed["organisation"] else None,
            starts_on=typed["starts_on"],
            key=typed["key"],
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai ajouté le siège."))
    return redirect("commission:composition", pk=commission.pk)


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_commission)
@require_http_methods(["GET", "POST"])
def adopt_rule(request: Any, commission: Commission) -> HttpResponse:
    """A dated local rule."""
    form = RuleForm(typed_in(request), today=request.today)
    page = _page(
        commission, heading=_("Noter une règle locale"), submit=_("Noter la règle"), icon="scroll-text",
        lead=_("Elle est montrée là où l'ordre du jour la rencontre ; elle n'interdit rien par elle-même."),
    )  # fmt: skip
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    typed = form.cleaned_data
    refused = attempt(
        lambda: services.adopt_rule(
            actor=request.actor,
            today=request.today,
            commission=commission,
            mode=ModeChoice(typed["mode"]),
            allowed=typed["allowed"] == "yes",
            scope=RuleScope(typed["scope"]),
            reason=typed["reason"],
            basis=typed["basis"],
            adopted_on=typed["adopted_on"],
            key=typed["key"],
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai noté la règle locale."))
    return redirect("commission:composition", pk=commission.pk)


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_seat)
@require_http_methods(["GET", "POST"])
def name_holder(request: Any, seat: Seat) -> HttpResponse:
    """Who holds a seat, or stands in."""
    members = selectors.users_with_role(seat.territory_id, roles=(Role.MEMBER, Role.CHAIR), today=request.today)
    form = HolderForm(typed_in(request), users=members, today=request.today)
    page = _page(seat.commission, heading=_("Noter qui siège"), lead=seat.label, submit=_("Noter"), icon="user-plus")
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    typed = form.cleaned_data
    refused = attempt(
        lambda: services.name_holder(
            actor=request.actor,
            today=request.today,
            seat=seat,
            display_name=typed["display_name"],
            title=typed["title"],
            user_id=uuid.UUID(typed["user"]) if typed["user"] else None,
            deputy=typed["deputy"],
            starts_on=typed["starts_on"],
            key=typed["key"],
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai noté qui siège."))
    return redirect("commission:composition", pk=seat.commission_id)


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_holder)
@require_http_methods(["GET", "POST"])
def end_holder(request: Any, holder: SeatHolder) -> HttpResponse:
    """Somebody no longer holds a seat."""
    form = EndForm(typed_in(request), today=request.today)
    page = _page(
        holder.seat.commission, heading=_("Noter un départ"), lead=f"{holder.display_name}, {holder.seat.label}",
        submit=_("Noter le départ"), icon="user-minus",
    )  # fmt: skip
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    ends_on = form.cleaned_data["ends_on"]
    refused = attempt(lambda: services.end_holder(actor=request.actor, today=request.today, holder=holder, ends_on=ends_on))
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai noté le départ."))
    return redirect("commission:composition", pk=holder.seat.commission_id)
