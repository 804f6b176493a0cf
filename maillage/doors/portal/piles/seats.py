"""The list of what is to be done about who sits: vacant seats, mandates over or nearly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.doors.portal.links import Page, link
from maillage.doors.portal.piles.registry import Pile, register
from maillage.doors.portal.values import Asked, Chip, Found, Line
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Scope
from maillage.foundation.ui.speech import say
from maillage.pathway.commission.selectors import seats_to_tend


def to_tend(asked: Asked) -> Found:
    """Vacant seats and mandates over first, then those that end within three months. Mandates end by the local order; nothing stops."""
    return Found(asked.once("seats", _read), _lines)


def _read(asked: Asked) -> list[Any]:
    return seats_to_tend(asked.actor, today=asked.today)


def _lines(found: Sequence[Any]) -> list[Line]:
    return [
        Line(
            title=line.now.seat.label,
            url=link(Page.SEATS, line.now.seat.commission_id),
            detail=say(end.phrase),
            chips=(_chip(vacant=line.vacant, over=end.state == "over"),),
        )
        for line, end in found
    ]


def _chip(*, vacant: bool, over: bool) -> Chip:
    if vacant:
        return Chip(_("vacant"), "alert", "user-x")
    return Chip(_("mandat échu"), "alert", "calendar-x") if over else Chip(_("mandat bientôt fini"), "wait", "calendar-clock")


TO_TEND = register(
    Pile(
        code="sieges",
        title=_("Sièges et mandats à regarder"),
        lead=_("Sièges vacants, mandats échus ou qui finissent dans les trois mois. Un siège vacant compte dans la base du quorum."),
        empty=_("Chaque siège est tenu, et aucun mandat ne finit"),
        teaches=_("Un siège apparaît ici quand il est vacant, ou trois mois avant le dernier jour d'un mandat."),
        permission=Permission.COMMISSION_MANAGE,
        find=to_tend,
        scope=Scope.TERRITORY,
    )
)
