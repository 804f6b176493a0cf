"""The list of follow-ups that colleagues propose to me."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people.models import FollowUpOffer
from maillage.accompaniment.people.selectors import offers_to
from maillage.doors.portal.links import Page, link
from maillage.doors.portal.piles.registry import Pile, register
from maillage.doors.portal.values import Asked, Chip, Found, Line
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Scope


def offered(asked: Asked) -> Found:
    """What waits for my answer, the first to begin first. By reference alone: some may be named to me only once I accept."""
    return Found(offers_to(asked.actor, today=asked.today), lambda offers: _lines(offers))


def _lines(offers: Sequence[FollowUpOffer]) -> list[Line]:
    return [
        Line(
            title=say("Dossier %(reference)s") % {"reference": offer.person.reference},
            url=link(Page.OFFERS),
            detail=say("Proposé par %(name)s") % {"name": offer.offered_by.display_name if offer.offered_by else "…"},
            chips=(Chip(offer.get_role_display(), "wait", "user-plus"),),
            day=offer.starts_on,
        )
        for offer in offers
    ]


OFFERED = register(
    Pile(
        code="suivis-proposes",
        title=_("Suivis proposés"),
        lead=_("Des collègues vous proposent un dossier : acceptez-le, ou dites pourquoi vous ne pouvez pas."),
        empty=_("Aucun suivi ne vous est proposé"),
        teaches=_("Un suivi apparaît ici quand une collègue vous le propose, avant une absence ou un départ."),
        permission=Permission.PERSON_EDIT,
        find=offered,
        scope=Scope.ORGANISATION,
    )
)
