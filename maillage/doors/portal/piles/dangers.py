"""The list of vital dangers: those that wait for a second reading, those of which she does not know yet."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people.models import Override, OverrideState
from maillage.accompaniment.people.selectors import dangers_for
from maillage.doors.portal.links import Page, link
from maillage.doors.portal.piles.registry import Pile, register
from maillage.doors.portal.values import Asked, Chip, Found, Line
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Scope


def dangers(asked: Asked) -> Found:
    """Second readings first, then what she must be told."""
    return Found(dangers_for(asked.actor, today=asked.today), _lines)


def _lines(overrides: Sequence[Override]) -> list[Line]:
    return [
        Line(
            title=each.person.reference,
            person=each.person,
            url=link(Page.DANGER, each.pk),
            detail=say("Demandé par %(name)s") % {"name": each.asked_by.display_name},
            chips=(_chip(each),),
            day=each.asked_on,
        )
        for each in overrides
    ]


def _chip(override: Override) -> Chip:
    if override.state == OverrideState.ASKED:
        return Chip(_("deuxième lecture attendue"), "wait", "siren")
    return Chip(_("à lui dire"), "alert", "message-circle")


DANGERS = register(
    Pile(
        code="dangers",
        title=_("Danger vital"),
        lead=_("Rien ne passe sans une deuxième lecture ; ce qui est passé sans son accord doit lui être dit."),
        empty=_("Aucun danger en attente"),
        teaches=_("Un dossier apparaît ici quand une collègue demande à parler d'une personne sans son accord, sa vie étant en danger."),
        permission=Permission.PERSON_ASSIGN,
        find=dangers,
        scope=Scope.ORGANISATION,
    )
)
