"""Deciding a change of mode, reading what it carries, applying what is ticked."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.accompaniment.openings import services
from maillage.accompaniment.openings.forms import ApplyForm, ChangeForm
from maillage.accompaniment.openings.models import Change
from maillage.accompaniment.openings.selectors import carrying, lines, modes, sites
from maillage.core.openings.consequences import Code
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import Refused
from maillage.foundation.kernel.moment import Moment
from maillage.foundation.ui.answers import FormPage, act_and_return, answer_form, attempt, read_key, read_version, typed_in


def _moment(request: Any) -> Moment:
    return Moment(now=request.now, today=request.today)


@requires(Permission.OPENINGS_MANAGE)
@require_http_methods(["GET", "POST"])
def decide(request: Any) -> HttpResponse:
    """From a day on, these activities go on in this mode."""
    houses = sites.houses_of(request.actor, Permission.OPENINGS_MANAGE)
    activities = [each for house in houses for each in sites.activities_of(house, today=request.today)]
    form = ChangeForm(typed_in(request), today=request.today, activities=activities, initial={"starts_on": request.today})
    page = FormPage(
        heading=_("Changer comment nous fonctionnons"),
        lead=_("Dites ce qui change et à partir de quand. La page suivante montre ce que cela entraîne ; rien ne part avant."),
        submit=_("Voir ce que cela entraîne"),
        icon="arrow-right",
        back_url=reverse("openings:list"),
        back_label=_("Ouvertures"),
    )
    return answer_form(
        request,
        form,
        page=page,
        act=lambda typed: services.decide_change(
            actor=request.actor, today=request.today, activities=form.chosen, draft=form.draft(), key=typed["key"]
        ),
        done=_("J'ai noté le changement. Voici ce qu'il entraîne."),
        url=lambda change: reverse("openings:change", args=[change.pk]),
    )


@requires(Permission.OPENINGS_SEE, on=modes.get_change)
@require_GET
def show_change(request: Any, change: Change) -> HttpResponse:
    """What a change carries, each line with its rows and its tick; and what was done of it."""
    return _show(request, change)


def _show(request: Any, change: Change, *, refused: Refused | None = None, form: ApplyForm | None = None) -> HttpResponse:
    manages = request.actor.may(Permission.OPENINGS_MANAGE, on=change)
    context: dict[str, Any] = {
        "change": change,
        "mode": change.pure(edition=1),
        "activities": modes.activities_in(change),
        "steps": [(Code(step.code).label, step) for step in carrying.steps_of(change)],
        "told": list(change.partners_told.select_related("partner").order_by("told_on", "pk")),
        "waiting": change.tellings.waiting().count(),
        "manages": manages,
        "planned": change.starts_on > request.today,
        "refused": refused.sentence if refused is not None else "",
        "form": form or ApplyForm(initial={"every_days": services.EVERY_DAYS}),
        "today": request.today,
    }
    if manages:
        carried = carrying.read_carried(change, moment=_moment(request))
        context |= {
            "lines": lines.lines_of(carried, actor=request.actor, moment=_moment(request)),
            "partners": [(each, {"partner": str(each.pk)}) for each in carried.partners.values() if carried.line(Code.PARTNERS_TELL)],
            "partner_text": lines.partner_text(carried),
            "raises": carried.line(Code.RHYTHM_RAISE) is not None,
        }
    return render(request, "openings/change.html", context, status=422 if refused is not None or (form and form.errors) else 200)


@requires(Permission.OPENINGS_MANAGE, on=modes.get_change)
@require_POST
def apply_change(request: Any, change: Change) -> HttpResponse:
    """Do what is ticked, in one act."""
    form = ApplyForm(request.POST)
    if not form.is_valid():
        return _show(request, change, form=form)
    refused = attempt(
        lambda: services.carry_out(
            actor=request.actor,
            moment=_moment(request),
            change=change,
            ticked=_ticked(request),
            every_days=form.cleaned_data["every_days"] or services.EVERY_DAYS,
            key=form.cleaned_data["key"],
        )
    )
    if refused is not None:
        return _show(request, change, refused=refused, form=form)
    messages.success(request, _("J'ai fait ce qui était coché. Rien n'est parti : voyez qui reste à prévenir."))
    return redirect("openings:change", pk=change.pk)


def _ticked(request: Any) -> dict[Code, int]:
    """The lines ticked, each with the number that was on screen; what is not a line is left aside."""
    found = {}
    for value in request.POST.getlist("line"):
        code, _sep, count = value.partition(":")
        if code in set(Code) and count.isascii() and count.isdigit():
            found[Code(code)] = int(count[:9])
    return found


@requires(Permission.OPENINGS_MANAGE, on=modes.get_change)
@require_POST
def leave_aside(request: Any, change: Change) -> HttpResponse:
    """A line that will not be done."""
    return act_and_return(
        request,
        lambda: services.set_aside(actor=request.actor, moment=_moment(request), change=change, code=request.POST.get("code", "")),
        url=reverse("openings:change", args=[change.pk]),
        done=_("J'ai laissé cette ligne de côté."),
    )


@requires(Permission.OPENINGS_MANAGE, on=modes.get_change)
@require_POST
def finish(request: Any, change: Change) -> HttpResponse:
    """Nothing is left."""
    return act_and_return(
        request,
        lambda: services.finish_change(actor=request.actor, moment=_moment(request), change=change),
        url=reverse("openings:change", args=[change.pk]),
        done=_("J'ai noté ce changement comme achevé."),
    )


@requires(Permission.OPENINGS_MANAGE, on=modes.get_change)
@require_POST
def tell_partner(request: Any, change: Change) -> HttpResponse:
    """A partner was told."""
    known = {str(each.pk): each for each in sites.neighbours_of(change.organisation, today=request.today)}
    partner = known.get(request.POST.get("partner", ""))
    return act_and_return(
        request,
        lambda: services.tell_partner(
            actor=request.actor, moment=_moment(request), change=change, partner=partner, key=read_key(request) or uuid.uuid4()
        ),
        url=reverse("openings:change", args=[change.pk]) + "#partenaires",
        done=_("J'ai noté ce partenaire comme prévenu."),
    )


@requires(Permission.OPENINGS_MANAGE, on=modes.get_change)
@require_POST
def withdraw(request: Any, change: Change) -> HttpResponse:
    """A change that was only planned does not happen."""
    return act_and_return(
        request,
        lambda: services.withdraw_change(actor=request.actor, today=request.today, change=change, seen=read_version(request)),
        url=reverse("openings:change", args=[change.pk]),
        done=_("J'ai retiré ce changement : ce qui valait avant continue."),
    )
