"""Her word on our calls, and the course that we choose."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maillage.accompaniment.contacts import services
from maillage.accompaniment.contacts.forms.log import CourseForm, HerWordForm
from maillage.accompaniment.contacts.models import CallsCourse, Course, CourseReason, Helped, HerWord, Wish
from maillage.accompaniment.contacts.models.her_word import ASKS_FOR_A_CHANGE
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.selectors import get_person
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.answers import FormPage, answer_form, typed_in


def _hers(person: Person) -> str:
    return reverse("contacts:person", args=[person.pk])


@requires(Permission.CONTACT_NOTE, on=get_person)
@require_http_methods(["GET", "POST"])
def note_her_word(request: Any, person: Person) -> HttpResponse:
    """One question, optional, by phone."""
    page = FormPage(
        heading=_("Ce qu'elle dit de nos appels"),
        lead=_("Une seule question, si le moment s'y prête. Ne pas répondre est une réponse."),
        submit=_("Noter sa réponse"),
        icon="message-circle",
        back_url=_hers(person),
        back_label=_("Ses contacts"),
    )

    def act(typed: dict[str, Any]) -> HerWord:
        word: HerWord = services.note_her_word(
            actor=request.actor,
            today=request.today,
            person=person,
            helped=Helped(typed["helped"]),
            wish=Wish(typed["wish"]),
            said_on=typed["said_on"],
            key=typed["key"],
        )
        return word

    def url(word: HerWord) -> str:
        return reverse("contacts:course", args=[person.pk]) if word.wish in ASKS_FOR_A_CHANGE else _hers(person)

    form = HerWordForm(typed_in(request), today=request.today)
    return answer_form(request, form, page=page, act=act, done=_("J'ai noté ce qu'elle dit de nos appels."), url=url)


@requires(Permission.CONTACT_NOTE, on=get_person)
@require_http_methods(["GET", "POST"])
def choose_course(request: Any, person: Person) -> HttpResponse:
    """Go on, call less, or no longer first; and why."""
    page = FormPage(
        heading=_("La suite de nos appels"),
        lead=_("Ce que nous faisons, et pourquoi. Le rythme lui-même se change sur sa page, avec elle."),
        submit=_("Noter la suite"),
        icon="route",
        back_url=_hers(person),
        back_label=_("Ses contacts"),
    )

    def act(typed: dict[str, Any]) -> CallsCourse:
        chosen: CallsCourse = services.choose_course(
            actor=request.actor,
            today=request.today,
            person=person,
            course=Course(typed["course"]),
            reason=CourseReason(typed["reason"]),
            key=typed["key"],
        )
        return chosen

    def url(chosen: CallsCourse) -> str:
        return _hers(person) if chosen.course == Course.KEEP else reverse("contacts:rhythm", args=[person.pk])

    def done(chosen: CallsCourse) -> str:
        if chosen.course == Course.KEEP:
            return _("J'ai noté la suite de nos appels.")
        return _("J'ai noté la suite de nos appels. Son rythme se change ici, avec elle.")

    return answer_form(request, CourseForm(typed_in(request)), page=page, act=act, done=done, url=url)
