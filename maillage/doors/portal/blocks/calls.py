"""Whom to call today, for whoever keeps the link with people; and those from whom nothing comes any more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from maillage.accompaniment.contacts.selectors.calls import CallLine, due_of
from maillage.doors.portal.links import Page, link
from maillage.doors.portal.values import Act, Asked, Block, Chip, Counter, Line, Whose
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.speech import say

SHOWN = 3


def calls(asked: Asked) -> Block | None:
    """Her calls of the day, the first ones named; nothing when nobody waits for one."""
    if not asked.actor.may(Permission.CONTACT_NOTE):
        return None
    mine = replace(asked, whose=Whose.MINE)
    found: list[CallLine] = mine.once("calls", lambda own: due_of(own.actor, today=own.today, mine=True))
    if not found:
        return None
    number = len(found)
    words = ngettext("%(n)d personne à appeler aujourd'hui", "%(n)d personnes à appeler aujourd'hui", number) % {"n": number}
    silent = sum(1 for each in found if each.ranked.beyond)
    return Block(
        code="appels",
        title=_("À appeler"),
        icon="phone",
        sentence=words,
        counters=(_silences(silent),) if silent else (),
        lines=tuple(_lines(found[:SHOWN], today=asked.today)),
        more=Act(_("Ouvrir la liste d'appels"), f"{link(Page.CALLS)}?qui={Whose.MINE.value}"),
        pressing=(words,),
    )


def _silences(number: int) -> Counter:
    label = ngettext("contact attendu n'a pas eu lieu", "contacts attendus n'ont pas eu lieu", number)
    return Counter(number=number, label=label, url=f"{link(Page.SILENCES)}?qui={Whose.MINE.value}", icon="phone-off")


def _lines(found: Sequence[CallLine], *, today: date) -> list[Line]:
    return [
        Line(
            title=each.person.reference,
            person=each.person,
            url=link(Page.PERSON, each.person.pk),
            detail=say(each.ranked.because[0]),
            chips=(Chip(_("danger"), "alert", "triangle-alert"),) if each.in_danger else (),
        )
        for each in found
    ]
