"""Lists of rights that end: pathways and permits, their ends computed with the regimes known today, never stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.core.clock.alerts import Alert, AlertLevel, Gesture, alert_for, gesture_for
from maillage.core.clock.ends import EndOfRight
from maillage.core.law import current_law
from maillage.doors.portal.links import Page, link
from maillage.doors.portal.piles.applications import kept
from maillage.doors.portal.piles.registry import Pile, register
from maillage.doors.portal.sessions import Calendar, calendars
from maillage.doors.portal.values import Asked, Chip, Found, Line
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.speech import day_words, relative_words, say
from maillage.pathway.psp.models import Application, Kind, Pathway, Permit
from maillage.pathway.psp.selectors import (
    Held,
    applications_visible_to,
    held_permits,
    held_terms,
    pathways_visible_to,
    reviewed_terms,
    state_label,
    terms_of,
)
from maillage.pathway.psp.selectors.rights import PERMIT_ORDER
from maillage.pathway.psp.workflow import State

LEVELS: Mapping[AlertLevel, tuple[Any, str]] = {
    AlertLevel.PAST: (_("terme dépassé"), "alert"),
    AlertLevel.DAILY: (_("moins d'une semaine"), "alert"),
    AlertLevel.ONE_WEEK: (_("une semaine"), "alert"),
    AlertLevel.SIX_WEEKS: (_("moins de six semaines"), "wait"),
    AlertLevel.THREE_MONTHS: (_("moins de trois mois"), "calm"),
    AlertLevel.NONE: (_("plus tard"), "neutral"),
}


GESTURES: Mapping[Gesture, tuple[Any, str]] = {
    Gesture.REVIEW: (_("préparer le bilan"), "list-checks"),
    Gesture.FILE: (_("déposer le renouvellement"), "send"),
    Gesture.FOLLOW: (_("demander où en est le renouvellement"), "message-circle"),
    Gesture.PERMIT: (_("demander le renouvellement du titre"), "id-card"),
}


@dataclass(frozen=True)
class Ending:
    """A right that ends soon: its day as every page shows it, how pressing it is, the renewal under way, the act that it calls for."""

    pathway: Pathway
    held: Held
    alert: Alert
    today: date
    renewal: Application | None = None
    gesture: Gesture | None = None

    @property
    def presses(self) -> bool:
        """Late, or to act on within a week, and nothing filed yet for it."""
        filed = self.renewal is not None and self.renewal.filed_on is not None
        return not filed and self.alert.level in (AlertLevel.PAST, AlertLevel.DAILY, AlertLevel.ONE_WEEK)


def terms_ending(asked: Asked) -> list[Ending]:
    """Pathways whose running term ends within three months, or has ended, the first end first."""
    return [ending for ending in every_term(asked) if ending.alert.speaks]


def reviews_to_hold(asked: Asked) -> list[Ending]:
    """Those whose review is to be prepared now."""
    return [ending for ending in every_term(asked) if ending.gesture is Gesture.REVIEW]


def every_term(asked: Asked) -> list[Ending]:
    """The running term of each pathway with its computed end, the first end first; four queries, once for a page."""
    found: list[Ending] = asked.once("terms", _read_terms)
    return found


def _read_terms(asked: Asked) -> list[Ending]:
    rows = pathways_visible_to(asked.actor, today=asked.today)
    pathways = {each.pk: each for each in kept(rows, asked)}
    terms = terms_of(pathways)
    planned = calendars({each.territory_id for each in pathways.values()}, today=asked.today)
    renewals, reviewed = _renewals(pathways.values(), asked=asked), reviewed_terms(terms)
    law = current_law()
    found = []
    for pk, known in terms.items():
        pathway, held = pathways[pk], held_terms(known, today=asked.today, law=law)[-1]
        alert = _alert(held, today=asked.today, calendar=planned.get(pathway.territory_id))
        renewal = renewals.get(pathway.person_id)
        filed = renewal is not None and renewal.filed_on is not None
        gesture = gesture_for(alert, reviewed=held.row.pk in reviewed, filed=filed) if _works_on(pathway, asked) else None
        found.append(Ending(pathway, held, alert, asked.today, renewal, gesture))
    return _by_day(found)


def _works_on(pathway: Pathway, asked: Asked) -> bool:
    return pathway.person_id is not None and asked.actor.may(Permission.APPLICATION_PREPARE, on=pathway)


def permits_ending(asked: Asked) -> list[Ending]:
    """Pathways whose last permit ends within three months, or has ended, the first end first; one query."""
    law = current_law()
    found: dict[Any, list[Permit]] = {}
    rows = Permit.unscoped.filter(pathway__in=_pathways(asked)).select_related("pathway__person", "pathway__organisation", "pathway__entry")
    for permit in rows.order_by("pathway_id", *PERMIT_ORDER):
        found.setdefault(permit.pathway_id, []).append(permit)
    endings = []
    for permits in found.values():
        if not (held := held_permits(permits, today=asked.today, law=law)):
            continue
        renewed = any(each.delivered_on is None and each.refused_on is None for each in permits)
        alert = alert_for(ends=held[-1].last, today=asked.today, next_session=None, law=law, needs_session=False)
        gesture = gesture_for(alert, reviewed=True, filed=renewed, needs_session=False)
        endings.append(Ending(permits[0].pathway, held[-1], alert, asked.today, gesture=gesture))
    return _by_day(ending for ending in endings if ending.alert.speaks)


def _pathways(asked: Asked) -> Any:
    return kept(pathways_visible_to(asked.actor, today=asked.today), asked).order_by().values("pk")


def _renewals(pathways: Iterable[Pathway], *, asked: Asked) -> Mapping[Any, Application]:
    people = [pathway.person_id for pathway in pathways if pathway.person_id is not None]
    # Through what the actor may see: the State must not learn of a renewal before it is filed.
    rows = applications_visible_to(asked.actor, today=asked.today).waiting().filter(kind=Kind.RENEWAL, person__in=people)
    return {application.person_id: application for application in rows}


def _alert(held: Held, *, today: date, calendar: Calendar | None) -> Alert:
    return alert_for(
        ends=held.last,
        today=today,
        next_session=calendar.next_on if calendar else None,
        law=current_law(),
        filing_days=calendar.filing_days if calendar else None,
    )


def _by_day(endings: Iterable[Ending]) -> list[Ending]:
    return sorted(endings, key=lambda ending: (ending.held.last, str(ending.pathway.pk)))


def lines_of(endings: Sequence[Ending]) -> list[Line]:
    return [_line(ending) for ending in endings]


def _line(ending: Ending) -> Line:
    word, tone = LEVELS[ending.alert.level]
    chips = [Chip(word, tone)] if ending.alert.speaks else []
    if ending.held.moved and ending.held.end is not None:
        chips.append(Chip(_("prolongé : %(regime)s") % {"regime": _winner(ending.held.end)}, "calm", "calendar-plus"))
    if ending.renewal is not None:
        chips.append(Chip(_("renouvellement : %(state)s") % {"state": say(state_label(State(ending.renewal.state)))}, "calm", "repeat"))
    if ending.gesture is not None:
        words, icon = GESTURES[ending.gesture]
        chips.append(Chip(words, "wait", icon))
    page = link(Page.APPLICATION, ending.renewal.pk) if ending.renewal else link(Page.PATHWAY, ending.pathway.pk)
    return Line(
        title=ending.pathway.entry.number or ending.pathway.organisation.name,
        person=ending.pathway.person,
        url=page,
        detail=ending.alert.sentence if ending.alert.speaks else _far(ending),
        chips=tuple(chips),
        because=ending.held.because,
    )


def _far(ending: Ending) -> Any:
    words = {"day": day_words(ending.held.last), "distance": relative_words(ending.held.last, today=ending.today)}
    return _("Terme le %(day)s, %(distance)s.") % words


def _winner(end: EndOfRight) -> str:
    return max(end.applied, key=lambda applied: applied.new_expires).id


TERMS = register(
    Pile(
        code="termes",
        title=_("Parcours dont le terme approche"),
        lead=_("Terme calculé avec les régimes publiés à ce jour. Le premier terme d'abord."),
        empty=_("Aucun terme dans les trois mois"),
        teaches=_("Un parcours apparaît ici trois mois avant son terme, pour préparer le renouvellement à temps."),
        permission=Permission.APPLICATION_LIST,
        find=lambda asked: Found(terms_ending(asked), lines_of),
        owned=True,
    )
)
PATHWAYS = register(
    Pile(
        code="parcours",
        title=_("Parcours en cours"),
        lead=_("Terme calculé avec les régimes publiés à ce jour. Le premier terme d'abord."),
        empty=_("Aucun parcours en cours"),
        teaches=_("Un parcours commence par une décision favorable : son premier terme apparaîtra ici."),
        permission=Permission.APPLICATION_LIST,
        find=lambda asked: Found(every_term(asked), lines_of),
        owned=True,
    )
)
PERMITS = register(
    Pile(
        code="titres",
        title=_("Titres de séjour qui finissent"),
        lead=_("Fin calculée avec les prolongations publiées à ce jour. Le premier d'abord."),
        empty=_("Aucun titre ne finit dans les trois mois"),
        teaches=_("Notez le titre délivré et sa fin sur le parcours : il apparaîtra ici trois mois avant."),
        permission=Permission.PATHWAY_RECORD,
        find=lambda asked: Found(permits_ending(asked), lines_of),
        owned=True,
    )
)
REVIEWS = register(
    Pile(
        code="bilans",
        title=_("Bilans à préparer"),
        lead=_("Le bilan se tient avec elle avant de demander la suite. Le premier terme d'abord."),
        empty=_("Aucun bilan à préparer"),
        teaches=_("Un bilan apparaît ici trois mois avant le terme, ou plus tôt quand une séance vient avant."),
        permission=Permission.APPLICATION_PREPARE,
        find=lambda asked: Found(reviews_to_hold(asked), lines_of),
        owned=True,
    )
)
