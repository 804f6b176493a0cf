"""The minutes, for the secretary and the chair: written from the session, corrected, read again, approved, signed, sent."""

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
from maillage.foundation.kernel.errors import Stale
from maillage.foundation.ui.answers import Conflict, FormPage, act_and_return, answer_form, read_key, typed_in
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.forms import ApprovalForm, ReviewForm, SendMinutesForm, SetAsideForm, SignOffForm, TextForm
from maillage.pathway.commission.models import MinutesBlock, Revision, RevisionState, Session
from maillage.pathway.commission.services import Sending
from maillage.pathway.commission.workflow import State


def _address(session_pk: Any) -> str:
    return reverse("commission:minutes", args=[session_pk])


def _page(session_pk: Any, **words: Any) -> FormPage:
    return FormPage(back_url=_address(session_pk), back_label=_("Procès-verbal"), **words)


@requires(Permission.DELIBERATION_OPEN, on=selectors.get_session)
@require_GET
def show_minutes(request: Any, session: Session) -> HttpResponse:
    """Where the minutes stand, and their text with each correction."""
    page = selectors.minutes_page(session, actor=request.actor, today=request.today)
    context = {
        "session": session,
        "tab": "proces-verbal",
        "page": page,
        "minutes": page.minutes,
        "steps": _steps(),
        "step": _step(page),
        "may_manage": request.actor.may(Permission.COMMISSION_MANAGE, on=session),
        "may_conduct": request.actor.may(Permission.SESSION_CONDUCT, on=session),
        "may_suggest": bool(page.blocks and selectors.review_seats(page.minutes, actor=request.actor)),
        "is_closed": session.state == State.CLOSED,
        "pending": RevisionState.PENDING,
    }
    return render(request, "commission/minutes.html", context)


def _steps() -> list[tuple[str, str]]:
    """The way of the minutes."""
    return [
        ("written", _("établi")), ("review", _("relu")), ("approved", _("approuvé")), ("signed", _("signé")), ("sent", _("envoyé")),
    ]  # fmt: skip


def _step(page: selectors.MinutesPage) -> str:
    minutes = page.minutes
    reached = (
        ("sent", minutes.sent_on), ("signed", minutes.signed_on), ("approved", minutes.approved_on), ("review", minutes.review),
        ("written", minutes.drafted_on),
    )  # fmt: skip
    return next((code for code, done in reached if done), "")


@requires(Permission.DELIBERATION_OPEN, on=selectors.get_session)
@require_POST
def draft_minutes(request: Any, session: Session) -> HttpResponse:
    """Establish the minutes, or print them again."""
    return act_and_return(
        request,
        lambda: services.draft_minutes(actor=request.actor, today=request.today, session=session, key=read_key(request)),
        url=_address(session.pk),
        done=_("Le procès-verbal est établi : relisez-le, puis notez son approbation."),
    )


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_session)
@require_http_methods(["GET", "POST"])
def review_minutes(request: Any, session: Session) -> HttpResponse:
    """Give the draft to the members, until a day."""
    form = ReviewForm(typed_in(request), today=request.today)
    page = _page(
        session.pk, heading=_("Donner le projet à relire"), submit=_("Donner à relire"), icon="send",
        lead=_("Les membres convoqués qui ont un compte lisent le projet et proposent des corrections ; rien ne change sans vous."),
    )  # fmt: skip

    def act(typed: Any) -> None:
        services.open_review(actor=request.actor, today=request.today, session=session, until=typed["until"])

    return answer_form(request, form, page=page, act=act, done=_("Le projet est donné à relire ; les membres sont prévenus."))


@requires(Permission.SESSION_CONDUCT, on=selectors.get_session)
@require_http_methods(["GET", "POST"])
def approve_minutes(request: Any, session: Session) -> HttpResponse:
    """Note the approval."""
    form = ApprovalForm(typed_in(request), today=request.today)
    page = _page(
        session.pk, heading=_("Noter l'approbation du procès-verbal"), submit=_("Noter l'approbation"), icon="stamp",
        lead=_("Une fois approuvé, il ne change plus, et la relecture se ferme."),
    )  # fmt: skip

    def act(typed: Any) -> None:
        services.approve_minutes(actor=request.actor, today=request.today, session=session, happened_on=typed["happened_on"])

    return answer_form(request, form, page=page, act=act, done=_("L'approbation est notée."))


@requires(Permission.SESSION_CONDUCT, on=selectors.get_session)
@require_http_methods(["GET", "POST"])
def sign_minutes(request: Any, session: Session) -> HttpResponse:
    """Keep the signed paper."""
    form = SignOffForm(typed_in(request), request.FILES if request.method == "POST" else None, today=request.today)
    page = _page(
        session.pk, heading=_("Enregistrer le procès-verbal signé"), submit=_("Enregistrer"), icon="file-check",
        lead=_("Imprimez-le, faites-le signer, puis joignez le papier numérisé."),
    )  # fmt: skip

    def act(typed: Any) -> None:
        signed_on, scan = typed["signed_on"], typed["scan"]
        services.sign_minutes(actor=request.actor, today=request.today, session=session, signed_on=signed_on, scan=scan, key=typed["key"])

    return answer_form(request, form, page=page, act=act, done=_("Le procès-verbal signé est gardé."))


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_session)
@require_http_methods(["GET", "POST"])
def send_minutes(request: Any, session: Session) -> HttpResponse:
    """Note to whom it went, how, and the proof."""
    form = SendMinutesForm(typed_in(request), convocations=selectors.recipients_of(session), today=request.today)
    page = _page(
        session.pk, heading=_("Noter l'envoi du procès-verbal"), submit=_("Noter l'envoi"), icon="send",
        lead=_("Il va à tous les membres convoqués et à l'autorité qui décide (CRPA, art. R. 133-13)."),
    )  # fmt: skip

    def act(typed: Any) -> None:
        sendings = {key: Sending(means=means, reference=proof) for key, (means, proof) in form.sendings().items()}
        services.send_minutes(
            actor=request.actor, today=request.today, session=session, sendings=sendings, sent_on=typed["sent_on"], key=typed["key"]
        )

    return answer_form(request, form, page=page, act=act, done=_("L'envoi est noté, avec ses preuves."))


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_block)
@require_http_methods(["GET", "POST"])
def edit_block(request: Any, block: MinutesBlock) -> HttpResponse:
    """The secretary changes the words; `?correction=` takes up a proposal in her own words."""
    give = {"actor": request.actor, "today": request.today}
    answers = _taken_up(request, block)
    text = selectors.proposed_text(answers, **give) if answers is not None else selectors.block_text(block, **give)
    form = TextForm(typed_in(request), initial={"text": text})
    page = _page(
        block.minutes.session_id, heading=str(block), submit=_("Enregistrer"), icon="save",
        lead=_("Vous reprenez une correction proposée : relisez avant d'enregistrer.") if answers is not None
        else _("Chaque correction est gardée, avec les mots d'avant."),
    )  # fmt: skip

    def act(typed: Any) -> None:
        services.revise_block(**give, block=block, seen=typed["version"], text=typed["text"], answers=answers, key=typed["key"])

    conflict = block_conflict(request, block)
    return answer_form(request, form, page=page, act=act, done=_("Le passage est corrigé."), version=block.version, conflict=conflict)


def block_conflict(request: Any, block: MinutesBlock) -> Conflict:
    """The words of a block as they are by now, beside those that were typed."""

    def now(typed: dict[str, Any]) -> Stale:
        fresh = selectors.get_block(actor=request.actor, pk=block.pk, today=request.today)
        text = selectors.block_text(fresh, actor=request.actor, today=request.today)
        return Stale(current={"text": text}, submitted={"text": typed["text"]}, version=fresh.version)

    return Conflict(now=now, labels={"text": _("Le passage")})


def _taken_up(request: Any, block: MinutesBlock) -> Revision | None:
    """The proposal of this block that the address names, if it still waits."""
    try:
        wanted = uuid.UUID(request.GET.get("correction", ""))
    except ValueError:
        return None
    revision = selectors.get_revision(actor=request.actor, pk=wanted, today=request.today)
    return revision if revision.block_id == block.pk and revision.state == RevisionState.PENDING else None


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_revision)
@require_POST
def accept_revision(request: Any, revision: Revision) -> HttpResponse:
    """Word for word."""
    return act_and_return(
        request,
        lambda: services.accept_revision(actor=request.actor, today=request.today, revision=revision, key=read_key(request)),
        url=f"{_address(revision.minutes.session_id)}#passage-{revision.block_id}",
        done=_("La correction est acceptée : le passage a changé."),
    )


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_revision)
@require_http_methods(["GET", "POST"])
def refuse_revision(request: Any, revision: Revision) -> HttpResponse:
    """Set aside, with a reason."""
    form = SetAsideForm(typed_in(request))
    page = _page(
        revision.minutes.session_id, heading=_("Écarter une correction"), submit=_("Écarter"), icon="x",
        lead=_("Elle reste gardée, avec votre réponse."), template="commission/revision_refuse.html",
    )  # fmt: skip
    row = selectors.revision_words(revision, actor=request.actor, today=request.today)

    def act(typed: Any) -> None:
        services.refuse_revision(actor=request.actor, today=request.today, revision=revision, why=typed["why"], key=typed["key"])

    return answer_form(request, form, page=page, act=act, done=_("La correction est écartée."), row=row)
