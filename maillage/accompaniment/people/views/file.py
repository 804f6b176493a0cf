"""The page of one file, its closed parts, and their opening with a reason."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from maillage.accompaniment.people import actions, selectors
from maillage.accompaniment.people.models import Person
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import history_of
from maillage.foundation.ui import gestures, panels
from maillage.foundation.vault import Reason, reason_choices

PLACE = "people.file"
_SAY_AN_APPLICATION = frozenset(each.code for each in (actions.ACCORD_GIVEN, actions.ACCORD_WITHDRAWN))
CONTACT_REASONS = (Reason.CONTACT, Reason.FOLLOW_UP, Reason.URGENCY, Reason.HANDOVER, Reason.HER_REQUEST)
IDENTITY_REASONS = (Reason.APPLICATION, Reason.FOLLOW_UP, Reason.HER_REQUEST, Reason.URGENCY, Reason.CORRECTION)


@requires(Permission.PERSON_LIST, on=selectors.get_person)
@require_GET
def show_person(request: Any, person: Person) -> HttpResponse:
    """The file: where things stand, the next act, the closed parts, the history."""
    return show_file(request, person)


@requires(Permission.CONTACT_OPEN, on=selectors.get_person)
@require_http_methods(["GET", "POST"])
def open_contact(request: Any, person: Person) -> HttpResponse:
    """The file with its safe contact open, for a reason; an address kept or reloaded opens nothing."""
    if request.method != "POST":
        return redirect("people:file", pk=person.pk)
    contact = selectors.open_contact(actor=request.actor, person=person, reason=request.POST.get("reason", ""), today=request.today)
    return show_file(request, person, contact=contact, contact_opened=True)


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
    shown = panels.panels_for(PLACE, actor=actor, obj=person, today=today)
    workers = selectors.key_workers_of(person)
    rights = _rights(request, person)
    present = [each for each in workers if each.ends_on is None or each.ends_on > today]
    context = {
        "person": person,
        "pseudonym_text": selectors.label_of(person, actor=actor, today=today),
        "panels": shown,
        "act": panels.next_act(shown),
        "sentences": [each.sentence for each in shown if each.sentence],
        "offers": gestures.gestures_for(PLACE, actor, person),
        "key_workers": workers,
        "present": present,
        "following": any(each.user_id == actor.user_id for each in present),
        "accords": selectors.accords_of(person) if rights["may_see_accords"] else [],
        "has_identity": selectors.has_identity(person),
        "history": [each for each in history_of(person) if rights["may_see_accords"] or each.action not in _SAY_AN_APPLICATION],
        "contact_reasons": reason_choices(*CONTACT_REASONS),
        "identity_reasons": reason_choices(*IDENTITY_REASONS),
        "contact": "",
        "contact_opened": False,
        "identity": None,
        "identity_opened": False,
        **rights,
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
    rights = {name: actor.may(permission, on=person) for name, permission in asked.items()}
    # An accord says that an application to the prefecture exists: whoever may not list applications does not learn it here.
    return rights | {"may_see_accords": rights["may_edit"] or actor.may(Permission.APPLICATION_LIST, on=person)}
