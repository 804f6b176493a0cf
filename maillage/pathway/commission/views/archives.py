"""A session that is over: what proves that nobody reads its copies, what is kept until when, its end; and its journal, for the audit."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import download_response
from maillage.foundation.journal import say
from maillage.foundation.ui.answers import FormPage, answer_form, typed_in
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.forms import EliminateForm, VisaAskForm, VisaForm
from maillage.pathway.commission.models import Session, VisaAnswer

PER_PAGE = 50


@requires(Permission.DELIBERATION_OPEN, on=selectors.get_archived_session)
@require_GET
def show_archives(request: Any, session: Session) -> HttpResponse:
    """What is left, under which key, until when."""
    page = selectors.archive_page(session, today=request.today)
    may_manage = request.actor.may(Permission.COMMISSION_MANAGE, on=session)
    return render(request, "commission/archives.html", {"session": session, "tab": "archives", "page": page, "may_manage": may_manage})


def _page(session: Session, **words: Any) -> FormPage:
    return FormPage(back_url=reverse("commission:archives", args=[session.pk]), back_label=_("Archives"), **words)


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_archived_session)
@require_http_methods(["GET", "POST"])
def ask_visa(request: Any, session: Session) -> HttpResponse:
    """Note that the list was submitted to the archives."""
    page = _page(
        session, heading=_("Demander le visa des archives"), submit=_("Noter la demande"), icon="send",
        lead=_("Les archives départementales disent si ce procès-verbal et ces décisions peuvent être éliminés."),
    )  # fmt: skip

    def act(typed: Any) -> None:
        reference, day = typed["list_reference"], typed["asked_on"]
        services.ask_visa(
            actor=request.actor, today=request.today, session=session, list_reference=reference, asked_on=day, key=typed["key"]
        )

    return answer_form(request, VisaAskForm(typed_in(request), today=request.today), page=page, act=act, done=_("La demande est notée."))


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_archived_session)
@require_http_methods(["GET", "POST"])
def record_visa(request: Any, session: Session) -> HttpResponse:
    """Record what the archives answered."""
    page = _page(
        session, heading=_("Enregistrer la réponse des archives"), submit=_("Enregistrer"), icon="stamp",
        lead=_("Sans visa, rien n'est éliminé. La réponse enregistrée ne change plus."),
    )  # fmt: skip
    form = VisaForm(typed_in(request), request.FILES if request.method == "POST" else None, today=request.today)

    def act(typed: Any) -> None:
        services.record_visa(
            actor=request.actor, today=request.today, session=session, answer=VisaAnswer(typed["answer"]), visa_on=typed["visa_on"],
            reference=typed["reference"], given_by=typed["given_by"], capacity=typed["capacity"], scan=typed["scan"],
        )  # fmt: skip

    return answer_form(request, form, page=page, act=act, done=_("La réponse des archives est enregistrée."))


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_archived_session)
@require_http_methods(["GET", "POST"])
def eliminate(request: Any, session: Session) -> HttpResponse:
    """The last word."""
    page = _page(
        session, heading=_("Éliminer le procès-verbal et les décisions"), submit=_("Éliminer définitivement"), icon="trash-2",
        lead=_("Les clés sont détruites : les mots disparaissent, sauvegardes comprises. Les dates, les nombres et le visa restent."),
    )  # fmt: skip

    def act(typed: Any) -> None:
        services.eliminate_record(actor=request.actor, today=request.today, session=session)

    return answer_form(
        request, EliminateForm(typed_in(request)), page=page, act=act, done=_("C'est éliminé. Il reste les dates, les nombres et le visa.")
    )


@requires(Permission.DELIBERATION_OPEN, on=selectors.get_archived_session)
@require_GET
def visa_scan(request: Any, session: Session) -> HttpResponse:
    """The visa as it was scanned."""
    return download_response(selectors.open_visa(actor=request.actor, session=session, today=request.today), inline=True)


@requires(Permission.JOURNAL_READ)
@require_GET
def list_audited(request: Any) -> HttpResponse:
    """The sessions that are over, for the audit: days, departments, states; no agenda."""
    page = Paginator(selectors.audited_sessions(request.actor, today=request.today), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "commission/audited.html", {"page": page})


@requires(Permission.JOURNAL_READ, on=selectors.get_audited_session)
@require_GET
def show_journal(request: Any, session: Session) -> HttpResponse:
    """The journal of one session that is over: who did what, never any content."""
    entries = selectors.journal_of(session, actor=request.actor, today=request.today)
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    proof = selectors.proof_of(session)
    return render(request, "commission/journal.html", {"session": session, "page": page, "lines": say(page.object_list), "proof": proof})
