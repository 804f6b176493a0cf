"""What filing exposes her to: the sheet, the talk, and its paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import Mime, OpenedDocument, download_response
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.ui.answers import FormPage, attempt, show_form, typed_in
from maillage.foundation.vault import Reason
from maillage.pathway.psp import papers, selectors, services
from maillage.pathway.psp.exposures import CONCERNS, EXPOSURES, WARNINGS, Exposure
from maillage.pathway.psp.forms import ExposureForm
from maillage.pathway.psp.models import Application, TalkOutcome


@dataclass(frozen=True)
class Point:
    """A point of the sheet beside its question, for the page."""

    exposure: Exposure
    bound: Any


@requires(Permission.APPLICATION_PREPARE, on=selectors.get_application)
@require_http_methods(["GET", "POST"])
def discuss_exposure(request: Any, application: Application) -> HttpResponse:
    """The sheet to read with her; the talk noted; what was said before, opened."""
    if application.person is None:
        raise OutOfScope
    form = ExposureForm(typed_in(request), today=request.today)
    page = _page(application)
    more: dict[str, Any] = {
        "application": application,
        "points": [Point(exposure=each, bound=form[each.code]) for each in EXPOSURES],
        "warnings": WARNINGS,
        "talks": _said_before(request, application),
        "editable": selectors.in_writing(application),
    }
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page, **more)
    typed = form.cleaned_data
    refused = attempt(
        lambda: services.note_exposure_talk(
            actor=request.actor,
            today=request.today,
            application=application,
            outcome=TalkOutcome(typed["outcome"]),
            language=typed["language"],
            interpreter=typed["interpreter"],
            concerns=form.concerns(),
            words=typed["words"],
            talked_on=typed["talked_on"],
            key=typed["key"],
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused, **more)
    messages.success(request, _("J'ai noté l'échange. Il reste dans son dossier, ici."))
    return redirect("psp:application", pk=application.pk)


@requires(Permission.APPLICATION_PREPARE, on=selectors.get_application)
@require_GET
def print_exposure(request: Any, application: Application) -> HttpResponse:
    """The sheet alone, without anything of hers, as a PDF."""
    content = papers.exposure_sheet(today=request.today)
    return download_response(OpenedDocument(name="avant-de-deposer", mime=Mime.PDF, content=content))


def _said_before(request: Any, application: Application) -> list[dict[str, Any]]:
    if not request.actor.may(Permission.STORY_OPEN, on=application):
        return []
    said = []
    for talk in selectors.talks_of(application):
        talk.application = application
        opened = selectors.open_talk(actor=request.actor, talk=talk, reason=Reason.APPLICATION, today=request.today)
        answers = [(each.title, CONCERNS[opened.concerns[each.code]]) for each in EXPOSURES]
        said.append({"talk": talk, "answers": answers, "words": opened.words})
    return said


def _page(application: Application) -> FormPage:
    return FormPage(
        heading=_("Ce que le dépôt lui fait courir"),
        lead=_("À lire avec elle avant de déposer, dans sa langue. Ce qui est noté ici ne part jamais."),
        submit=_("Noter cet échange"),
        icon="message-circle-warning",
        back_url=reverse("psp:application", args=[application.pk]),
        back_label=_("Revenir à la demande"),
        template="psp/exposure.html",
    )
