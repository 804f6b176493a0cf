"""One seat of one session in one place: where the secretary enters all that a member without an account says, by paper, phone or voice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.ui.answers import attempt
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.forms import ReplyForm, SeatBallotForm, SeatPresenceForm
from maillage.pathway.commission.models import Convocation, ModeChoice, Presence, VoteSense
from maillage.pathway.commission.services.presence import CHANNELS
from maillage.pathway.commission.workflow import State


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_convocation)
@require_GET
def show_seat(request: Any, convocation: Convocation) -> HttpResponse:
    """Everything about this seat, and the forms that fit the moment."""
    return _show(request, convocation)


def _show(request: Any, convocation: Convocation, *, refused: str = "", forms: dict[str, Any] | None = None) -> HttpResponse:
    page, session, given = selectors.seat_page(convocation), convocation.session, forms or {}
    current = page.reply.proxy_to_id if page.reply is not None else None
    replied = (f"proxy:{current}" if current else page.reply.presence) if page.reply is not None else None
    context = {
        "session": session,
        "tab": "convocations",
        "page": page,
        "convocation": convocation,
        "refused": refused,
        "reply_form": given.get("reponse") or _reply_form(request, page, initial={"reply": replied}),
        "presence_form": given.get("presence") or _presence_form(page),
        "ballots": [(row, _ballot_form(row, sent=given.get("voix"))) for row in page.items],
        "may_reply": session.state == State.CONVENED and convocation.replaced_on is None,
    }
    return render(request, "commission/seat.html", context, status=422 if refused else 200)


def _reply_form(request: Any, page: selectors.SeatPage, data: Any = None, **more: Any) -> ReplyForm:
    session = page.convocation.session
    seats = [] if session.is_written else page.others
    return ReplyForm(data, channels=CHANNELS[ModeChoice(session.mode)], seats=seats, dated=True, today=request.today, **more)


def _presence_form(page: selectors.SeatPage, data: Any = None) -> SeatPresenceForm:
    session, seat = page.convocation.session, page.convocation.seat
    seats = [] if session.is_written else page.others
    return SeatPresenceForm(data, channels=CHANNELS[ModeChoice(session.mode)], seats=seats, substitutable=seat.substitutable)


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_convocation)
@require_POST
def note_for_seat(request: Any, convocation: Convocation, what: str) -> HttpResponse:
    """Its reply, its presence, its ballot, its set of papers: each by the service of everybody, then back to the seat."""
    if what not in _ACTS:
        raise OutOfScope
    return _ACTS[what](request, convocation)


def _done(request: Any, convocation: Convocation, act: Callable[[], object], *, words: Any, **forms: Any) -> HttpResponse:
    refused = attempt(act)
    if refused is not None:
        return _show(request, convocation, refused=refused.sentence, forms=forms)
    messages.success(request, words)
    return redirect("commission:seat", pk=convocation.pk)


def _unread() -> str:
    return _("Une réponse n'a pas été comprise : choisissez dans la liste.")


def _reply(request: Any, convocation: Convocation) -> HttpResponse:
    page = selectors.seat_page(convocation)
    form = _reply_form(request, page, request.POST)
    if not form.is_valid():
        return _show(request, convocation, refused=_unread(), forms={"reponse": form})
    presence, proxy = form.said()
    holder = next((seat for seat in page.others if seat.pk == proxy), None)
    return _done(
        request, convocation, words=_("La réponse du siège est notée."), reponse=form,
        act=lambda: services.answer_convocation(
            actor=request.actor, today=request.today, convocation=convocation, presence=presence, proxy_to=holder,
            happened_on=form.cleaned_data.get("happened_on"),
        ),
    )  # fmt: skip


def _presence(request: Any, convocation: Convocation) -> HttpResponse:
    page = selectors.seat_page(convocation)
    form = _presence_form(page, request.POST)
    if not form.is_valid():
        return _show(request, convocation, refused=_unread(), forms={"presence": form})
    channel, proxy = form.said()
    holder = next((seat for seat in page.others if seat.pk == proxy), None)
    give: dict[str, Any] = {"actor": request.actor, "today": request.today, "session": convocation.session, "at": form.cleaned_data["at"]}

    def act() -> object:
        if channel is Presence.PROXY and holder is not None:
            return services.record_proxy(**give, giver=convocation.seat, holder=holder)
        by_substitute = form.cleaned_data.get("by_substitute", False)
        return services.record_attendance(**give, seat=convocation.seat, channel=channel, by_substitute=by_substitute)

    return _done(request, convocation, act, words=_("La présence du siège est notée."), presence=form)


def _ballot_form(row: selectors.SeatItem, *, sent: SeatBallotForm | None = None) -> SeatBallotForm:
    """The form of one item; the one that was sent, when it is about this item and comes back refused."""
    if sent is not None and sent.data.get("item") == str(row.item.pk):
        return sent
    return SeatBallotForm(number=row.item.number, initial={"item": row.item.pk, "sense": row.given})


def _ballot(request: Any, convocation: Convocation) -> HttpResponse:
    row = next((each for each in selectors.seat_page(convocation).items if str(each.item.pk) == request.POST.get("item")), None)
    if row is None:
        raise OutOfScope
    form = SeatBallotForm(request.POST, number=row.item.number)
    if not form.is_valid():
        return _show(request, convocation, refused=_unread(), forms={"voix": form})
    typed = form.cleaned_data
    return _done(
        request, convocation, words=_("La voix du siège est notée."), voix=form,
        act=lambda: services.record_opinions(
            actor=request.actor, today=request.today, item=row.item, senses={convocation.seat_id: VoteSense(typed["sense"])},
            seen={convocation.seat_id: typed["seen"]}, key=typed["key"],
        ),
    )  # fmt: skip


def _papers(request: Any, convocation: Convocation) -> HttpResponse:
    return _done(
        request, convocation, words=_("Le jeu de documents numéroté est remis."),
        act=lambda: services.hand_out_papers(
            actor=request.actor, today=request.today, session=convocation.session, seats=[convocation.seat_id],
            key=request.POST.get("key") or None,
        ),
    )  # fmt: skip


_ACTS: dict[str, Callable[[Any, Convocation], HttpResponse]] = {"reponse": _reply, "presence": _presence, "voix": _ballot, "jeu": _papers}
