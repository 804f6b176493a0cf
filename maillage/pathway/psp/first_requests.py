"""What this room offers on the page of a first request, which does not know it: become a PSP wish."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.intake.models import Outcome
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui import gestures


def _why_not(actor: Actor, obj: Any) -> object:
    if obj.outcome == Outcome.WISH_NOTED:
        return _("Sa demande d'engagement est déjà commencée.")
    if obj.forgotten:
        return _("Ce qu'elle a dit a été effacé : ouvrez un nouveau dossier.")
    return None


def register() -> None:
    """Called once, from the `AppConfig.ready`."""
    gestures.register(
        gestures.Gesture(
            code="psp.from_request",
            place="intake.request",
            label=_("Commencer sa demande d'engagement"),
            permission=Permission.APPLICATION_PREPARE,
            url_name="psp:from_request",
            icon="file-plus",
            order=20,
            reason=_why_not,
        )
    )
