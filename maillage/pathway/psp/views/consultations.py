"""Prior consultation: whom the secretariat asked, with which identity, on which basis, and what came back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import Stale
from maillage.foundation.ui.answers import FormPage, attempt, show_form, show_stale, typed_in
from maillage.pathway.psp import selectors, services
from maillage.pathway.psp.forms import ConsultationAnswerForm, ConsultForm
from maillage.pathway.psp.models import Application, Consultation, ConsultationAnswer, ConsultationBasis, ConsultedService
from maillage.pathway.psp.services.consulting import CONSULTABLE


@requires(Permission.APPLICATION_LIST, on=selectors.get_application)
@require_GET
def show_consultations(request: Any, application: Application) -> HttpResponse:
    """Every consultation of an application: the association reads what the secretariat reads."""
    context = {
        "application": application,
        "consultations": selectors.consultations_of(application),
        "may_consult": request.actor.may(Permission.APPLICATION_RECEIVE, on=application) and application.state in CONSULTABLE,
        "own": selectors.is_own(request.actor, application),
    }
    return render(request, "psp/consultations.html", context)


@requires(Permission.APPLICATION_RECEIVE, on=selectors.get_application)
@require_http_methods(["GET", "POST"])
def consult_service(request: Any, application: Application) -> HttpResponse:
    """Note one consultation."""
    form = ConsultForm(typed_in(request), today=request.today)
    page = _page(application, heading=_("Consulter un service"), submit=_("Noter la consultation"))
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    typed = form.cleaned_data
    refused = attempt(
        lambda: services.consult_service(
            actor=request.actor,
            today=request.today,
            application=application,
            service=ConsultedService(typed["service"]),
            basis=ConsultationBasis(typed["basis"]),
            identity_sent=typed["identity_sent"],
            sent_on=typed["sent_on"],
            key=typed["key"],
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai noté la consultation. L'association le voit."))
    return redirect("psp:consultations", pk=application.pk)


@requires(Permission.APPLICATION_RECEIVE, on=selectors.get_consultation)
@require_http_methods(["GET", "POST"])
def answer_consultation(request: Any, consultation: Consultation) -> HttpResponse:
    """Note what the service answered."""
    kept = {"answer": consultation.answer, "answered_on": consultation.answered_on or request.today}
    form = ConsultationAnswerForm(typed_in(request), today=request.today, initial=kept)
    page = _page(
        consultation.application,
        heading=_("Réponse : %(service)s") % {"service": consultation.get_service_display()},
        submit=_("Noter la réponse"),
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page, version=consultation.version)
    typed = form.cleaned_data
    try:
        refused = attempt(
            lambda: services.answer_consultation(
                actor=request.actor,
                today=request.today,
                consultation=consultation,
                seen=typed["version"],
                answer=ConsultationAnswer(typed["answer"]),
                answered_on=typed["answered_on"],
                key=typed["key"],
            )
        )
    except Stale as stale:
        labels = {"answer": _("Réponse"), "answered_on": _("Répondu le")}
        return show_stale(request, _in_words(stale), form=form, labels=labels, back_url=page.back_url)
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai noté la réponse. L'association la voit."))
    return redirect("psp:consultations", pk=consultation.application_id)


def _in_words(stale: Stale) -> Stale:
    said = dict(ConsultationAnswer.choices)

    def words(values: dict[str, Any]) -> dict[str, Any]:
        return values | {"answer": said[values["answer"]]}

    return Stale(current=words(stale.current), submitted=words(stale.submitted), version=stale.version)


def _page(application: Application, *, heading: Any, submit: Any) -> FormPage:
    return FormPage(
        heading=heading,
        lead=_("Qui, quoi, quand, sur quelle base : l'association lit la même page."),
        submit=submit,
        back_url=reverse("psp:consultations", args=[application.pk]),
        back_label=_("Les consultations"),
    )
