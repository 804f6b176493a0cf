"""What every page of a file has in common: its name, its state, its strip of tabs. Upper rooms use it for theirs.

Their template extends `people/of_file.html` and their view gives it `file_page(request, person, tab="room.code")`.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.accompaniment.people import selectors
from maillage.accompaniment.people.models import Person
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.tabs import TabLink

PLACE = "people.file"
CLOSED_PLACE = "people.closed_file"


def file_page(request: Any, person: Person, *, tab: str) -> dict[str, Any]:
    """The context of a page of this file, where `tab` is the code of the tab on which it stands."""
    return {
        "person": person,
        "pseudonym_text": selectors.label_of(person, actor=request.actor, today=request.today),
        "tab": tab,
    }


def list_places(request: Any, *, current: str) -> tuple[TabLink, ...]:
    """The lists of this room, as a strip: those that the reader's role uses."""
    works, assigns = request.actor.may(Permission.PERSON_EDIT), request.actor.may(Permission.PERSON_ASSIGN)
    waiting = selectors.offers_to(request.actor, today=request.today).count() if works else 0
    offered = _("Suivis proposés (%(n)d)") % {"n": waiting} if waiting else _("Suivis proposés")
    places = (
        ("list", _("Dossiers ouverts"), True),
        ("offers", offered, works),
        ("hand_over", _("Ma relève"), works),
        ("shared_list", _("Suivis partagés"), works),
        ("closed", _("Dossiers fermés"), assigns),
    )
    return tuple(
        TabLink(code=code, label=label, url=reverse(f"people:{code}"), current=code == current) for code, label, mine in places if mine
    )


# The two answers to "is it the same person?".
ANOTHER, AGAIN = "another", "again"


def show_alike(request: Any, form: Any, *, alike: list[selectors.LookAlike]) -> HttpResponse:
    """The files that resemble the one about to be opened, and both answers: what was typed comes back to this address with either."""
    context = {"form": form, "alike": alike, "pseudonym_typed": form.cleaned_data["pseudonym"], "action_url": request.path}
    return render(request, "people/lookalikes.html", context)
