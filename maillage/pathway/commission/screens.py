"""The pages of a session and of a commission, as strips of tabs: each theme adds its line."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui import tabs

SESSION = "commission.session"
"""The place of the pages of a session: their object is a Session, their address takes its key."""
HOME = "commission.home"
"""The place of the pages of a department's commission: their object is a Commission, their address takes its key."""


def _is_written(actor: Actor, obj: Any) -> bool:
    return bool(obj.is_written)


_TABS = (
    tabs.Tab(
        code="accueil", place=HOME, label=_("Accueil"), url_name="commission:department", permission=Permission.COMMISSION_SEE, order=10
    ),
    tabs.Tab(
        code="seance", place=SESSION, label=_("Séance"), url_name="commission:session", permission=Permission.COMMISSION_SEE, order=10
    ),
    tabs.Tab(
        code="convocations",
        place=SESSION,
        label=_("Convocations"),
        url_name="commission:convocations",
        permission=Permission.COMMISSION_MANAGE,
        order=20,
    ),
    tabs.Tab(
        code="ecrits",
        place=SESSION,
        label=_("Écrits"),
        url_name="commission:writing",
        permission=Permission.DELIBERATION_OPEN,
        order=55,
        shown=_is_written,
    ),
)


def register() -> None:
    """Called when the application is ready."""
    for tab in _TABS:
        tabs.register(tab)
