"""The list of the records past their time: the archives are asked before anything is eliminated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.doors.portal.links import Page, link
from maillage.doors.portal.piles.registry import Pile, register
from maillage.doors.portal.values import Asked, Chip, Found, Line
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Scope
from maillage.foundation.ui.speech import day_words
from maillage.pathway.commission.days import session_title
from maillage.pathway.commission.models import Session
from maillage.pathway.commission.selectors.archives import records_due


def records(asked: Asked) -> Found:
    """Sessions whose record is past its time and of which nothing was asked, the oldest first."""
    return Found(asked.once("records", _read), _lines)


def _read(asked: Asked) -> list[Session]:
    return records_due(asked.actor, today=asked.today)


def _lines(found: Sequence[Any]) -> list[Line]:
    return [
        Line(
            title=session_title(session),
            url=link(Page.ARCHIVES, session.pk),
            detail=_ended(session),
            chips=(Chip(_("visa des archives à demander"), "wait", "archive"),),
        )
        for session in found
    ]


def _ended(session: Session) -> Any:
    if session.closed_on is not None:
        return _("close le %(day)s : la durée de conservation est passée") % {"day": day_words(session.closed_on)}
    return _("annulée le %(day)s : la durée de conservation est passée") % {"day": day_words(session.cancelled_on or session.held_on)}


RECORDS = register(
    Pile(
        code="archives-a-proposer",
        title=_("Archives à proposer à l'élimination"),
        lead=_("Procès-verbaux et décisions dont la durée de conservation et les délais de recours sont passés. Rien ne part sans visa."),
        empty=_("Aucune archive n'est à proposer à l'élimination"),
        teaches=_("Une séance apparaît ici le lendemain du dernier jour où ses documents se gardent, jusqu'à la demande du visa."),
        permission=Permission.COMMISSION_MANAGE,
        find=records,
        scope=Scope.TERRITORY,
    )
)
