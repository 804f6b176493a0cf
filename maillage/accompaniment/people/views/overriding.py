"""Vital danger: asked by one, read by another, told to her."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maillage.accompaniment.people import selectors, services
from maillage.accompaniment.people.forms import OverrideForm, SecondReadingForm, ToldForm
from maillage.accompaniment.people.models import Danger, Override, OverrideState, Person, Purpose, RecipientKind, ToldHow
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.answers import FormPage, attempt, show_form, typed_in
from maillage.foundation.vault import Part, Reason, open_part


@requires(Permission.PERSON_EDIT, on=selectors.get_person)
@require_http_methods(["GET", "POST"])
def ask_override(request: Any, person: Person) -> HttpResponse:
    """Ask to speak of her without her accord, because her life is in danger."""
    form = OverrideForm(typed_in(request))
    page = FormPage(
        heading=_("Danger vital : parler d'elle sans son accord"),
        lead=_("Une collègue doit confirmer avant que cela autorise quoi que ce soit. Elle devra l'apprendre, dès que c'est sans danger."),
        submit=_("Demander la deuxième lecture"),
        icon="siren",
        back_url=reverse("people:accords", args=[person.pk]),
        back_label=_("Revenir à ses accords"),
        readers={"words": "team"},
        notes=(_("Appeler les secours pour une personne en danger n'attend pas cette page : appelez le 15, le 17 ou le 112, puis notez."),),
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    typed = form.cleaned_data
    refused = attempt(
        lambda: services.ask_override(
            actor=request.actor,
            today=request.today,
            person=person,
            purpose=Purpose.CONTACT_PARTNER,
            recipient_kind=RecipientKind(typed["recipient_kind"]),
            danger=Danger(typed["danger"]),
            words=typed["words"],
            days=typed["days"],
            key=typed["key"],
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai demandé une deuxième lecture. Rien n'est permis avant elle."))
    return redirect("people:accords", pk=person.pk)


@requires(Permission.PERSON_ASSIGN, on=selectors.get_override)
@require_http_methods(["GET", "POST"])
def read_override(request: Any, override: Override) -> HttpResponse:
    """The second reading: what is asked, by whom, and the answer of another person. Its words open for whoever may open her story."""
    actor = request.actor
    may_answer = actor.user_id != override.asked_by_id
    waiting = override.state == OverrideState.ASKED
    page = FormPage(
        heading=_("Danger vital : deuxième lecture"),
        lead=_("Demandé par %(who)s. Rien n'est permis tant qu'une autre personne n'a pas confirmé.")
        % {"who": override.asked_by.display_name},
        submit=_("Enregistrer ma lecture"),
        icon="check",
        back_url=reverse("people:accords", args=[override.person_id]),
        back_label=_("Revenir à ses accords"),
        template="people/override.html",
    )
    more: dict[str, Any] = {
        "override": override,
        "answerable": may_answer and waiting,
        "waiting": waiting,
        "words": _words(request, override),
    }
    if request.method != "POST":
        return show_form(request, SecondReadingForm(), page=page, **more)
    form = SecondReadingForm(request.POST)
    if not form.is_valid():
        return show_form(request, form, page=page, **more)
    confirmed = form.cleaned_data["answer"] == "yes"
    refused = attempt(
        lambda: services.decide_override(
            actor=actor, today=request.today, override=override, confirmed=confirmed, key=form.cleaned_data["key"]
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused, **more)
    messages.success(request, _("J'ai enregistré votre confirmation.") if confirmed else _("J'ai enregistré votre refus."))
    return redirect("people:accords", pk=override.person_id)


def _words(request: Any, override: Override) -> str:
    if override.words is None or not request.actor.may(Permission.STORY_OPEN, on=override):
        return ""
    opened = open_part(actor=request.actor, subject=override.person, part=Part.STORY, reason=Reason.URGENCY, today=request.today)
    return opened.read(override, "words")


@requires(Permission.PERSON_EDIT, on=selectors.get_override)
@require_http_methods(["GET", "POST"])
def tell_override(request: Any, override: Override) -> HttpResponse:
    """Note that she was told."""
    form = ToldForm(typed_in(request), today=request.today)
    page = FormPage(
        heading=_("Le lui avoir dit"),
        lead=_("Ce qui a été transmis sans son accord, à qui et pourquoi : elle doit l'apprendre, dès que c'est sans danger."),
        submit=_("Noter qu'elle le sait"),
        icon="message-circle",
        back_url=reverse("people:accords", args=[override.person_id]),
        back_label=_("Revenir à ses accords"),
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    typed = form.cleaned_data
    refused = attempt(
        lambda: services.tell_override(
            actor=request.actor,
            today=request.today,
            override=override,
            told_on=typed["told_on"],
            how=ToldHow(typed["how"]),
            key=typed["key"],
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai noté qu'elle le sait."))
    return redirect("people:accords", pk=override.person_id)
