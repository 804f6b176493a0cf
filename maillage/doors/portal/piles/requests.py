"""The list of first requests that nobody has answered."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.intake.models import FirstRequest, Triage
from maillage.accompaniment.intake.selectors import waiting_requests
from maillage.doors.portal.links import Page, link
from maillage.doors.portal.piles.registry import Pile, register
from maillage.doors.portal.values import Asked, Chip, Found, Line
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Scope


def waiting(asked: Asked) -> Found:
    """Urgent ones on top, then the oldest."""
    return Found(waiting_requests(asked.actor, today=asked.today), _lines)


def _lines(requests: Sequence[FirstRequest]) -> list[Line]:
    return [
        Line(
            title=capfirst(str(request.get_triage_display())),
            url=link(Page.REQUEST, request.pk),
            detail=request.get_way_display(),
            chips=(Chip(_("urgent"), "alert"),) if request.triage == Triage.URGENT else (),
            day=request.received_on,
        )
        for request in requests
    ]


WAITING = register(
    Pile(
        code="premieres-demandes",
        title=_("Premières demandes sans réponse"),
        lead=_("Les urgences d'abord, puis les plus anciennes."),
        empty=_("Chaque première demande a sa réponse"),
        teaches=_("Une demande apparaît ici dès qu'elle est notée, jusqu'à ce qu'on ait dit ce qui s'est passé."),
        permission=Permission.REQUEST_NOTE,
        find=waiting,
        scope=Scope.ORGANISATION,
    )
)
