"""Who sits: the commission inscribed, its seats, the register of interests."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.answers import Conflict, FormPage, answer_form, read_version, typed_in
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.forms import OrderForm, SeatForm, SetUpForm
from maillage.pathway.commission.models import Commission
from maillage.pathway.commission.views.membership import seat_page


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

    def act(typed: dict[str, Any]) -> None:
        services.set_up_commission(
            actor=request.actor,
            today=request.today,
            territory=next(each for each in territories if each.pk == typed["territory"]),
            order_reference=typed["order_reference"],
            filing_deadline_days=typed["filing_deadline_days"],
            seats_of_law=True,
            since=typed["since"],
            key=typed["key"],
        )

    return answer_form(request, form, page=page, act=act, done=_("J'ai inscrit la commission."))


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_commission)
@require_http_methods(["GET", "POST"])
def change_order(request: Any, commission: Commission) -> HttpResponse:
    """A new local order, or another local time to file."""
    initial = {"order_reference": commission.order_reference, "filing_deadline_days": commission.filing_deadline_days}
    form = OrderForm(typed_in(request), initial=initial)
    page = seat_page(
        commission, heading=_("Arrêté et date limite de dépôt"), submit=_("Enregistrer"), icon="save",
        lead=_("Un nouvel arrêté ? Notez-le ici ; les sièges qu'il ajoute ou retire se notent un par un."),
    )  # fmt: skip

    def act(typed: dict[str, Any]) -> None:
        said = {name: typed[name] for name in initial}
        services.change_order(actor=request.actor, today=request.today, commission=commission, seen=read_version(request), **said)

    return answer_form(
        request,
        form,
        page=page,
        act=act,
        done=_("J'ai enregistré l'arrêté et la date limite de dépôt."),
        version=commission.version,
        conflict=Conflict(labels={name: form.fields[name].label for name in initial}),
    )


@requires(Permission.COMMISSION_SEE, on=selectors.get_commission)
@require_GET
def composition(request: Any, commission: Commission) -> HttpResponse:
    """The seats of today, who holds them, what is to be done about them, and who sits in which kind of session."""
    lines = selectors.seat_lines(commission, today=request.today)
    may_read = request.actor.may(Permission.SESSION_CONDUCT, on=commission)
    own = {each.pk for each in selectors.own_holders(request.actor, today=request.today)}
    context = {
        "commission": commission,
        "tab": "composition",
        "lines": lines,
        "vacant": sum(line.vacant for line in lines),
        "ending": sum(bool(line.alerts) and not line.vacant for line in lines),
        "kinds": selectors.kind_lines([line.now for line in lines], today=request.today),
        "own": own,
        "may_read": may_read,
        "may_manage": request.actor.may(Permission.COMMISSION_MANAGE, on=commission),
    }
    return render(request, "commission/composition.html", context)


@requires(Permission.SESSION_CONDUCT, on=selectors.get_commission)
@require_GET
def interests(request: Any, commission: Commission) -> HttpResponse:
    """The register of declared interests of whoever sits today."""
    register = selectors.register_of(commission, today=request.today)
    context = {"commission": commission, "tab": "composition", "register": register}
    return render(request, "commission/interests.html", context)


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_commission)
@require_http_methods(["GET", "POST"])
def add_seat(request: Any, commission: Commission) -> HttpResponse:
    """A seat of the local order."""
    organisations = selectors.organisations_that_may_sit(commission)
    form = SeatForm(typed_in(request), organisations=organisations, today=request.today)
    page = seat_page(
        commission, heading=_("Ajouter un siège"), submit=_("Ajouter"), icon="plus",
        lead=_("La liste des sièges est celle de l'arrêté préfectoral : elle seule fait la base du quorum."),
    )  # fmt: skip

    def act(typed: Any) -> None:
        services.add_seat(
            actor=request.actor,
            today=request.today,
            commission=commission,
            code=typed["code"],
            label=typed["label"],
            organisation_id=uuid.UUID(typed["organisation"]) if typed["organisation"] else None,
            starts_on=typed["starts_on"],
            key=typed["key"],
        )

    return answer_form(request, form, page=page, act=act, done=_("J'ai ajouté le siège."))
