"""The draft of the minutes, read again by a member: she proposes other words, the secretary answers."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.answers import FormPage, answer_form, typed_in
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.forms import CorrectionForm
from maillage.pathway.commission.models import Minutes, MinutesBlock
from maillage.pathway.commission.views.minutes import block_conflict


@requires(Permission.MINUTES_READ, on=selectors.get_review)
@require_GET
def show_review(request: Any, minutes: Minutes) -> HttpResponse:
    """The draft, and what she proposed."""
    page = selectors.review_page(minutes, actor=request.actor, today=request.today)
    return render(request, "commission/review.html", {"session": minutes.session, "minutes": minutes, "page": page})


@requires(Permission.MINUTES_READ, on=selectors.get_block)
@require_http_methods(["GET", "POST"])
def suggest_revision(request: Any, block: MinutesBlock) -> HttpResponse:
    """Other words for one block, for one's own seat; or, by the secretary, for a member without an account."""
    give = {"actor": request.actor, "today": request.today}
    keeps = request.actor.may(Permission.COMMISSION_MANAGE, on=block)
    back = reverse("commission:minutes" if keeps else "commission:review", args=[block.minutes.session_id])
    seats = selectors.review_seats(block.minutes, actor=request.actor)
    form = CorrectionForm(typed_in(request), seats=seats, initial={"text": selectors.block_text(block, **give)})
    lead = _("Le membre n'a pas de compte : écrivez ce qu'il ou elle demande. Vous répondrez ensuite, comme pour les autres.")
    page = FormPage(
        heading=str(block), submit=_("Proposer"), back_url=back, back_label=_("Procès-verbal"), icon="pencil",
        lead=lead if keeps else _("Changez le texte comme vous le proposez ; le secrétariat l'accepte ou l'écarte, et dit pourquoi."),
    )  # fmt: skip

    def act(typed: Any) -> None:
        seat = next(each for each in seats if str(each.pk) == typed["seat"])
        services.suggest_revision(
            **give, block=block, seat=seat, seen=typed["version"], text=typed["text"], why=typed["why"], key=typed["key"]
        )

    done = _("La correction est proposée : le secrétariat répondra.")
    return answer_form(request, form, page=page, act=act, done=done, version=block.version, conflict=block_conflict(request, block))
