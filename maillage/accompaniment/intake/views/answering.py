"""What comes of a request: an outcome in one tap, a file without typing again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maillage.accompaniment.intake import selectors, services
from maillage.accompaniment.intake.errors import FileNotFound, OnlyAlike, SeveralFiles
from maillage.accompaniment.intake.forms import FileForm, LinkForm, NoSolutionForm, SettleForm
from maillage.accompaniment.intake.models import FirstRequest, NoSolution, Outcome, Partner
from maillage.accompaniment.people.models import Channel, Person
from maillage.accompaniment.people.pages import AGAIN, ANOTHER, show_alike
from maillage.accompaniment.people.selectors import lookalikes
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import Refused, Stale
from maillage.foundation.kernel.idempotency import was_done
from maillage.foundation.ui.answers import Conflict, FormPage, act_and_return, answer_form, attempt, read_version, show_form, typed_in
from maillage.foundation.vault import SealErased


@requires(Permission.REQUEST_NOTE, on=selectors.get_request)
@require_POST
def settle(request: Any, first: FirstRequest) -> HttpResponse:
    """One tap; back where one was."""
    form = SettleForm(request.POST)
    url = _back(request, first)
    if not form.is_valid():
        messages.error(request, _("Choisissez ce qui s'est passé."))
        return redirect(url)
    typed = form.cleaned_data
    return act_and_return(
        request,
        lambda: services.settle_request(
            actor=request.actor,
            today=request.today,
            request=first,
            outcome=Outcome(typed["outcome"]),
            no_solution=NoSolution(typed["no_solution"]) if typed["no_solution"] else None,
            oriented_to=Partner(typed["oriented_to"]) if typed["oriented_to"] else None,
            seen=read_version(request),
            key=typed["key"],
        ),
        url=url,
        done=_("J'ai noté la suite."),
    )


def _back(request: Any, first: FirstRequest) -> str:
    """The list with its filters when the tap came from it, else the page of the request."""
    asked = request.POST.get("retour", "")
    safe = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if safe and asked.startswith(reverse("intake:list") + "?") else reverse("intake:request", args=[first.pk])


@requires(Permission.REQUEST_NOTE, on=selectors.get_request)
@require_http_methods(["GET", "POST"])
def settle_without(request: Any, first: FirstRequest) -> HttpResponse:
    """No solution found: the reason is asked, because it is what is missing."""
    form = NoSolutionForm(typed_in(request))
    page = FormPage(
        heading=_("Sans solution"),
        lead=_("Ce qui a manqué se compte : c'est ainsi que l'on montre ce qu'il faudrait."),
        submit=_("Noter qu'aucune solution n'a été trouvée"),
        icon="circle-slash",
        back_url=reverse("intake:request", args=[first.pk]),
        back_label=_("Revenir à la demande"),
    )

    def act(typed: dict[str, Any]) -> None:
        services.settle_request(
            actor=request.actor,
            today=request.today,
            request=first,
            outcome=Outcome.NO_SOLUTION,
            no_solution=NoSolution(typed["no_solution"]),
            seen=typed["version"],
            key=typed["key"],
        )

    conflict = Conflict(now=lambda typed: _outcomes(request, first, typed), labels={"outcome": _("La suite")})
    return answer_form(request, form, page=page, act=act, done=_("J'ai noté la suite."), version=first.version, conflict=conflict)


def _outcomes(request: Any, first: FirstRequest, typed: dict[str, Any]) -> Stale:
    """What a colleague noted meanwhile, beside what was chosen here."""
    now = selectors.get_request(actor=request.actor, pk=first.pk, today=request.today)
    reason = now.get_no_solution_display() or now.get_oriented_to_display()
    current = f"{now.get_outcome_display()} ({reason})" if reason else now.get_outcome_display()
    chosen = f"{Outcome.NO_SOLUTION.label} ({NoSolution(typed['no_solution']).label})"
    return Stale(current={"outcome": current}, submitted={"outcome": chosen}, version=now.version)


@requires(Permission.REQUEST_OPEN, on=selectors.get_request)
@require_http_methods(["GET", "POST"])
def open_file(request: Any, first: FirstRequest) -> HttpResponse:
    """Her file, with what the request says already filled in."""
    page = _opening(first)
    if request.method != "POST":
        return show_form(request, FileForm(initial=_known(request, first)), page=page)
    form = FileForm(request.POST)
    if not form.is_valid() or AGAIN in request.POST:
        return show_form(request, form, page=page)
    typed = form.cleaned_data
    alike = lookalikes(
        actor=request.actor,
        organisation_id=first.organisation_id,
        pseudonym=typed["pseudonym"],
        contact=typed["safe_contact"],
        today=request.today,
    )
    if alike and first.person_id is None and ANOTHER not in request.POST and not was_done(key=typed["key"], user_id=request.actor.user_id):
        return show_alike(request, form, alike=alike)

    def act(typed: dict[str, Any]) -> Person:
        return services.open_file_from_request(
            actor=request.actor,
            today=request.today,
            request=first,
            pseudonym=typed["pseudonym"],
            channel=Channel(typed["channel"]),
            safe_contact=typed["safe_contact"],
            key=typed["key"],
        )

    return answer_form(
        request,
        form,
        page=page,
        act=act,
        done=_("J'ai ouvert le dossier, avec ce que disait la demande."),
        url=lambda person: reverse("people:file", args=[person.pk]),
    )


def _opening(first: FirstRequest) -> FormPage:
    return FormPage(
        heading=_("Ouvrir son dossier"),
        lead=_("Ce que la demande dit est déjà là : vérifiez, complétez. Ses mots deviendront la première note du dossier."),
        submit=_("Ouvrir le dossier"),
        icon="folder-plus",
        back_url=reverse("intake:request", args=[first.pk]),
        back_label=_("Revenir à la demande"),
        readers={"pseudonym": "team", "safe_contact": "team"},
    )


def _known(request: Any, first: FirstRequest) -> dict[str, Any]:
    try:
        heard = selectors.open_request(first, actor=request.actor, today=request.today)
    except SealErased:
        return {}
    return {"pseudonym": heard.pseudonym, "channel": first.channel or None, "safe_contact": heard.safe_contact}


@requires(Permission.REQUEST_OPEN, on=selectors.get_request)
@require_http_methods(["GET", "POST"])
def link_file(request: Any, first: FirstRequest) -> HttpResponse:
    """She was known: the request joins her file."""
    form = LinkForm(typed_in(request))
    page = FormPage(
        heading=_("Rattacher à son dossier"),
        lead=_("Elle était déjà connue : la demande rejoint son dossier, et ses mots y deviennent une note de l'équipe."),
        submit=_("Rattacher la demande"),
        icon="link",
        back_url=reverse("intake:request", args=[first.pk]),
        back_label=_("Revenir à la demande"),
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    try:
        person = selectors.find_file(form.cleaned_data["file"], actor=request.actor, today=request.today, request=first)
    except (FileNotFound, OnlyAlike, SeveralFiles) as refused:
        return show_form(request, form, page=page, refused=refused)
    kept: Refused | None = attempt(
        lambda: services.link_to_file(actor=request.actor, today=request.today, request=first, person=person, key=form.cleaned_data["key"])
    )
    if kept is not None:
        return show_form(request, form, page=page, refused=kept)
    messages.success(request, _("J'ai rattaché la demande au dossier."))
    return redirect("people:file", pk=person.pk)
