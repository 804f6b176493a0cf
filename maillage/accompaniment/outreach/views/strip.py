"""The pages of the field, as a strip under the heading of each."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.outreach.selectors.captures import count_waiting
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.tabs import TabLink

_PAGES = (
    ("home", _("Terrain"), Permission.OUTREACH_SEE),
    ("rounds", _("Maraudes"), Permission.OUTREACH_SEE),
    ("campaigns", _("En ligne"), Permission.OUTREACH_SEE),
    ("observations", _("Observations"), Permission.OUTREACH_SEE),
    ("captures", _("Saisies"), Permission.OUTREACH_OPEN),
    ("alerts", _("Mineures"), Permission.MINOR_OPEN),
)


def strip(request: Any, current: str) -> tuple[TabLink, ...]:
    """Those that this reader may open."""
    return tuple(
        TabLink(code=code, label=_said(request, code, label), url=reverse(f"outreach:{code}"), current=code == current)
        for code, label, permission in _PAGES
        if request.actor.may(permission)
    )


def _said(request: Any, code: str, label: Any) -> Any:
    """Its name; of the inbox, how many wait too."""
    waiting = count_waiting(actor=request.actor, today=request.today) if code == "captures" else 0
    return f"{label} ({waiting})" if waiting else label
