"""The path of protection of a minor: what to do in order, what was done, what was answered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.pages import file_page
from maillage.accompaniment.people.selectors import get_person, has_identity
from maillage.accompaniment.situation import selectors, services
from maillage.accompaniment.situation.forms import ActForm, AnswerForm, EndForm
from maillage.accompaniment.situation.models import ActKind, Answer, Outcome, Protection, ProtectionAct, Recipient
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import Mime, OpenedDocument, download_response
from maillage.foundation.kernel.errors import Stale
from maillage.foundation.ui import speech
from maillage.foundation.ui.answers import FormPage, act_and_return, attempt, read_key, show_form, show_stale, typed_in
from maillage.foundation.vault import Reason, reason_choices

REASONS = (Reason.URGENCY, Reason.FOLLOW_UP, Reason.HANDOVER, Reason.HER_REQUEST)
ANSWER_LABELS = {
    "answer": gettext_lazy("Leur réponse"),
    "answered_on": gettext_lazy("Reçue le"),
    "reference": gettext_lazy("Leur référence"),
}


def _home(person_id: Any) -> str:
    return reverse("situation:protection", args=[person_id])


@requires(Permission.PERSON_EDIT, on=get_person)
@require_POST
def note_doubt(request: Any, person: Person) -> HttpResponse:
    """She is, or may be, a minor: said in one click."""
    may_open = request.actor.may(Permission.MINOR_OPEN, on=person)
    return act_and_return(
        request,
        lambda: services.note_doubt(actor=request.actor, today=request.today, person=person, key=read_key(request)),
        url=_home(person.pk) if may_open else reverse("situation:page", args=[person.pk]),
        done=_("J'ai ouvert le parcours de protection. %(whom)s") % {"whom": selectors.to_ask(person, today=request.today)},
    )


@requires(Permission.MINOR_OPEN, on=get_person)
@require_http_methods(["GET", "POST"])
def show_protection(request: Any, person: Person) -> HttpResponse:
    """What to do, in order; what was done is opened for a reason."""
    opened = None
    if request.method == "POST":
        reason = request.POST.get("reason", "")
        opened = selectors.protection_of(actor=request.actor, person=person, reason=reason, today=request.today)
    steps, rule = selectors.steps_to_take(today=request.today)
    protection = selectors.latest_protection(person)
    context = {
        **file_page(request, person, tab="situation.page"),
        "protection": protection,
        "opened": opened,
        "steps": steps,
        "rule": rule,
        "rule_notes": (rule.note,),
        "done": selectors.kinds_done(protection),
        "has_identity": has_identity(person),
        "of_age": opened is not None and opened.majority is not None and opened.majority <= request.today,
        "forgettable": protection is not None and protection.keep_until is not None and protection.keep_until < request.today,
        "reasons": reason_choices(*REASONS),
        "entrusted": protection is not None and protection.outcome == Outcome.ENTRUSTED,
    }
    return render(request, "situation/protection.html", context)


@requires(Permission.MINOR_OPEN, on=selectors.get_protection)
@require_http_methods(["GET", "POST"])
def record_act(request: Any, protection: Protection) -> HttpResponse:
    """One act of protection."""
    kind = request.GET.get("acte", "")
    initial = {"done_on": request.today, "kind": kind if kind in ActKind.values else ActKind.CONCERN}
    form = ActForm(typed_in(request), initial=initial, today=request.today)
    page = _page(protection, heading=_("Un acte de protection"), lead=_("Ce qui a été fait, auprès de qui, quel jour."))
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    typed = form.cleaned_data
    refused = attempt(
        lambda: services.record_act(
            actor=request.actor,
            today=request.today,
            protection=protection,
            kind=ActKind(typed["kind"]),
            recipient=Recipient(typed["recipient"]),
            done_on=typed["done_on"],
            reference=typed["reference"],
            key=typed["key"],
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai noté l'acte."))
    return redirect(_home(protection.person_id))


def _page(protection: Protection, *, heading: str, lead: str) -> FormPage:
    return FormPage(
        heading=heading,
        lead=lead,
        submit=_("Enregistrer"),
        back_url=_home(protection.person_id),
        back_label=_("Parcours de protection"),
        notes=(_("Qui lira : vos collègues qui ont le droit « mineures », personne d'autre."),),
    )


@requires(Permission.MINOR_OPEN, on=selectors.get_act)
@require_http_methods(["GET", "POST"])
def answer_act(request: Any, act: ProtectionAct) -> HttpResponse:
    """What was answered to an act."""
    page = _page(act.protection, heading=_("La réponse reçue"), lead=act.get_kind_display())
    if request.method != "POST":
        initial = {**_answer(request, act), "answered_on": act.answered_on or request.today}
        return show_form(request, AnswerForm(initial=initial, today=request.today), page=page, version=act.version)
    form = AnswerForm(request.POST, today=request.today)
    if not form.is_valid():
        return show_form(request, form, page=page)
    typed = form.cleaned_data
    try:
        refused = attempt(
            lambda: services.answer_act(
                actor=request.actor,
                today=request.today,
                act=act,
                seen=typed["version"],
                answer=Answer(typed["answer"]),
                answered_on=typed["answered_on"],
                reference=typed["reference"],
                key=typed["key"],
            )
        )
    except Stale as stale:
        return _show_stale_answer(request, act, stale, form)
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai noté la réponse."))
    return redirect(_home(act.protection.person_id))


def _answer(request: Any, act: ProtectionAct) -> dict[str, Any]:
    reference = selectors.reference_of(actor=request.actor, act=act, reason=Reason.CORRECTION, today=request.today)
    return {"answer": act.answer, "answered_on": act.answered_on, "reference": reference}


def _show_stale_answer(request: Any, act: ProtectionAct, stale: Stale, form: AnswerForm) -> HttpResponse:
    now = selectors.get_act(actor=request.actor, pk=act.pk, today=request.today)
    typed = {name: form.cleaned_data[name] for name in ANSWER_LABELS}
    both = Stale(current=_said(_answer(request, now)), submitted=_said(typed), version=stale.version)
    return show_stale(request, both, form=form, labels=ANSWER_LABELS, back_url=_home(act.protection.person_id))


def _said(answer: dict[str, Any]) -> dict[str, str]:
    day = answer["answered_on"]
    return {
        "answer": str(dict(Answer.choices).get(answer["answer"], "")),
        "answered_on": speech.day_words(day) if day else "",
        "reference": answer["reference"],
    }


@requires(Permission.MINOR_OPEN, on=selectors.get_protection)
@require_http_methods(["GET", "POST"])
def end_protection(request: Any, protection: Protection) -> HttpResponse:
    """Close the path, with its reason."""
    lead = _("Confiée à la protection de l'enfance, elle reste mineure : aucune demande de parcours avant ses 18 ans.")
    page = _page(protection, heading=_("Refermer le parcours de protection"), lead=lead)
    form = EndForm(typed_in(request))
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page, version=protection.version)
    try:
        refused = attempt(
            lambda: services.end_protection(
                actor=request.actor,
                today=request.today,
                protection=protection,
                seen=form.cleaned_data["version"],
                outcome=Outcome(form.cleaned_data["outcome"]),
                key=form.cleaned_data["key"],
            )
        )
    except Stale as stale:
        words = dict(Outcome.choices)
        both = Stale(
            current={"outcome": words.get(stale.current.get("outcome") or "", _("en cours"))},
            submitted={"outcome": words[form.cleaned_data["outcome"]]},
            version=stale.version,
        )
        labels = {"outcome": _("Pourquoi le refermer")}
        return show_stale(request, both, form=form, labels=labels, back_url=_home(protection.person_id))
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai refermé le parcours de protection."))
    return redirect(_home(protection.person_id))


@requires(Permission.MINOR_OPEN, on=selectors.get_protection)
@require_POST
def forget_protection(request: Any, protection: Protection) -> HttpResponse:
    """Erase a path whose time is over."""
    return act_and_return(
        request,
        lambda: services.forget_protection(actor=request.actor, today=request.today, protection=protection),
        url=_home(protection.person_id),
        done=_("J'ai effacé ce parcours de protection et ses actes."),
    )


@requires(Permission.MINOR_OPEN, on=selectors.get_act)
@require_POST
def print_letter(request: Any, act: ProtectionAct) -> HttpResponse:
    """The letter of an act, to print and sign; with her name only when asked."""
    named = request.POST.get("identity") == "1"
    content = services.print_letter(actor=request.actor, today=request.today, act=act, named=named)
    name = _("Lettre de protection %(reference)s") % {"reference": act.protection.person.reference}
    return download_response(OpenedDocument(name=name, mime=Mime.PDF, content=content))
