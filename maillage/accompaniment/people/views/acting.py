"""Acting for her: her mandates, and what was done in her name."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.accompaniment.people import selectors, services
from maillage.accompaniment.people.forms import ActForm, EndMandateForm, MandateForm
from maillage.accompaniment.people.models import ActingMandate, ActInHerName, ActKind, Person, Procedure, TellingPoint, ToldHow
from maillage.accompaniment.people.pages import file_page
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import download_response, get_document, open_document
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.ui.answers import FormPage, act_and_return, attempt, read_key, show_form, typed_in
from maillage.foundation.vault import Reason

ACTS_A_PAGE = 20


@requires(Permission.APPLICATION_LIST, on=selectors.get_person)
@require_GET
def list_mandates(request: Any, person: Person) -> HttpResponse:
    """Her mandates, in force and over, and each thing done in her name."""
    mandates, today = selectors.mandates_of(person), request.today
    acts = selectors.acts_in_her_name(person)
    context = {
        **file_page(request, person, tab="people.mandates"),
        "holding": [each for each in mandates if each.holds(today=today)],
        "others": [each for each in mandates if not each.holds(today=today)],
        "acts": Paginator(acts, ACTS_A_PAGE).get_page(request.GET.get("page")),
        "untold": sum(1 for each in acts if each.told_on is None),
        "may_edit": request.actor.may(Permission.PERSON_EDIT, on=person),
        "may_open_scan": request.actor.may(Permission.ATTACHMENTS_OPEN, on=person),
    }
    return render(request, "people/mandate_list.html", context)


@requires(Permission.PERSON_EDIT, on=selectors.get_person)
@require_http_methods(["GET", "POST"])
def give_mandate(request: Any, person: Person) -> HttpResponse:
    """Note the mandate she gives."""
    form = MandateForm(typed_in(request), request.FILES or None, today=request.today)
    page = FormPage(
        heading=_("Noter un mandat"),
        lead=_("Elle nous confie des démarches, par leur nom et pour un temps. Rien d'autre ne se fait en son nom."),
        submit=_("Noter le mandat"),
        icon="signature",
        back_url=reverse("people:mandates", args=[person.pk]),
        back_label=_("Revenir à ses mandats"),
        readers={"told_words": "team"},
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    typed = form.cleaned_data
    refused = attempt(
        lambda: services.give_mandate(
            actor=request.actor,
            today=request.today,
            person=person,
            procedures=[Procedure(code) for code in typed["procedures"]],
            starts_on=typed["starts_on"],
            last_on=typed["last_on"],
            language=typed["language"],
            told_on=typed["told_on"],
            told_how=ToldHow(typed["told_how"]),
            told_points=[TellingPoint(code) for code in typed["told_points"]],
            told_words=typed["told_words"],
            upload=typed["scan"],
            key=typed["key"],
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai noté le mandat."))
    return redirect("people:mandates", pk=person.pk)


@requires(Permission.PERSON_EDIT, on=selectors.get_mandate)
@require_http_methods(["GET", "POST"])
def end_mandate(request: Any, mandate: ActingMandate) -> HttpResponse:
    """End it today."""
    form = EndMandateForm(typed_in(request))
    page = _mandate_page(
        mandate,
        heading=_("Mettre fin au mandat"),
        lead=_("À partir d'aujourd'hui, rien ne se fait plus en son nom. Ce qui a été fait reste écrit."),
        submit=_("Mettre fin au mandat"),
        icon="circle-stop",
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    services.end_mandate(
        actor=request.actor,
        today=request.today,
        mandate=mandate,
        by_her=form.cleaned_data["by"] == "her",
        key=form.cleaned_data["key"],
    )
    messages.success(request, _("J'ai noté la fin du mandat."))
    return redirect("people:mandates", pk=mandate.person_id)


@requires(Permission.PERSON_EDIT, on=selectors.get_mandate)
@require_http_methods(["GET", "POST"])
def note_act(request: Any, mandate: ActingMandate) -> HttpResponse:
    """Note what was done in her name."""
    form = ActForm(typed_in(request), mandate=mandate, today=request.today)
    page = _mandate_page(
        mandate,
        heading=_("Noter une démarche faite en son nom"),
        lead=_("Elle la verra dans son accès, et la collègue qui prend le relais aussi."),
        submit=_("Noter la démarche"),
        icon="pen-line",
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    typed = form.cleaned_data
    refused = attempt(
        lambda: services.note_act(
            actor=request.actor,
            today=request.today,
            mandate=mandate,
            procedure=Procedure(typed["procedure"]),
            kind=ActKind(typed["kind"]),
            done_on=typed["done_on"],
            told_on=typed["told_on"],
            key=typed["key"],
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai noté la démarche."))
    return redirect("people:mandates", pk=mandate.person_id)


def _mandate_page(mandate: ActingMandate, *, heading: str, lead: str, submit: str, icon: str) -> FormPage:
    return FormPage(
        heading=heading,
        lead=lead,
        submit=submit,
        icon=icon,
        back_url=reverse("people:mandates", args=[mandate.person_id]),
        back_label=_("Revenir à ses mandats"),
    )


@requires(Permission.PERSON_EDIT, on=selectors.get_act)
@require_POST
def tell_act(request: Any, act: ActInHerName) -> HttpResponse:
    """She was told of it today."""
    return act_and_return(
        request,
        lambda: services.tell_act(actor=request.actor, today=request.today, act=act, told_on=request.today, key=read_key(request)),
        url=reverse("people:mandates", args=[act.person_id]),
        done=_("J'ai noté qu'elle le sait."),
    )


@requires(Permission.ATTACHMENTS_OPEN, on=selectors.get_mandate)
@require_GET
def open_mandate_scan(request: Any, mandate: ActingMandate) -> HttpResponse:
    """The signed mandate; its opening is journaled."""
    if mandate.scan is None:
        raise OutOfScope
    document = get_document(owner=mandate.person, pk=mandate.scan)
    return download_response(open_document(actor=request.actor, document=document, reason=Reason.CONTROL, today=request.today))
