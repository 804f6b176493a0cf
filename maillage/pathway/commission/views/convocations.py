"""The convocations of a session: what left, what came back, who answers what, papers handed out; and the second convocation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import download_response
from maillage.foundation.journal import history_of
from maillage.foundation.ui.answers import FormPage, answer_form, typed_in
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.calendar_file import calendar_file
from maillage.pathway.commission.forms import PaperSetForm, PaperSetsForm, ProofForm, RemindForm, ReplyForm, SecondForm
from maillage.pathway.commission.models import Convocation, ModeChoice, PaperSet, Presence, ReminderMeans, Session
from maillage.pathway.commission.services.presence import CHANNELS
from maillage.pathway.commission.workflow import LIVE_STATES


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_session)
@require_GET
def show_convocations(request: Any, session: Session) -> HttpResponse:
    """Seat by seat: the letter, its proof, its acknowledgement, the answer, the reminders; the sets of papers; the quorum to expect."""
    context = {
        "session": session,
        "tab": "convocations",
        "page": selectors.convocations_page(session),
        "countdown": selectors.countdown(session, today=request.today),
        # Once it is over, its journal is for the audit alone.
        "history": history_of(session, limit=25) if session.state in LIVE_STATES else (),
    }
    return render(request, "commission/convocations.html", context)


def _page(session: Session, **words: Any) -> FormPage:
    return FormPage(back_url=reverse("commission:convocations", args=[session.pk]), back_label=_("Convocations"), **words)


def _done(request: Any, session: Session, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("commission:convocations", pk=session.pk)


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_session)
@require_http_methods(["GET", "POST"])
def remind(request: Any, session: Session) -> HttpResponse:
    """Those that have not answered, ticked already."""
    awaited = selectors.convocations_page(session).awaited
    seats = [(row.now.seat, _words_of(row), True) for row in awaited]
    form = RemindForm(typed_in(request), seats=seats, today=request.today)
    page = _page(
        session, heading=_("Relancer"), submit=_("Relancer"), icon="bell",
        lead=_("Qui a un compte reçoit un avis ici ; pour les autres, la relance que vous faites est notée avec sa date."),
        notes=() if awaited else (_("Tous les sièges convoqués ont répondu."),),
    )  # fmt: skip
    return answer_form(
        request, form, page=page, done=_("Les relances sont notées."),
        act=lambda typed: services.remind(
            actor=request.actor, today=request.today, session=session, seats=form.chosen(), means=ReminderMeans(typed["means"]),
            happened_on=typed["happened_on"],
        ),
    )  # fmt: skip


def _words_of(row: selectors.SeatSent) -> str:
    label, count = row.now.seat.label, len(row.reminders)
    if not count:
        return label
    return ngettext("%(seat)s, déjà %(count)d relance", "%(seat)s, déjà %(count)d relances", count) % {"seat": label, "count": count}


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_session)
@require_http_methods(["GET", "POST"])
def record_proof(request: Any, session: Session) -> HttpResponse:
    """One paper may prove several sendings."""
    sent = [(row.now.seat, row.convocation) for row in selectors.convocations_page(session).seats if row.convocation is not None]
    seats = [(seat, seat.label, convocation.proof_on is None) for seat, convocation in sent]
    form = ProofForm(typed_in(request), request.FILES if request.method == "POST" else None, seats=seats, today=request.today)
    page = _page(
        session, heading=_("Garder la preuve d'envoi"), submit=_("Garder la preuve"), icon="mail-check",
        lead=_("Une référence, un papier numérisé, ou les deux : une même preuve peut valoir pour plusieurs sièges."),
    )  # fmt: skip
    return answer_form(
        request, form, page=page, done=_("La preuve d'envoi est gardée."),
        act=lambda typed: services.record_proof(
            actor=request.actor, today=request.today, session=session, seats=form.chosen(), reference=typed["reference"],
            scan=typed["scan"], happened_on=typed["happened_on"], key=typed["key"],
        ),
    )  # fmt: skip


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_convocation)
@require_GET
def proof_scan(request: Any, convocation: Convocation) -> HttpResponse:
    """The proof kept."""
    return download_response(selectors.open_proof(actor=request.actor, convocation=convocation, today=request.today), inline=True)


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_session)
@require_http_methods(["GET", "POST"])
def hand_out_papers(request: Any, session: Session) -> HttpResponse:
    """Numbered sets, for whoever does not read on the screen."""
    page_now = selectors.convocations_page(session)
    out = {each.seat_id for each in page_now.sets if each.returned_on is None}
    sent = [(row.now.seat, row.convocation) for row in page_now.seats if row.convocation is not None]
    seats = [(seat, seat.label, convocation.reader_id is None and seat.pk not in out) for seat, convocation in sent]
    form = PaperSetsForm(typed_in(request), seats=seats, today=request.today)
    page = _page(
        session, heading=_("Remettre des jeux de documents"), submit=_("Noter la remise"), icon="files",
        lead=_("Un jeu numéroté par siège coché. Chaque jeu revient après la séance, puis il est détruit : les deux se notent."),
    )  # fmt: skip
    return answer_form(
        request, form, page=page, done=_("La remise est notée."),
        act=lambda typed: services.hand_out_papers(
            actor=request.actor, today=request.today, session=session, seats=form.chosen(), happened_on=typed["happened_on"],
            key=typed["key"],
        ),
    )  # fmt: skip


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_paper_set)
@require_http_methods(["GET", "POST"])
def note_paper_set(request: Any, paper_set: PaperSet) -> HttpResponse:
    """Back, then destroyed: the next of the two."""
    back = paper_set.returned_on is None
    note = services.note_set_returned if back else services.note_set_destroyed
    form = PaperSetForm(typed_in(request), today=request.today)
    page = _page(
        paper_set.session,
        heading=(_("Jeu n° %(number)s revenu") if back else _("Jeu n° %(number)s détruit")) % {"number": paper_set.number},
        submit=_("Noter le retour") if back else _("Noter la destruction"), icon="undo-2" if back else "trash-2",
        lead=paper_set.seat.label,
    )  # fmt: skip
    return answer_form(
        request, form, page=page, done=_("C'est noté."),
        act=lambda typed: note(actor=request.actor, today=request.today, paper_set=paper_set, happened_on=typed["happened_on"]),
    )  # fmt: skip


@requires(Permission.COMMISSION_SEE, on=selectors.get_convocation)
@require_http_methods(["GET", "POST"])
def answer_convocation(request: Any, convocation: Convocation) -> HttpResponse:
    """Will attend, how, or to whom the proxy goes: by the member, or written down by the secretariat."""
    own, session = convocation.reader_id == request.actor.user_id, convocation.session
    seats = [] if session.is_written else selectors.reply_seats(convocation)
    form = ReplyForm(
        typed_in(request), channels=CHANNELS[ModeChoice(session.mode)], seats=seats, dated=not own, today=request.today,
        initial=_said_before(convocation),
    )  # fmt: skip
    back = reverse("commission:reading" if own else "commission:convocations", args=[session.pk])
    page = FormPage(
        heading=_("Répondre à la convocation") if own else _("Noter la réponse d'un siège"), submit=_("Répondre") if own else _("Noter"),
        lead=_("%(seat)s, %(name)s.") % {"seat": convocation.seat.label, "name": convocation.holder.display_name}, icon="reply",
        back_url=back, back_label=_("Lecture") if own else _("Convocations"),
        notes=(_("Vous pouvez changer de réponse jusqu'à l'ouverture. Un membre ne détient qu'un mandat (CRPA, art. R. 133-9)."),),
    )  # fmt: skip

    def act(typed: Any) -> None:
        presence, proxy = form.said()
        services.answer_convocation(
            actor=request.actor, today=request.today, convocation=convocation, presence=presence,
            proxy_to=next((seat for seat in seats if seat.pk == proxy), None), happened_on=typed.get("happened_on"),
        )  # fmt: skip

    done = _("Votre réponse est notée.") if own else _("La réponse du siège est notée.")
    return answer_form(request, form, page=page, act=act, done=done)


def _said_before(convocation: Convocation) -> dict[str, str]:
    reply = selectors.replies_of(convocation.session).get(convocation.seat_id)
    if reply is None:
        return {}
    return {"reply": f"proxy:{reply.proxy_to_id}" if reply.presence == Presence.PROXY else reply.presence}


@requires(Permission.COMMISSION_SEE, on=selectors.get_convocation)
@require_GET
def convocation_calendar(request: Any, convocation: Convocation) -> HttpResponse:
    """The calendar file, with a neutral title."""
    response = HttpResponse(calendar_file(convocation), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="reunion.ics"'
    response.headers["Cache-Control"] = "no-store"
    return response


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_session)
@require_http_methods(["GET", "POST"])
def plan_second(request: Any, session: Session) -> HttpResponse:
    """The same agenda again, without any quorum."""
    count = selectors.missing_quorum(session)
    form = SecondForm(typed_in(request), today=request.today, initial={"place": session.place, "starts_at": session.starts_at})
    page = FormPage(
        heading=_("Seconde convocation"), submit=_("Reprendre l'ordre du jour"), icon="repeat",
        back_url=reverse("commission:session", args=[session.pk]), back_label=_("Séance"),
        lead=ngettext(
            "%(count)d point a été laissé faute de quorum. La nouvelle séance le reprend, et se tient sans condition de quorum.",
            "%(count)d points ont été laissés faute de quorum. La nouvelle séance les reprend, et se tient sans condition de quorum.",
            count,
        ) % {"count": count},
        notes=(_("Les lettres diront qu'aucun quorum n'est exigé (CRPA, art. R. 133-10). Le délai de convocation reste dû."),),
    )  # fmt: skip

    def act(typed: Any) -> Session:
        return services.plan_second_session(actor=request.actor, today=request.today, session=session, **typed)

    return answer_form(
        request,
        form,
        page=page,
        act=act,
        done=_("La seconde séance est planifiée, avec le même ordre du jour : il reste à convoquer."),
        url=lambda planned: reverse("commission:session", args=[planned.pk]),
    )
