"""The team's side: open after a talk, show, take back, close; the languages that the association serves."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.accompaniment.people.models import Person, Purpose, RecipientKind
from maillage.accompaniment.people.pages import file_page
from maillage.accompaniment.people.selectors import accord_in_force, get_person
from maillage.doors.own_access import selectors, services
from maillage.doors.own_access.boxes import CardContent
from maillage.doors.own_access.candidates import Candidate, candidates_for, filled
from maillage.doors.own_access.codes import spaced
from maillage.doors.own_access.forms import CloseForm, MeetingForm, OpenAccessForm
from maillage.doors.own_access.languages import languages
from maillage.doors.own_access.models import Card, CardKind, Closed, HoldsPhone, KeepsCode, OwnAccess
from maillage.doors.own_access.services import Talk
from maillage.foundation.access.actor import require
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.answers import FormPage, act_and_return, answer_form, attempt, show_form, typed_in
from maillage.reference.organisations.models import Organisation
from maillage.reference.organisations.selectors import get_organisation

TAB = "own_access"


@requires(Permission.HER_ACCESS_OPEN, on=get_person)
@require_GET
def manage(request: Any, person: Person) -> HttpResponse:
    """Her access: what it shows, what could be shown, how it closes."""
    return _manage(request, person)


@requires(Permission.HER_ACCESS_OPEN, on=get_person)
@require_http_methods(["GET", "POST"])
def open_access(request: Any, person: Person) -> HttpResponse:
    """Open it after the talk; the code is shown once, on the answer."""
    form = OpenAccessForm(typed_in(request), served=selectors.served_languages(person.organisation_id), today=request.today)
    page = FormPage(
        heading=_("Ouvrir son accès"),
        lead=_("Après un entretien sur les risques, avec elle. Elle tape elle-même sa réponse."),
        submit=_("Ouvrir et montrer le code"),
        icon="key-round",
        back_url=reverse("own_access:manage", args=[person.pk]),
        back_label=_("Revenir à son accès"),
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    opened: list[services.Opened] = []
    talk, key = _talk(form.cleaned_data), form.cleaned_data["key"]
    refused = attempt(
        lambda: opened.append(services.open_access(actor=request.actor, today=request.today, person=person, talk=talk, key=key))
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    if not opened[0].code:
        messages.warning(
            request,
            _("Ce formulaire a déjà ouvert son accès : le code n'a été montré qu'une fois. S'il manque, fermez l'accès et ouvrez-en un."),
        )
        return redirect(page.back_url)
    return render(request, "own_access/code.html", {"person": person, "access": opened[0].access, "code": spaced(opened[0].code)})


@requires(Permission.HER_ACCESS_OPEN, on=selectors.get_access)
@require_POST
def show_chosen(request: Any, access: OwnAccess) -> HttpResponse:
    """Show her what was ticked among what the file holds."""
    chosen = set(request.POST.getlist("source"))
    found = candidates_for(access.person, actor=request.actor, today=request.today)
    ticked = [each for each in found if each.source in chosen and each.kind in access.kinds()]
    # Files are opened before any row is locked.
    ready = [(each, filled(each, actor=request.actor, today=request.today)) for each in ticked]

    def act() -> None:
        for each, content in ready:
            services.show_card(actor=request.actor, today=request.today, access=access, kind=each.kind, content=content, source=each.source)

    return act_and_return(request, act, url=_manage_url(access), done=_("Elle le verra à sa prochaine visite."))


@requires(Permission.HER_ACCESS_OPEN, on=selectors.get_access)
@require_http_methods(["GET", "POST"])
def show_meeting(request: Any, access: OwnAccess) -> HttpResponse:
    """Show her an appointment."""
    form = MeetingForm(typed_in(request), today=request.today)
    page = FormPage(
        heading=_("Lui montrer un rendez-vous"),
        lead=_("Elle seule le lira, avec son code. Écrivez comme si quelqu'un lisait par-dessus son épaule."),
        submit=_("Montrer"),
        icon="calendar-plus",
        back_url=_manage_url(access),
        back_label=_("Revenir à son accès"),
    )

    def act(said: dict[str, Any]) -> None:
        content = CardContent(name="meeting", day=said["day"], hour=said["hour"], words=said["words"])
        services.show_card(
            actor=request.actor, today=request.today, access=access, kind=CardKind.NEXT_DATE, content=content, key=said["key"]
        )

    return answer_form(request, form, page=page, act=act, done=_("Elle le verra à sa prochaine visite."))


@requires(Permission.HER_ACCESS_OPEN, on=selectors.get_card)
@require_POST
def take_back(request: Any, card: Card) -> HttpResponse:
    """Show one thing no more."""
    return act_and_return(
        request,
        lambda: services.take_back(actor=request.actor, today=request.today, card=card),
        url=_manage_url(card.access),
        done=_("Elle ne le verra plus."),
    )


@requires(Permission.HER_ACCESS_OPEN, on=selectors.get_access)
@require_http_methods(["GET", "POST"])
def close_access(request: Any, access: OwnAccess) -> HttpResponse:
    """Close it, with the reason."""
    form = CloseForm(typed_in(request))
    page = FormPage(
        heading=_("Fermer son accès"),
        lead=_("Le code ne marchera plus, et ce qui lui était montré est détruit. Son dossier ne change pas."),
        submit=_("Fermer l'accès"),
        icon="lock",
        back_url=_manage_url(access),
        back_label=_("Revenir à son accès"),
    )

    def act(said: dict[str, Any]) -> None:
        services.close_access(actor=request.actor, today=request.today, access=access, reason=Closed(said["reason"]))

    return answer_form(request, form, page=page, act=act, done=_("J'ai fermé son accès."))


@requires(Permission.ORGANISATION_MANAGE, on=get_organisation)
@require_http_methods(["GET", "POST"])
def choose_languages(request: Any, organisation: Organisation) -> HttpResponse:
    """Which languages the association serves to her though no speaker has reviewed them: its own manager says."""
    require(request.actor, Permission.PERSON_LIST, on=organisation)
    if request.method == "POST":
        language, accepted = request.POST.get("language", ""), request.POST.get("accepted") == "1"
        known = language in languages() and not languages()[language].reviewed

        def act() -> None:
            if known:
                services.accept_language(
                    actor=request.actor, today=request.today, organisation=organisation, language=language, accepted=accepted
                )

        return act_and_return(request, act, url=request.path, done=_("C'est noté."))
    accepted_on = selectors.acceptances_of(organisation.pk)
    rows = [(each, accepted_on.get(each.code)) for each in languages().values()]
    return render(request, "own_access/languages.html", {"organisation": organisation, "rows": rows})


def _manage(request: Any, person: Person) -> HttpResponse:
    access = selectors.open_access_of(person)
    shown = selectors.cards_of(access) if access is not None else []
    known = {each.source for each in shown}
    offered: list[Candidate] = []
    if access is not None:
        offered = [
            each for each in candidates_for(person, actor=request.actor, today=request.today)
            if each.kind in access.kinds() and each.source not in known
        ]  # fmt: skip
    accord = accord_in_force(person, purpose=Purpose.OWN_ACCESS, recipient_kind=RecipientKind.OWN, today=request.today)
    context = {
        **file_page(request, person, tab=TAB),
        "access": access,
        "over": access is not None and not access.in_force(today=request.today),
        "cards": shown,
        "offered": offered,
        "past": selectors.past_accesses_of(person),
        "no_accord": accord is None,
    }
    return render(request, "own_access/manage.html", context)


def _talk(said: dict[str, Any]) -> Talk:
    talked_on: date = said["talked_on"]
    return Talk(
        talked_on=talked_on,
        holds_phone=HoldsPhone(said["holds_phone"]),
        keeps_code=KeepsCode(said["keeps_code"]),
        language=said["language"],
        shows=frozenset(CardKind(code) for code in said["shows"]),
        question=said["question"],
        answer=said["answer"],
    )


def _manage_url(access: OwnAccess) -> str:
    person_id: uuid.UUID = access.person_id
    return reverse("own_access:manage", args=[person_id])
