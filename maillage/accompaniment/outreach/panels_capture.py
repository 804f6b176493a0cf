"""What the notebook shows on the page of one's own account."""

from __future__ import annotations

from datetime import date
from typing import Any

from maillage.accompaniment.outreach.selectors import captures as found
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.panels import Shown


def show_phones(*, actor: Actor, obj: Any, today: date) -> Shown | None:
    """My phones that hold the notebook; for whoever may have one, or still has."""
    phones = found.my_phones(actor=actor, today=today)
    if not phones and not actor.may(Permission.OUTREACH_NOTE):
        return None
    return Shown(template="outreach/phones.html", data={"phones": phones})
