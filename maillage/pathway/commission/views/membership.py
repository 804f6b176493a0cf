"""Who holds a seat: named, the term of the mandate, a departure; what a member declares, and what makes her ready."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Role
from maillage.foundation.kernel.errors import Stale
from maillage.foundation.ui.answers import (
    Conflict,
    FormPage,
    act_and_return,
    answer_form,
    read_version,
    typed_in,
)
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.forms import EndForm, HolderForm, InterestEndForm, InterestForm, MandateForm, SeatEndForm
from maillage.pathway.commission.models import Commission, DeputyTie, Interest, InterestTie, ReadyCheck, Seat, SeatHolder


def seat_page(commission: Commission, **words: Any) -> FormPage:
    """A form about a seat, with the way back to the composition."""
    return FormPage(back_url=reverse("commission:composition", args=[commission.pk]), back_label=_("Sièges"), **words)


def holder_page(holder: SeatHolder, **words: Any) -> FormPage:
    """A form about a member, with the way back to her page."""
    lead = words.pop("lead", f"{holder.display_name}, {holder.seat.label}")
    return FormPage(back_url=_address(holder), back_label=_("Fiche du siège"), lead=lead, **words)


def _address(holder: SeatHolder) -> str:
    return reverse("commission:holder", args=[holder.pk])


@requires(Permission.COMMISSION_SEE, on=selectors.get_tended_holder)
@require_GET
def show_holder(request: Any, holder: SeatHolder) -> HttpResponse:
    """One member: the mandate, the interests declared, what is checked to sit at a distance. Hers, or for who keeps the commission."""
    may_manage = request.actor.may(Permission.COMMISSION_MANAGE, on=holder)
    own = selectors.is_own(request.actor, holder)
    (line,) = selectors.lines_of([holder.seat], today=request.today)
    context = {
        "commission": holder.seat.commission,
        "tab": "composition",
        "holder": holder,
        "own": own,
        "may_manage": may_manage,
        "may_say": may_manage or own,
        "mandate": selectors.mandate_reasons(holder, today=request.today),
        "deputy": line.now.deputy if not holder.deputy else None,
        "interests": selectors.interests_of(holder),
        "checks": [(code, done, may_manage or (own and code in services.OWN_CHECKS)) for code, done in selectors.readiness_of(holder)],
    }
    return render(request, "commission/holder.html", context)


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_seat)
@require_http_methods(["GET", "POST"])
def name_holder(request: Any, seat: Seat) -> HttpResponse:
    """Who holds a seat, or stands in; whoever replaces is offered what remains of the mandate (CRPA, art. R. 133-4)."""
    members = selectors.users_with_role(seat.territory_id, roles=(Role.MEMBER, Role.CHAIR), today=request.today)
    until = selectors.remaining_mandate(seat, today=request.today)
    form = HolderForm(typed_in(request), users=members, substitutable=seat.substitutable, until=until, today=request.today)
    page = seat_page(seat.commission, heading=_("Noter qui siège"), lead=seat.label, submit=_("Noter"), icon="user-plus")

    def act(typed: Any) -> None:
        services.name_holder(
            actor=request.actor,
            today=request.today,
            seat=seat,
            display_name=typed["display_name"],
            title=typed["title"],
            user_id=uuid.UUID(typed["user"]) if typed["user"] else None,
            deputy=bool(typed["tie"]),
            tie=DeputyTie(typed["tie"]) if typed["tie"] else None,
            starts_on=typed["starts_on"],
            mandate_until=typed["mandate_until"],
            key=typed["key"],
        )

    return answer_form(request, form, page=page, act=act, done=_("J'ai noté qui siège."))


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_holder)
@require_http_methods(["GET", "POST"])
def set_mandate(request: Any, holder: SeatHolder) -> HttpResponse:
    """The last day of a mandate, by a new order."""
    form = MandateForm(typed_in(request), today=request.today, initial={"until": holder.mandate_until})
    page = holder_page(holder, heading=_("Terme du mandat"), submit=_("Enregistrer"), icon="calendar")

    def act(typed: Any) -> None:
        seen = read_version(request)
        services.set_mandate(actor=request.actor, today=request.today, holder=holder, seen=seen, until=typed["until"])

    return answer_form(
        request,
        form,
        page=page,
        act=act,
        done=_("J'ai enregistré le terme du mandat."),
        version=holder.version,
        conflict=Conflict(labels={"mandate_until": _("Dernier jour du mandat")}),
    )


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_holder)
@require_http_methods(["GET", "POST"])
def end_holder(request: Any, holder: SeatHolder) -> HttpResponse:
    """Somebody no longer holds a seat."""
    form = EndForm(typed_in(request), today=request.today)
    page = holder_page(holder, heading=_("Noter un départ"), submit=_("Noter le départ"), icon="user-minus")

    def act(typed: Any) -> None:
        seen = read_version(request)
        services.end_holder(actor=request.actor, today=request.today, holder=holder, ends_on=typed["ends_on"], seen=seen)

    def now(typed: Any) -> Stale:
        fresh = selectors.get_holder(actor=request.actor, pk=holder.pk, today=request.today)
        return Stale(current={"ends_on": fresh.ends_on}, submitted={"ends_on": typed["ends_on"]}, version=fresh.version)

    url = reverse("commission:composition", args=[holder.seat.commission_id])
    conflict = Conflict(now=now, labels={"ends_on": _("Ne siège plus à partir du")})
    return answer_form(
        request, form, page=page, act=act, done=_("J'ai noté le départ."), url=url, version=holder.version, conflict=conflict
    )


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_seat)
@require_http_methods(["GET", "POST"])
def end_seat(request: Any, seat: Seat) -> HttpResponse:
    """A seat that a new order no longer has."""
    form = SeatEndForm(typed_in(request), today=request.today)
    page = seat_page(seat.commission, heading=_("Retirer un siège"), lead=seat.label, submit=_("Retirer le siège"), icon="minus")

    def act(typed: Any) -> None:
        services.end_seat(actor=request.actor, today=request.today, seat=seat, ends_on=typed["ends_on"])

    return answer_form(request, form, page=page, act=act, done=_("J'ai noté la fin du siège."))


@requires(Permission.COMMISSION_SEE, on=selectors.get_tended_holder)
@require_http_methods(["GET", "POST"])
def declare_interest(request: Any, holder: SeatHolder) -> HttpResponse:
    """A tie with an organisation, said by the member or noted by the secretary."""
    services.require_for_holder(request.actor, holder)
    organisations = selectors.organisations_that_may_sit(holder.seat.commission)
    form = InterestForm(typed_in(request), organisations=organisations, today=request.today)
    page = holder_page(
        holder, heading=_("Déclarer un intérêt"), submit=_("Déclarer"), icon="scale",
        notes=(_("Quand cette organisation présente une demande, le déport est proposé ; il se déclare point par point."),),
    )  # fmt: skip

    def act(typed: Any) -> None:
        services.declare_interest(
            actor=request.actor,
            today=request.today,
            holder=holder,
            tie=InterestTie(typed["tie"]),
            organisation_id=uuid.UUID(typed["organisation"]) if typed["organisation"] else None,
            words=typed["words"],
            starts_on=typed["starts_on"],
            key=typed["key"],
        )

    return answer_form(request, form, page=page, act=act, done=_("J'ai noté cet intérêt."))


@requires(Permission.COMMISSION_SEE, on=selectors.get_interest)
@require_http_methods(["GET", "POST"])
def end_interest(request: Any, interest: Interest) -> HttpResponse:
    """An interest that no longer holds."""
    services.require_for_holder(request.actor, interest.holder)
    form = InterestEndForm(typed_in(request), today=request.today)
    page = holder_page(interest.holder, heading=_("Mettre fin à un intérêt"), lead=interest.about, submit=_("Noter la fin"), icon="scale")

    def act(typed: Any) -> None:
        services.end_interest(actor=request.actor, today=request.today, interest=interest, ends_on=typed["ends_on"])

    return answer_form(request, form, page=page, act=act, done=_("J'ai noté la fin de cet intérêt."))


@requires(Permission.COMMISSION_SEE, on=selectors.get_tended_holder)
@require_POST
def mark_ready(request: Any, holder: SeatHolder) -> HttpResponse:
    """One check of one member, done or taken back."""
    wanted = {"actor": request.actor, "today": request.today, "holder": holder, "code": _check(request.POST.get("code", ""))}
    undo = "undo" in request.POST
    act = services.withdraw_ready if undo else services.record_ready
    done = _("J'ai retiré cette vérification.") if undo else _("J'ai noté cette vérification.")
    return act_and_return(request, lambda: act(**wanted), url=_address(holder), done=done)


def _check(code: str) -> ReadyCheck:
    return ReadyCheck(code) if code in ReadyCheck.values else ReadyCheck.EQUIPMENT
