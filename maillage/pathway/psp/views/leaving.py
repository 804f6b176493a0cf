"""An application that is not presented for now, or withdrawn; the letter for the secretariat; the decision, once she knows it."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.foundation.access.actor import require
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import Mime, OpenedDocument, download_response, get_document, open_document
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.ui.answers import FormPage, act_and_return, attempt, read_key, show_form, typed_in
from maillage.foundation.vault import Reason
from maillage.pathway.psp import letters, selectors, services
from maillage.pathway.psp.carried import carried_of
from maillage.pathway.psp.forms import HoldForm, WithdrawForm
from maillage.pathway.psp.leaving import proposed_by_state
from maillage.pathway.psp.models import Application, HoldReason, PieceState
from maillage.pathway.psp.workflow import WORKFLOW, State

_SETTLED = (PieceState.RECEIVED, PieceState.NOT_APPLICABLE)


def _page(application: Application, **words: Any) -> FormPage:
    back = {"back_url": reverse("psp:application", args=[application.pk]), "back_label": _("Revenir à la demande")}
    return FormPage(**{**back, **words})


@requires(Permission.APPLICATION_PREPARE, on=selectors.get_application)
@require_http_methods(["GET", "POST"])
def hold(request: Any, application: Application) -> HttpResponse:
    """Not presented for now, and why."""
    awaited = [each for each in selectors.pieces_of(application) if each.state not in _SETTLED]
    form = HoldForm(typed_in(request), pieces=awaited, today=request.today, initial={"happened_on": request.today})
    page = _page(
        application,
        heading=_("Ne pas présenter pour le moment"),
        lead=_("La demande reste ici, avec ses pièces. Son attente sera comptée sous la raison que vous donnez, jamais comme sa faute."),
        submit=_("Mettre de côté"),
        icon="circle-pause",
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    typed = form.cleaned_data
    piece = next((each for each in awaited if str(each.pk) == typed["piece"]), None)
    refused = attempt(
        lambda: services.hold_application(
            actor=request.actor,
            today=request.today,
            application=application,
            reason=HoldReason(typed["reason"]),
            piece=piece,
            happened_on=typed["happened_on"],
            review_on=typed["review_on"],
            key=typed["key"],
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai mis la demande de côté. Vous la reprendrez d'un clic."))
    return redirect("psp:application", pk=application.pk)


@requires(Permission.APPLICATION_PREPARE, on=selectors.get_application)
@require_POST
def resume(request: Any, application: Application) -> HttpResponse:
    """Taken up again, where it was."""
    return act_and_return(
        request,
        lambda: services.resume_application(actor=request.actor, today=request.today, application=application, key=read_key(request)),
        url=reverse("psp:application", args=[application.pk]),
        done=_("J'ai repris la demande là où elle en était."),
    )


@requires(Permission.APPLICATION_LIST, on=selectors.get_application)
@require_http_methods(["GET", "POST"])
def withdraw(request: Any, application: Application) -> HttpResponse:
    """She no longer wants it: nothing goes on."""
    own = selectors.is_own(request.actor, application)
    require(request.actor, Permission.APPLICATION_PREPARE if own else Permission.APPLICATION_RECEIVE, on=application)
    filed = application.filed_on is not None
    form = WithdrawForm(typed_in(request), today=request.today, initial={"happened_on": request.today})
    notes = []
    if filed:
        notes.append(_("La demande quitte l'ordre du jour. Ce que l'État a déjà reçu, il le garde jusqu'à sa date : dites-le-lui."))
    if filed and own:
        notes.append(_("Un courrier pour le secrétariat sera prêt aussitôt, sans son nom : le numéro en tient lieu."))
    page = _page(
        application,
        heading=_("Retirer la demande"),
        lead=_("C'est son droit, à tout moment avant la décision. Elle pourra en refaire une : rien ne lui sera opposé."),
        submit=_("Retirer la demande"),
        icon="undo-2",
        notes=tuple(notes),
    )
    theirs = own and proposed_by_state(application)
    if request.method != "POST" and (theirs or not WORKFLOW.allows(State(application.state), to=State.WITHDRAWN)):
        return redirect("psp:application", pk=application.pk)
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    refused = attempt(
        lambda: services.withdraw_application(
            actor=request.actor,
            today=request.today,
            application=application,
            happened_on=form.cleaned_data["happened_on"],
            key=form.cleaned_data["key"],
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai noté que la demande est retirée."))
    return redirect("psp:application", pk=application.pk)


@requires(Permission.APPLICATION_LIST, on=selectors.get_application)
@require_GET
def withdrawal_letter(request: Any, application: Application) -> HttpResponse:
    """The letter that tells the secretariat: the number stands for her."""
    if application.withdrawn_on is None or (application.number is None and carried_of(application) is None):
        raise OutOfScope
    content = letters.withdrawal(application, today=request.today)
    return download_response(OpenedDocument(name="-".join(filter(None, ("retrait", application.number))), mime=Mime.PDF, content=content))


@requires(Permission.ATTACHMENTS_OPEN, on=selectors.get_application)
@require_GET
def open_decision(request: Any, application: Application) -> HttpResponse:
    """The decision that she was told, in her file; its opening is journaled."""
    copy: uuid.UUID | None = application.decision_copy
    if copy is None or not selectors.is_own(request.actor, application):
        raise OutOfScope
    document = get_document(owner=application, pk=copy)
    return download_response(open_document(actor=request.actor, document=document, reason=Reason.FOLLOW_UP, today=request.today))
