"""The home of whoever goes out and follows nobody: the next rounds of hers, and the sheets that she has not filled."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from maillage.accompaniment.outreach.models import Round
from maillage.doors.portal.links import Page, link
from maillage.doors.portal.values import Act, Asked, Block, Chip, Empty, Line
from maillage.foundation.access.permissions import Permission

SHOWN = 4
AHEAD = timedelta(days=30)


def coming(asked: Asked) -> Block | None:
    """Where she goes, and when; a caseworker has her rounds in their own room, and her home for whom she follows."""
    if not asked.actor.may(Permission.OUTREACH_NOTE) or asked.actor.may(Permission.PERSON_EDIT):
        return None
    rows = Round.objects.visible_to(asked.actor, today=asked.today).planned().of_mine(asked.actor.user_id)
    found = list(rows.filter(day__lte=asked.today + AHEAD).select_related("zone").order_by("day", "pk"))
    late = sum(each.day < asked.today for each in found)
    words = ngettext("%(n)d feuille de maraude à remplir", "%(n)d feuilles de maraude à remplir", late) % {"n": late}
    note = Act(_("Noter une maraude"), link(Page.NOTE_ROUND), "footprints", 65)
    teaches = _("Celles que l'équipe prévoit avec vous s'affichent ici ; une maraude imprévue se note aussi, en deux minutes.")
    return Block(
        code="mes-maraudes",
        title=_("Mes maraudes"),
        icon="footprints",
        lines=tuple(_line(each, asked=asked) for each in found[:SHOWN]),
        more=Act(_("Toutes les maraudes"), link(Page.ROUNDS)) if len(found) > SHOWN else None,
        acts=(note,),
        empty=None if found else Empty(_("Aucune maraude n'est prévue avec vous"), teaches, "footprints", act=note),
        pressing=(words,) if late else (),
    )


def _line(planned: Round, *, asked: Asked) -> Line:
    """The sheet when the evening has come, else the page of the round."""
    due = planned.day <= asked.today
    hours = f"{planned.starts:%H:%M} – {planned.ends:%H:%M}" if planned.starts and planned.ends else ""
    chips = (Chip(_("ce soir"), "calm", "moon"),) if planned.day == asked.today else ()
    if planned.day < asked.today:
        chips = (Chip(_("feuille à remplir"), "wait", "clipboard-pen"),)
    return Line(
        title=planned.zone.name,
        url=link(Page.FILL_ROUND if due else Page.ROUND, planned.pk),
        detail=hours,
        chips=chips,
        day=planned.day,
    )
