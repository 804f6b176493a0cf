"""What a change of mode leaves to do: for whoever decides, to finish it; for whoever follows people, to tell them."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from maillage.accompaniment.openings.selectors.modes import runs_something, shut_today
from maillage.doors.portal.links import Page, link, pile_link
from maillage.doors.portal.piles import openings
from maillage.doors.portal.values import Act, Asked, Block, Line, Whose
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.speech import say

SHOWN = 3


def unfinished(asked: Asked) -> Block | None:
    """Changes to finish, and what is shut today; nothing when all goes on as usual."""
    if not openings.UNFINISHED.opens_to(asked.actor) or not _runs_something(asked):
        return None
    found = openings.UNFINISHED.find(asked).front(SHOWN)
    number = found.number
    shut = tuple(
        Line(title=say(activity.title)[:1].upper() + say(activity.title)[1:], url=link(Page.OPENINGS), detail=say(standing.sentence))
        for activity, standing in shut_today(asked.actor, today=asked.today)
    )
    if not number and not shut:
        return None
    words = ngettext("%(n)d changement à achever", "%(n)d changements à achever", number) % {"n": number}
    return Block(
        code="ouvertures",
        title=_("Ouvertures"),
        icon="door-open",
        sentence=words if number else "",
        lines=(*found.lines, *shut[:SHOWN]),
        more=Act(_("Tout voir"), pile_link(openings.UNFINISHED.code) if number > SHOWN else link(Page.OPENINGS)),
        pressing=(words,) if number else (),
    )


def _runs_something(asked: Asked) -> bool:
    """Has her association any activity? Without one nothing changes, and nothing more is read."""
    return bool(asked.once("activities", lambda own: runs_something(own.actor, today=own.today)))


def to_tell(asked: Asked) -> Block | None:
    """Those who do not know yet; hers for whoever works on files, everybody's for the reception; nothing when all know."""
    if not openings.TO_TELL.opens_to(asked.actor) or not _runs_something(asked):
        return None
    works = asked.actor.may(Permission.APPLICATION_PREPARE)
    mine = replace(asked, whose=Whose.MINE if works else Whose.ALL)
    found = openings.TO_TELL.find(mine).front(SHOWN)
    number = found.number
    if not number:
        return None
    words = ngettext("%(n)d personne à prévenir d'un changement", "%(n)d personnes à prévenir d'un changement", number) % {"n": number}
    return Block(
        code="a-prevenir",
        title=_("À prévenir d'un changement"),
        icon="bell",
        sentence=words,
        lines=found.lines,
        more=Act(_("Tout voir"), pile_link(openings.TO_TELL.code, pour=mine.whose.value if works else "")) if number > SHOWN else None,
        pressing=(words,),
    )
