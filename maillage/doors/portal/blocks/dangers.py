"""On the home of whoever may be a second reader: vital dangers, before anything else."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from maillage.doors.portal.blocks.parts import SHOWN
from maillage.doors.portal.links import pile_link
from maillage.doors.portal.piles.dangers import DANGERS
from maillage.doors.portal.values import Act, Asked, Block


def dangers(asked: Asked) -> Block | None:
    """What waits for a second reading or to be told; nothing when none does: the home stays calm."""
    if not DANGERS.opens_to(asked.actor):
        return None
    found = DANGERS.find(asked).front(SHOWN)
    number = found.number
    if not number:
        return None
    words = ngettext("%(n)d danger vital à lire ou à lui dire", "%(n)d dangers vitaux à lire ou à leur dire", number) % {"n": number}
    return Block(
        code="dangers",
        title=_("Danger vital"),
        icon="siren",
        sentence=_("Rien ne passe avant une deuxième lecture ; elle doit l'apprendre dès que c'est sans danger."),
        lines=found.lines,
        more=Act(_("Tous les voir"), pile_link(DANGERS.code)),
        acts=(Act(_("Lire les dangers"), pile_link(DANGERS.code), "siren", 95),),
        pressing=(words,),
    )
