"""Before the filing: the wish, the preparation, the text, ready."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.selectors import get_person
from maillage.foundation.access.actor import require
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope, Stale
from maillage.foundation.ui.answers import FormPage, act_and_return, answer_form, attempt, read_key, show_form, show_stale, typed_in
from maillage.foundation.vault import Reason
from maillage.pathway.psp import selectors, services
from maillage.pathway.psp.forms import TextForm, WishForm
from maillage.pathway.psp.models import HER_KINDS, Application, Kind

TEXT_LABELS = {
    "project": gettext_lazy("Son projet"),
    "commitments": gettext_lazy("Ses engagements, et ceux de l'association"),
    "asks_permit": gettext_lazy("Elle demande aussi un titre de séjour"),
    "asks_allowance": gettext_lazy("Elle demande aussi l'aide financière (AFIS)"),
}


@requires(Permission.APPLICATION_PREPARE, on=get_person)
@require_http_methods(["GET", "POST"])
def note_wish(request: Any, person: Person) -> HttpResponse:
    """She wants to enter, or renew, a pathway."""
    asked = request.GET.get("nature", "")
    initial = {"kind": asked if asked in dict(HER_KINDS) else Kind.FIRST, "wished_on": request.today}
    form = WishForm(typed_in(request), today=request.today, initial=initial)
    page = FormPage(
        heading=_("Nouvelle demande"),
        lead=_("Rien ne part encore : la demande se prépare ici, à son rythme, et ne se dépose qu'avec son accord."),
        submit=_("Noter la demande"),
        icon="file-plus",
        back_url=reverse("people:file", args=[person.pk]),
        back_label=_("Revenir au dossier"),
    )

    def act(typed: Any) -> Application:
        return services.note_wish(
            actor=request.actor,
            today=request.today,
            person=person,
            kind=Kind(typed["kind"]),
            wished_on=typed["wished_on"],
            key=typed["key"],
        )

    return answer_form(
        request, form, page=page, act=act, done=_("J'ai noté la demande."), url=lambda noted: reverse("psp:application", args=[noted.pk])
    )


@requires(Permission.APPLICATION_PREPARE, on=selectors.get_application)
@require_POST
def start(request: Any, application: Application) -> HttpResponse:
    """Open the checklist."""
    return _click(request, application, services.start_preparing, done=_("J'ai ouvert la liste des pièces."))


@requires(Permission.APPLICATION_PREPARE, on=selectors.get_application)
@require_POST
def mark_ready(request: Any, application: Application) -> HttpResponse:
    """Nothing is left to gather."""
    return _click(
        request, application, services.mark_ready, done=_("J'ai noté que la demande est prête. Il reste à la relire et à la déposer.")
    )


@requires(Permission.APPLICATION_PREPARE, on=selectors.get_application)
@require_POST
def reopen(request: Any, application: Application) -> HttpResponse:
    """Back to the preparation."""
    return _click(request, application, services.reopen_preparation, done=_("J'ai repris la préparation."))


def _click(request: Any, application: Application, service: Any, *, done: str) -> HttpResponse:
    return act_and_return(
        request,
        lambda: service(actor=request.actor, today=request.today, application=application, key=read_key(request)),
        url=reverse("psp:application", args=[application.pk]),
        done=done,
    )


@requires(Permission.APPLICATION_PREPARE, on=selectors.get_application)
@require_http_methods(["GET", "POST"])
def write_text(request: Any, application: Application) -> HttpResponse:
    """Her project and commitments, opened to be written."""
    require(request.actor, Permission.STORY_OPEN, on=application)
    if application.person is None:
        raise OutOfScope
    page = FormPage(
        heading=_("Projet et engagements"),
        lead=_("Écrivez avec elle. Seuls ces textes partiront au moment du dépôt ; rien d'autre du dossier ne part."),
        submit=_("Enregistrer le texte"),
        back_url=reverse("psp:application", args=[application.pk]),
        back_label=_("Revenir à la demande"),
        readers={"project": "shared", "commitments": "shared"},
        readers_words=_("votre équipe ; au dépôt, le secrétariat de la commission."),
    )
    if request.method != "POST":
        form = TextForm(initial=_text(request, application))
        return show_form(request, form, page=page, version=application.version)
    form = TextForm(request.POST)
    if not form.is_valid():
        return show_form(request, form, page=page)
    typed = {name: form.cleaned_data[name] for name in TEXT_LABELS}
    try:
        refused = attempt(
            lambda: services.write_text(
                actor=request.actor,
                today=request.today,
                application=application,
                seen=form.cleaned_data["version"],
                key=form.cleaned_data["key"],
                **typed,
            )
        )
    except Stale as stale:
        return _show_stale_text(request, application, stale, form)
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai enregistré le texte."))
    return redirect("psp:application", pk=application.pk)


def _text(request: Any, application: Application) -> dict[str, Any]:
    text = selectors.open_text(actor=request.actor, application=application, reason=Reason.APPLICATION, today=request.today)
    return {
        "project": text.project,
        "commitments": text.commitments,
        "asks_permit": application.asks_permit,
        "asks_allowance": application.asks_allowance,
    }


def _show_stale_text(request: Any, application: Application, stale: Stale, form: TextForm) -> HttpResponse:
    now = selectors.get_application(actor=request.actor, pk=application.pk, today=request.today)
    current = _text(request, now)
    both = Stale(
        current={name: _in_words(current[name]) for name in TEXT_LABELS},
        submitted={name: _in_words(form.cleaned_data[name]) for name in TEXT_LABELS},
        version=stale.version,
    )
    return show_stale(request, both, form=form, labels=TEXT_LABELS, back_url=reverse("psp:application", args=[application.pk]))


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    return str(value)
