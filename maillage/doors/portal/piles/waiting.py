"""Lists of those who wait for the commission: filed, put off, without a known date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from maillage.core.deferrals import REPEATED_FROM
from maillage.doors.portal.links import Page, link
from maillage.doors.portal.piles.applications import kept
from maillage.doors.portal.piles.registry import Pile, register
from maillage.doors.portal.values import Asked, Chip, Found, Line
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Scope
from maillage.foundation.ui.speech import duration_words, relative_words
from maillage.pathway.commission.models import Item, Kind, Session
from maillage.pathway.psp.models import Application
from maillage.pathway.psp.models import Kind as ApplicationKind
from maillage.pathway.psp.selectors import applications_visible_to
from maillage.pathway.psp.selectors.waiting import since_filing_of_many
from maillage.pathway.psp.workflow import State


def filed(asked: Asked) -> Found:
    """Filed applications that no session has on its agenda, the oldest filing first."""
    rows = applications_visible_to(asked.actor, today=asked.today, state=State.FILED).order_by("filed_on", "pk")
    return Found(rows, lambda found: _waits(found, asked=asked))


def _waits(applications: Sequence[Application], *, asked: Asked) -> list[Line]:
    cuts = since_filing_of_many(list(applications), today=asked.today)
    lines = []
    for application in applications:
        segments = cuts[application.pk].segments
        chip = (Chip(segments[-1].cause.label, "wait"),) if segments else ()
        lines.append(_line(application, asked=asked, chips=chip))
    return lines


def without_date(asked: Asked) -> Found:
    """Filed applications for which no date is known: no session planned in the department, no next date said at the last one."""
    planned = Session.unscoped.live().not_past(asked.today).filter(territory=OuterRef("territory"), kind=Kind.INDIVIDUAL_PSP)
    said = Item.unscoped.filter(application=OuterRef("pk"), next_on__gte=asked.today)
    rows = applications_visible_to(asked.actor, today=asked.today, state=State.FILED).wishes()
    rows = rows.exclude(Exists(planned)).exclude(Exists(said))
    rows = kept(rows.annotate(since=Coalesce(Max("commission_items__closed_on"), "filed_on")), asked).order_by("since", "pk")
    return Found(rows, lambda found: [_undated(each, asked=asked) for each in found])


def put_off_again(asked: Asked) -> Found:
    """Filed applications put off more than once, those put off most often first: an alert for both sides."""
    put_off = Count("commission_items", filter=Q(commission_items__next_known__isnull=False))
    rows = kept(applications_visible_to(asked.actor, today=asked.today, state=State.FILED).wishes(), asked)
    rows = rows.annotate(times=put_off).filter(times__gte=REPEATED_FROM).order_by("-times", "filed_on", "pk")
    return Found(rows, lambda found: [_again(each, asked=asked) for each in found])


def _again(application: Any, *, asked: Asked) -> Line:
    chip = Chip(_("reportée %(n)s fois") % {"n": application.times}, "alert", "repeat")
    return _line(application, asked=asked, chips=(chip,))


def _undated(application: Any, *, asked: Asked) -> Line:
    length = duration_words((asked.today - application.since).days)
    chip = Chip(_("date inconnue depuis %(length)s") % {"length": length}, "alert", "circle-question-mark")
    return _line(application, asked=asked, chips=(chip,))


def _line(application: Application, *, asked: Asked, chips: tuple[Chip, ...]) -> Line:
    filed = relative_words(application.filed_on or asked.today, today=asked.today)
    words = {"association": application.organisation.name, "filed": filed}
    renewal = application.kind == ApplicationKind.RENEWAL
    if application.kind == ApplicationKind.END:
        words["filed"] = _("fin de parcours proposée %(filed)s") % {"filed": filed}
        return Line(
            title=application.number or "", person=application.person, url=link(Page.APPLICATION, application.pk),
            detail=_("%(association)s, %(filed)s") % words, chips=chips,
        )  # fmt: skip
    return Line(
        title=application.number or "",
        person=application.person,
        url=link(Page.APPLICATION, application.pk),
        detail=(_("%(association)s, renouvellement déposé %(filed)s") if renewal else _("%(association)s, déposée %(filed)s")) % words,
        chips=chips,
    )


FILED = register(
    Pile(
        code="deposees",
        title=_("Demandes déposées, sans séance"),
        lead=_("Le plus ancien dépôt d'abord, avec la cause de l'attente."),
        empty=_("Aucune demande n'attend de séance"),
        teaches=_("Une demande déposée apparaît ici jusqu'à son inscription à l'ordre du jour d'une séance."),
        permission=Permission.APPLICATION_LIST,
        find=filed,
        scope=Scope.TERRITORY,
    )
)
PUT_OFF_AGAIN = register(
    Pile(
        code="reportees",
        title=_("Demandes reportées plusieurs fois"),
        lead=_("Les plus souvent reportées d'abord : une même personne attend une séance après l'autre."),
        empty=_("Aucune demande n'est reportée plusieurs fois"),
        teaches=_("Une demande apparaît ici à son deuxième report, jusqu'à ce qu'une séance l'examine."),
        permission=Permission.APPLICATION_LIST,
        find=put_off_again,
        owned=True,
    )
)
WITHOUT_DATE = register(
    Pile(
        code="sans-date",
        title=_("Demandes déposées, date inconnue"),
        lead=_("Ni séance prévue, ni date annoncée : l'attente la plus longue d'abord."),
        empty=_("Chaque demande déposée a une date"),
        teaches=_("Une demande apparaît ici quand aucune séance n'est prévue, ou quand la dernière n'a pas dit la suivante."),
        permission=Permission.APPLICATION_LIST,
        find=without_date,
        owned=True,
    )
)
