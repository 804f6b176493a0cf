"""Lists drawn from situations: what ends soon in them, and the protection of minors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.situation.models import Protection
from maillage.accompaniment.situation.selectors import Ending, ending_sections
from maillage.doors.portal.links import Page, link
from maillage.doors.portal.piles.applications import kept
from maillage.doors.portal.piles.registry import Pile, register
from maillage.doors.portal.piles.terms import LEVELS
from maillage.doors.portal.values import Asked, Chip, Found, Line, Whose
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Scope


def ending(asked: Asked) -> Found:
    """Domiciliations, places to sleep and documents that end within three months, the nearest first."""
    follower = asked.actor.user_id if asked.whose is Whose.MINE else None
    return Found(ending_sections(asked.actor, today=asked.today, follower=follower), lambda found: [_ending_line(each) for each in found])


def _ending_line(each: Ending) -> Line:
    word, tone = LEVELS[each.alert.level]
    return Line(
        title=each.section.person.reference,
        person=each.section.person,
        url=link(Page.SITUATION, each.section.person_id),
        detail=each.spec.label,
        chips=(Chip(word, tone),),
        day=each.ends,
        because=each.because,
    )


def protections(asked: Asked) -> Found:
    """Running paths of protection, those where nothing was done first."""
    rows = Protection.objects.visible_to(asked.actor, today=asked.today).running().select_related("person")
    counted = rows.annotate(done=Count("acts"), silent=Count("acts", filter=Q(acts__answered_on__isnull=True)))
    return Found(kept(counted, asked).order_by("done", "noted_on", "pk"), _protection_lines)


def _protection_lines(paths: Sequence[Any]) -> list[Line]:
    return [
        Line(
            title=path.person.reference,
            person=path.person,
            url=link(Page.PROTECTION, path.person_id),
            detail=_("parcours de protection"),
            chips=(_protection_chip(path),),
            day=path.noted_on,
        )
        for path in paths
    ]


def _protection_chip(path: Any) -> Chip:
    if not path.done:
        return Chip(_("rien de noté : commencez par la mise à l'abri"), "alert", "shield-alert")
    return Chip(_("une réponse se fait attendre"), "wait", "clock") if path.silent else Chip(_("réponses reçues"), "good", "check")


ENDING = register(
    Pile(
        code="fins-de-situation",
        title=_("Domiciliations, places et documents qui finissent"),
        lead=_("Le plus proche d'abord, prolongations exceptionnelles comprises. Un document fermé compte au plus court."),
        empty=_("Rien ne finit dans les trois mois"),
        teaches=_("Notez la fin d'une domiciliation, d'un hébergement ou d'un document dans sa situation : elle apparaîtra ici à temps."),
        permission=Permission.STORY_OPEN,
        find=ending,
        scope=Scope.ORGANISATION,
        owned=True,
    )
)
PROTECTIONS = register(
    Pile(
        code="protections",
        title=_("Mineures à protéger"),
        lead=_("Mineures, ou peut-être mineures : ce qui est fait, ce qui attend."),
        empty=_("Aucun parcours de protection en cours"),
        teaches=_("Une date de naissance, ou un doute noté sur la page de sa situation, ouvre un parcours de protection."),
        permission=Permission.MINOR_OPEN,
        find=protections,
        scope=Scope.ORGANISATION,
    )
)
