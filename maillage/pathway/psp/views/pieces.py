"""The checklist, line by line: one tap, or the whole line with its file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import download_response, get_document, open_document
from maillage.foundation.kernel.errors import OutOfScope, Stale
from maillage.foundation.ui import speech
from maillage.foundation.ui.answers import FormPage, act_and_return, attempt, read_key, read_version, show_form, show_stale, typed_in
from maillage.foundation.vault import Reason
from maillage.pathway.psp import selectors, services
from maillage.pathway.psp.forms import PieceForm, ReminderForm
from maillage.pathway.psp.models import Issuer, Piece, PieceState, RefusalCause, ReminderMeans

TAPS = (PieceState.TO_GATHER, PieceState.ASKED, PieceState.RECEIVED, PieceState.NOT_APPLICABLE)
LABELS = {
    "state": gettext_lazy("Où elle en est"),
    "issuer": gettext_lazy("Qui doit la donner"),
    "asked_on": gettext_lazy("Demandée le"),
    "expected_on": gettext_lazy("Annoncée pour le"),
    "remind_on": gettext_lazy("À relancer le"),
    "received_on": gettext_lazy("Reçue le"),
    "refused_on": gettext_lazy("Refusée le"),
    "refusal": gettext_lazy("Pourquoi elle est refusée"),
    "valid_until": gettext_lazy("Valable jusqu'au"),
}


@requires(Permission.APPLICATION_PREPARE, on=selectors.get_piece)
@require_POST
def tap_piece(request: Any, piece: Piece) -> HttpResponse:
    """Asked, received, without object or to gather, in one tap, dated today."""
    asked = request.POST.get("state", "")
    if asked not in TAPS:
        raise OutOfScope
    return act_and_return(
        request,
        lambda: services.change_piece(
            actor=request.actor,
            today=request.today,
            piece=piece,
            seen=read_version(request),
            state=PieceState(asked),
            issuer=piece.issuer,
            valid_until=piece.valid_until,
            expected_on=piece.expected_on,
            remind_on=piece.remind_on,
            key=read_key(request),
        ),
        url=f"{reverse('psp:application', args=[piece.application_id])}#pieces",
        done=_("J'ai noté la pièce : %(piece)s.") % {"piece": piece.label},
    )


@requires(Permission.APPLICATION_PREPARE, on=selectors.get_piece)
@require_http_methods(["GET", "POST"])
def edit_piece(request: Any, piece: Piece) -> HttpResponse:
    """The whole line: file, state, issuer, days."""
    page = FormPage(
        heading=piece.label,
        lead=_("Une ligne de la liste des pièces. Notez-y son fichier et ses dates."),
        submit=_("Enregistrer la pièce"),
        back_url=reverse("psp:application", args=[piece.application_id]),
        back_label=_("Revenir à la demande"),
        template="psp/piece.html",
    )
    if request.method != "POST":
        form = PieceForm(initial=_initial(piece), today=request.today)
        reminders = list(piece.reminders.order_by("-done_on", "pk"))
        return show_form(request, form, page=page, version=piece.version, piece=piece, reminders=reminders)
    form = PieceForm(request.POST, request.FILES, today=request.today)
    if not form.is_valid():
        return show_form(request, form, page=page, piece=piece)
    try:
        refused = attempt(lambda: _save(request, piece, form))
    except Stale as stale:
        return _show_stale_piece(request, piece, stale, form)
    if refused is not None:
        return show_form(request, form, page=page, refused=refused, piece=piece)
    messages.success(request, _("J'ai enregistré la pièce : %(piece)s.") % {"piece": piece.label})
    return redirect(f"{reverse('psp:application', args=[piece.application_id])}#pieces")


def _initial(piece: Piece) -> dict[str, Any]:
    return {name: getattr(piece, name) for name in LABELS}


def _save(request: Any, piece: Piece, form: PieceForm) -> None:
    typed = form.cleaned_data
    line = {name: typed[name] for name in LABELS} | {"state": PieceState(typed["state"])}
    services.note_piece(
        actor=request.actor, today=request.today, piece=piece, seen=typed["version"], line=line, upload=typed["upload"], key=typed["key"]
    )


def _show_stale_piece(request: Any, piece: Piece, stale: Stale, form: PieceForm) -> HttpResponse:
    words = {"state": dict(PieceState.choices), "issuer": dict(Issuer.choices), "refusal": dict(RefusalCause.choices)}
    both = Stale(
        current={name: _word(value, words=words.get(name)) for name, value in stale.current.items()},
        submitted={name: _word(value, words=words.get(name)) for name, value in stale.submitted.items()},
        version=stale.version,
    )
    del form.fields["upload"]
    return show_stale(request, both, form=form, labels=LABELS, back_url=reverse("psp:application", args=[piece.application_id]))


def _word(value: Any, *, words: Any) -> str:
    if value is None or value == "":
        return ""
    return str(words.get(value, value)) if words is not None else speech.day_words(value)


@requires(Permission.ATTACHMENTS_OPEN, on=selectors.get_piece)
@require_GET
def open_piece(request: Any, piece: Piece) -> HttpResponse:
    """The file of a piece; its opening is journaled."""
    if piece.document is None:
        raise OutOfScope
    document = get_document(owner=piece, pk=piece.document)
    return download_response(open_document(actor=request.actor, document=document, reason=Reason.APPLICATION, today=request.today))


@requires(Permission.APPLICATION_PREPARE, on=selectors.get_piece)
@require_http_methods(["GET", "POST"])
def remind(request: Any, piece: Piece) -> HttpResponse:
    """Whoever must give the piece was reminded: when, how, and when to ask again."""
    form = ReminderForm(typed_in(request), today=request.today, initial={"done_on": request.today})
    page = FormPage(
        heading=_("Noter une relance"),
        lead=_("%(piece)s : à donner par %(issuer)s.") % {"piece": piece.label, "issuer": piece.get_issuer_display()},
        submit=_("Noter la relance"),
        icon="bell",
        back_url=reverse("psp:application", args=[piece.application_id]),
        back_label=_("Revenir à la demande"),
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    typed = form.cleaned_data
    refused = attempt(
        lambda: services.remind_issuer(
            actor=request.actor,
            today=request.today,
            piece=piece,
            means=ReminderMeans(typed["means"]),
            done_on=typed["done_on"],
            again_on=typed["again_on"],
            key=typed["key"],
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai noté la relance."))
    return redirect(f"{reverse('psp:application', args=[piece.application_id])}#pieces")
