"""The changes of mode left unfinished, and those who are to be told of one."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.openings.models import Change, Telling
from maillage.accompaniment.openings.selectors.modes import tellings_waiting, unfinished_changes
from maillage.accompaniment.openings.selectors.tellings import said_of
from maillage.doors.portal.links import Page, link
from maillage.doors.portal.piles.applications import kept
from maillage.doors.portal.piles.registry import Pile, register
from maillage.doors.portal.values import Asked, Chip, Found, Line
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Scope
from maillage.foundation.ui.speech import day_words, say


def changes(asked: Asked) -> Found:
    """Changes of which something is neither done nor set aside, the earliest first."""
    return Found(unfinished_changes(asked.actor, today=asked.today), _change_lines)


def _change_lines(found: Sequence[Change]) -> list[Line]:
    return [
        Line(
            title=capfirst(say(change.sentence)),
            url=link(Page.CHANGE, change.pk),
            detail=_("à partir du %(day)s : %(names)s") % {"day": day_words(change.starts_on), "names": change.names},
            chips=(Chip(_("à achever"), "wait", "list-todo"),),
            day=change.starts_on,
        )
        for change in found
    ]


def tellings(asked: Asked) -> Found:
    """Those who do not know yet that something changes for them, the soonest appointment first."""
    return Found(kept(tellings_waiting(asked.actor, today=asked.today), asked), _telling_lines)


def _telling_lines(found: Sequence[Telling]) -> list[Line]:
    return [
        Line(
            title=telling.person.reference,
            person=telling.person,
            url=link(Page.TELL, telling.pk),
            detail=said_of(telling),
            day=telling.appointment.day if telling.appointment is not None else None,
        )
        for telling in found
    ]


UNFINISHED = register(
    Pile(
        code="changements-a-achever",
        title=_("Changements à achever"),
        lead=_("Ce qu'un changement entraîne et qui n'est ni fait, ni laissé de côté."),
        empty=_("Aucun changement à achever"),
        teaches=_("Quand une activité ferme, ralentit ou rouvre, ce qui reste à faire apparaît ici."),
        permission=Permission.OPENINGS_MANAGE,
        find=changes,
        scope=Scope.ORGANISATION,
    )
)
TO_TELL = register(
    Pile(
        code="a-prevenir",
        title=_("Personnes à prévenir d'un changement"),
        lead=_("Le rendez-vous le plus proche d'abord, chacune par une voie que sa consigne permet."),
        empty=_("Personne n'attend d'être prévenue"),
        teaches=_("Un rendez-vous déplacé, une porte qui ferme : celles à qui il faut le dire apparaissent ici."),
        permission=Permission.APPOINTMENT_BOOK,
        find=tellings,
        scope=Scope.ORGANISATION,
        owned=True,
    )
)
