"""Corrections: asked by the State, answered from the file, accepted or asked again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maillage.foundation.access.actor import require
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope, Refused
from maillage.foundation.ui.answers import FormPage, attempt, show_form, typed_in
from maillage.foundation.vault import Reason
from maillage.pathway.psp import selectors, services
from maillage.pathway.psp.forms import AnswerForm, CorrectionForm, SettleForm
from maillage.pathway.psp.models import Application, Correction, CorrectionState, Problem
from maillage.pathway.psp.selectors.corrections import line_as_agreed
from maillage.pathway.psp.targets import field_of, target_label


def _page(application: Application, **words: Any) -> FormPage:
    back = {"back_url": reverse("psp:application", args=[application.pk]), "back_label": _("Revenir à la demande")}
    return FormPage(**{**back, **words})


@requires(Permission.PATHWAY_RECORD, on=selectors.get_application)
@require_http_methods(["GET", "POST"])
def ask(request: Any, application: Application) -> HttpResponse:
    """What is to be corrected; the association writes down what it received on paper."""
    own = selectors.is_own(request.actor, application)
    if not own:
        require(request.actor, Permission.APPLICATION_RECEIVE, on=application)
    form = CorrectionForm(
        typed_in(request),
        targets=selectors.correction_targets(application, today=request.today),
        problems=Problem.choices,
        today=request.today,
    )
    page = _page(
        application,
        heading=_("Noter une correction demandée par la préfecture") if own else _("Demander une correction"),
        lead=_("L'attente sera comptée à l'association jusqu'à sa réponse ; le délai de l'administration est suspendu, jours comptés."),
        submit=_("Noter la correction") if own else _("Demander la correction"),
        icon="message-square-warning",
        readers={"words": "shared"},
        readers_words=_("le secrétariat, et l'association qui présente la demande."),
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    typed = form.cleaned_data
    refused = attempt(
        lambda: services.ask_correction(
            actor=request.actor,
            today=request.today,
            application=application,
            target=typed["target"],
            problem=Problem(typed["problem"]),
            words=typed["words"],
            answer_by=typed["answer_by"],
            key=typed["key"],
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai noté la correction. L'association est prévenue.") if not own else _("J'ai noté la correction."))
    return redirect("psp:application", pk=application.pk)


@requires(Permission.APPLICATION_FILE, on=selectors.get_correction)
@require_http_methods(["GET", "POST"])
def answer(request: Any, correction: Correction) -> HttpResponse:
    """What was asked, what will leave, exactly; and the answer."""
    application = correction.application
    require(request.actor, Permission.STORY_OPEN, on=application)
    said = selectors.open_own_correction(actor=request.actor, correction=correction, reason=Reason.CORRECTION, today=request.today)
    if correction.state != CorrectionState.ASKED and request.method != "POST":
        return _read(request, correction, said=said)
    form = AnswerForm(typed_in(request), request.FILES or None, on_paper=False, about_line=bool(field_of(correction.target)))
    page = _page(
        application,
        heading=_("Répondre à la correction"),
        lead=_("Ce que vous voyez ici part vers le secrétariat, rien d'autre. Ce qui a été déposé reste tel quel, à côté."),
        submit=_("Envoyer la réponse"),
        icon="send",
        template="psp/correction_answer.html",
        readers={"words": "shared"},
        readers_words=_("votre équipe, et le secrétariat de la commission."),
    )
    leaving = _leaving(request, correction)
    context = {"correction": correction, "label": target_label(correction.target), "said": said, "leaving": leaving}
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page, **context)
    return _send(request, correction, form, page=page, context=context)


def _read(request: Any, correction: Correction, *, said: selectors.CorrectionWords) -> HttpResponse:
    """What was asked and answered, when nothing is left to do."""
    context = {"correction": correction, "label": target_label(correction.target), "said": said}
    return render(request, "psp/correction_read.html", context)


def _leaving(request: Any, correction: Correction) -> str | None:
    """The line as it would leave, with her agreement; None when the correction is about a piece."""
    if not field_of(correction.target):
        return None
    return line_as_agreed(actor=request.actor, correction=correction, agreed=True, today=request.today)


def _send(request: Any, correction: Correction, form: AnswerForm, *, page: FormPage, context: dict[str, Any]) -> HttpResponse:
    typed = form.cleaned_data
    refused: Refused | None = attempt(
        lambda: services.answer_correction(
            actor=request.actor,
            today=request.today,
            correction=correction,
            words=typed["words"],
            agreed=typed.get("agreed", False),
            upload=typed["upload"],
            key=typed["key"],
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused, **context)
    messages.success(request, _("J'ai envoyé la réponse : le secrétariat la vérifiera, et son délai reprend."))
    return redirect("psp:application", pk=correction.application_id)


@requires(Permission.PATHWAY_RECORD, on=selectors.get_correction)
@require_http_methods(["GET", "POST"])
def settle(request: Any, correction: Correction) -> HttpResponse:
    """The answer, and what is made of it; or an answer that came on paper."""
    application = correction.application
    own = selectors.is_own(request.actor, application)
    if not own:
        require(request.actor, Permission.APPLICATION_RECEIVE, on=application)
    if correction.state == CorrectionState.ASKED and application.person_id is None and not own:
        return _note_paper_answer(request, correction)
    if correction.state != CorrectionState.ANSWERED and request.method != "POST":
        return _read(request, correction, said=_said(request, correction, own=own))
    form = SettleForm(typed_in(request), today=request.today)
    page = _page(
        application,
        heading=_("Vérifier la réponse"),
        lead=_("Ce que l'association a répondu : acceptez-le, ou redemandez en disant ce qui manque encore."),
        submit=_("Enregistrer"),
        icon="circle-check",
        template="psp/correction_settle.html",
    )
    context = {"correction": correction, "label": target_label(correction.target), "said": _said(request, correction, own=own)}
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page, **context)
    typed = form.cleaned_data
    refused = attempt(
        lambda: services.settle_correction(
            actor=request.actor,
            today=request.today,
            correction=correction,
            accepted=typed["outcome"] == "accepted",
            words=typed["words"],
            answer_by=typed["answer_by"],
            key=typed["key"],
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused, **context)
    messages.success(request, _("J'ai enregistré la suite de la correction."))
    return redirect("psp:application", pk=application.pk)


def _said(request: Any, correction: Correction, *, own: bool) -> selectors.CorrectionWords:
    if own:
        return selectors.open_own_correction(actor=request.actor, correction=correction, reason=Reason.CORRECTION, today=request.today)
    extract = selectors.get_extract_for(actor=request.actor, pk=correction.application_id, today=request.today)
    rows = selectors.open_states_corrections(actor=request.actor, extract=extract, reason=Reason.INSTRUCTION, today=request.today)
    found = next((row.said for row in rows if row.correction.pk == correction.pk), None)
    if found is None:
        raise OutOfScope
    return found


def _note_paper_answer(request: Any, correction: Correction) -> HttpResponse:
    """The association does not use Maillage: what came by post is written down here."""
    form = AnswerForm(typed_in(request), request.FILES or None, on_paper=bool(field_of(correction.target)), about_line=False)
    page = _page(
        correction.application,
        heading=_("Réponse reçue sur papier"),
        lead=_("%(what)s : notez ce que l'association a répondu.") % {"what": target_label(correction.target)},
        submit=_("Enregistrer la réponse"),
        icon="inbox",
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    typed = form.cleaned_data
    refused = attempt(
        lambda: services.answer_correction(
            actor=request.actor,
            today=request.today,
            correction=correction,
            words=typed["words"],
            value=typed.get("value", ""),
            upload=typed["upload"],
            key=typed["key"],
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai enregistré la réponse : il reste à la vérifier."))
    return redirect("psp:application", pk=correction.application_id)
