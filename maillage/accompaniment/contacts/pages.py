"""The pages of this room, as a strip above each list: calls, log, services, what it changed."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.tabs import TabLink


def room_places(request: Any, *, current: str) -> tuple[TabLink, ...]:
    """Those that the reader's role uses; `current` is the name of the route where she stands."""
    places = (
        ("calls", _("Appels du jour"), Permission.CONTACT_NOTE),
        ("note", _("Noter un échange"), Permission.CONTACT_NOTE),
        ("silences", _("Silences"), Permission.CONTACT_NOTE),
        ("raises", _("Rythmes relevés"), Permission.RHYTHM_RAISE),
        ("vital", _("Liste vitale"), Permission.CONTACT_NOTE),
        ("lost_messages", _("Messages non arrivés"), Permission.MESSAGE_SEND),
        ("services", _("Services joints"), Permission.CONTACT_NOTE),
        ("effect", _("Ce que nos appels ont changé"), Permission.CONTACTS_COUNT),
    )
    mine = ((code, label) for code, label, permission in places if request.actor.may(permission))
    return tuple(TabLink(code=code, label=label, url=url, current=code == current) for code, label in mine if (url := _address(code)))


def _address(name: str) -> str:
    try:
        return reverse(f"contacts:{name}")
    except NoReverseMatch:
        return ""
