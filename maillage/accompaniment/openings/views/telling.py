"""Who is to be told of a change: a list to work through, each by a way of her rule."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.accompaniment.openings import services
from maillage.accompaniment.openings.forms import TellForm
from maillage.accompaniment.openings.models import Telling
from maillage.accompaniment.openings.models.following import CAME, About
from maillage.accompaniment.openings.selectors import modes
from maillage.accompaniment.openings.selectors.tellings import rows_of, said_of
from maillage.accompaniment.people.selectors import label_of
from maillage.accompaniment.people.selectors.contact import rule_of, ways_now
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.moment import Moment
from maillage.foundation.ui import speech
from maillage.foundation.ui.answers import FormPage, act_and_return, answer_form, read_key, typed_in

PAGE = 25


def _moment(request: Any) -> Moment:
    return Moment(now=request.now, today=request.today)


@requires(Permission.APPOINTMENT_BOOK)
@require_GET
def list_tellings(request: Any) -> HttpResponse:
    """Those who do not know yet, the soonest appointment first."""
    page = Paginator(modes.tellings_waiting(request.actor, today=request.today), PAGE).get_page(request.GET.get("page"))
    rows = rows_of(list(page.object_list), actor=request.actor, moment=_moment(request))
    return render(request, "openings/tellings.html", {"page": page, "rows": rows})


@requires(Permission.APPOINTMENT_BOOK, on=modes.get_telling)
@require_http_methods(["GET", "POST"])
def tell(request: Any, telling: Telling) -> HttpResponse:
    """She is told, by a way that her rule allows now."""
    moment = _moment(request)
    ways = ways_now(rule_of(telling.person), moment=moment)
    allowed = [(CAME, _("elle était là")), *((each.way.value, speech.say(each.label)) for each in ways if each.verdict.allowed)]
    form = TellForm(typed_in(request), ways=allowed)
    page = FormPage(
        heading=_("Prévenir %(name)s") % {"name": label_of(telling.person, actor=request.actor, today=request.today)},
        lead=said_of(telling),
        submit=_("Elle est prévenue"),
        icon="check",
        back_url=reverse("openings:tellings"),
        back_label=_("À prévenir"),
        notes=(_("Prévenez-la d'abord, notez ensuite. Ni motif, ni adresse, ni nom de l'association dans un message."),),
        template="openings/tell.html",
    )
    return answer_form(
        request,
        form,
        page=page,
        act=lambda typed: services.tell_her(actor=request.actor, moment=moment, telling=telling, by=typed["by"], key=typed["key"]),
        done=_("J'ai noté qu'elle est prévenue."),
        closed=[each for each in ways if not each.verdict.allowed],
        is_meeting=telling.about == About.MEET,
        telling=telling,
    )


@requires(Permission.APPOINTMENT_BOOK, on=modes.get_telling)
@require_POST
def drop(request: Any, telling: Telling) -> HttpResponse:
    """No need to tell her any more."""
    return act_and_return(
        request,
        lambda: services.drop_telling(actor=request.actor, moment=_moment(request), telling=telling, key=read_key(request)),
        url=reverse("openings:tellings"),
        done=_("J'ai retiré cette ligne : elle sait, ou c'est passé."),
    )
