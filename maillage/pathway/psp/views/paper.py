"""What happened on paper, recorded with its date and scan; and the day on which she was told."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import download_response, get_document, open_document
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.ui import guards
from maillage.foundation.ui.answers import FormPage, attempt, show_form, typed_in
from maillage.foundation.vault import Reason
from maillage.pathway.psp import selectors, services
from maillage.pathway.psp.errors import NotYours, StateRefused
from maillage.pathway.psp.forms import DayForm, PaperStepForm
from maillage.pathway.psp.models import Application, Step
from maillage.pathway.psp.services.paper import scan_owner
from maillage.pathway.psp.views.application import paper_steps
from maillage.pathway.psp.workflow import State


@requires(Permission.PATHWAY_RECORD, on=selectors.get_application)
@require_http_methods(["GET", "POST"])
def record_paper(request: Any, application: Application) -> HttpResponse:
    """The next step, done on paper because the other side does not use Maillage."""
    steps = paper_steps(request.actor, application, today=request.today)
    if not steps and request.method != "POST":
        raise NotYours
    form = PaperStepForm(typed_in(request), request.FILES or None, steps=steps, today=request.today, initial={"happened_on": request.today})
    page = FormPage(
        heading=_("Enregistrer une étape sur papier"),
        lead=_("Notez le jour où elle a eu lieu, et joignez le papier : l'attente se compte de ce jour-là."),
        submit=_("Enregistrer l'étape"),
        icon="file-check",
        back_url=reverse("psp:application", args=[application.pk]),
        back_label=_("Revenir à la demande"),
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    typed = form.cleaned_data
    refused = attempt(
        lambda: services.record_from_paper(
            actor=request.actor,
            today=request.today,
            application=application,
            to=State(typed["to"]),
            happened_on=typed["happened_on"],
            granted=form.sense,
            upload=typed["upload"],
            key=typed["key"],
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai enregistré l'étape."))
    return redirect("psp:application", pk=application.pk)


@requires(Permission.PATHWAY_RECORD, on=selectors.get_step)
@require_GET
def open_scan(request: Any, step: Step) -> HttpResponse:
    """The scan of a step, for the side that keeps it: the vault asks who may open its part."""
    owner = scan_owner(step)
    if step.scan is None or owner is None:
        raise OutOfScope
    document = get_document(owner=owner, pk=step.scan)
    return download_response(open_document(actor=request.actor, document=document, reason=Reason.FOLLOW_UP, today=request.today))


@requires(Permission.PATHWAY_RECORD, on=selectors.get_application)
@require_http_methods(["GET", "POST"])
def note_notification(request: Any, application: Application) -> HttpResponse:
    """The day on which she was told of the decision."""
    form = DayForm(typed_in(request), today=request.today, initial={"day": application.notified_on or request.today})
    page = FormPage(
        heading=_("Noter la notification"),
        lead=_("Le jour où elle a su la décision : son attente s'arrête là, et le délai de recours commence."),
        submit=_("Noter ce jour"),
        icon="bell",
        back_url=reverse("psp:application", args=[application.pk]),
        back_label=_("Revenir à la demande"),
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    answer = guards.ask("plain_notification", application=application)
    if not answer:
        return show_form(request, form, page=page, refused=StateRefused(answer.reason))
    refused = attempt(
        lambda: services.mark_notified(
            actor=request.actor, today=request.today, application=application, notified_on=form.cleaned_data["day"]
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai noté la notification."))
    return redirect("psp:application", pk=application.pk)
