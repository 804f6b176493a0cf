"""The page of one file, its closed parts, and their opening with a reason."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from maillage.accompaniment.people import history, selectors
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.pages import CLOSED_PLACE, PLACE, file_page
from maillage.accompaniment.people.views.merging import show_signpost
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import say
from maillage.foundation.ui import gestures, panels
from maillage.foundation.vault import Reason, reason_choices

IDENTITY_REASONS = (Reason.APPLICATION, Reason.FOLLOW_UP, Reason.HER_REQUEST, Reason.URGENCY, Reason.CORRECTION)


@requires(Permission.PERSON_LIST, on=selectors.get_person_or_stub)
@require_GET
def show_person(request: Any, person: Person) -> HttpResponse:
    """The file: where things stand, the next act, the closed parts, the history; or the signpost that it became."""
    if person.merged_into_id is not None:
        return show_signpost(request, person)
    return show_file(request, person)


@requires(Permission.IDENTITY_OPEN, on=selectors.get_person)
@require_http_methods(["GET", "POST"])
def open_identity(request: Any, person: Person) -> HttpResponse:
    """The file with her civil identity open, for a reason."""
    if request.method != "POST":
        return redirect("people:file", pk=person.pk)
    card = selectors.open_identity(actor=request.actor, person=person, reason=request.POST.get("reason", ""), today=request.today)
    return show_file(request, person, identity=card, identity_opened=True)


def show_file(request: Any, person: Person, **opened: Any) -> HttpResponse:
    """The page, with what was opened for it."""
    actor, today = request.actor, request.today
    closed = person.closed_on is not None
    # A closed file is read, or reopened: nothing is proposed on it.
    shown = panels.panels_for(CLOSED_PLACE if closed else PLACE, actor=actor, obj=person, today=today)
    context = {
        **file_page(request, person, tab="people.summary"),
        "panels": shown,
        "act": None if closed else panels.next_act(shown),
        "sentences": [each.sentence for each in shown if each.sentence],
        "offers": () if closed else gestures.gestures_for(PLACE, actor, person),
        "has_identity": selectors.has_identity(person),
        "history": say(history.recent(person, actor=actor)),
        "whole_history": history.may_read_history(actor, person),
        "identity_reasons": reason_choices(*IDENTITY_REASONS),
        "identity": None,
        "identity_opened": False,
        "closing_words": "",
        "closing_opened": False,
        **_rights(request, person),
        **opened,
    }
    return render(request, "people/file.html", context)


def _rights(request: HttpRequest, person: Person) -> dict[str, bool]:
    actor = request.actor  # type: ignore[attr-defined]
    asked = {
        "may_edit": Permission.PERSON_EDIT,
        "may_assign": Permission.PERSON_ASSIGN,
        "may_open_contact": Permission.CONTACT_OPEN,
        "may_open_identity": Permission.IDENTITY_OPEN,
    }
    return {name: actor.may(permission, on=person) for name, permission in asked.items()}
