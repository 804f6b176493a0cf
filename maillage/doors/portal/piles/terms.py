"""Lists of rights that end: pathways and permits, their ends computed with the regimes known today, never stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.core.clock.alerts import Alert, AlertLevel, alert_for
from maillage.core.clock.ends import EndOfRight, end_of_right
from maillage.core.law import Right, current_law
from maillage.doors.portal.links import Page, link
from maillage.doors.portal.piles.applications import kept
from maillage.doors.portal.piles.registry import Pile, register
from maillage.doors.portal.sessions import Calendar, calendars
from maillage.doors.portal.values import Asked, Chip, Found, Line
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.speech import day_words, relative_words, say
from maillage.pathway.psp.models import Application, Kind, Pathway, Permit, Term
from maillage.pathway.psp.selectors import applications_visible_to, pathways_visible_to, state_label
from maillage.pathway.psp.workflow import State

LEVELS: Mapping[AlertLevel, tuple[Any, str]] = {
    AlertLevel.PAST: (_("terme dépassé"), "alert"),
    AlertLevel.DAILY: (_("moins d'une semaine"), "alert"),
    AlertLevel.ONE_WEEK: (_("une semaine"), "alert"),
    AlertLevel.SIX_WEEKS: (_("moins de six semaines"), "wait"),
    AlertLevel.THREE_MONTHS: (_("moins de trois mois"), "calm"),
    AlertLevel.NONE: (_("plus tard"), "neutral"),
}


@dataclass(frozen=True)
class Ending:
    """A right that ends soon: the computed end, how pressing it is, and the renewal under way."""

    pathway: Pathway
    end: EndOfRight
    alert: Alert
    renewal: Application | None = None

    @property
    def presses(self) -> bool:
        """Late, or to act on within a week, and nothing filed yet for it."""
        filed = self.renewal is not None and self.renewal.filed_on is not None
        return not filed and self.alert.level in (AlertLevel.PAST, AlertLevel.DAILY, AlertLevel.ONE_WEEK)


def terms_ending(asked: Asked) -> list[Ending]:
    """Pathways whose running term ends within three months, or has ended, the first end first."""
    return [ending for ending in every_term(asked) if ending.alert.speaks]


def every_term(asked: Asked) -> list[Ending]:
    """The running term of each pathway with its computed end, the first end first; three queries."""
    last: dict[Any, Term] = {}
    rows = Term.unscoped.filter(pathway__in=_pathways(asked)).select_related("pathway__person", "pathway__organisation", "pathway__entry")
    for term in rows.order_by("pathway_id", "number"):
        last[term.pathway_id] = term
    planned = calendars({term.pathway.territory_id for term in last.values()}, today=asked.today)
    renewals = _renewals(last.values(), asked=asked)
    found = [_term(term, today=asked.today, calendar=planned.get(term.pathway.territory_id), renewals=renewals) for term in last.values()]
    return _by_day(found)


def permits_ending(asked: Asked) -> list[Ending]:
    """Pathways whose last permit ends within three months, or has ended, the first end first; one query."""
    last: dict[Any, Permit] = {}
    rows = Permit.unscoped.filter(pathway__in=_pathways(asked), expires_on__isnull=False).select_related(
        "pathway__person", "pathway__organisation", "pathway__entry"
    )
    for permit in rows.order_by("pathway_id", "expires_on", "pk"):
        last[permit.pathway_id] = permit
    endings = (_permit(each, expires=each.expires_on, today=asked.today) for each in last.values() if each.expires_on is not None)
    return _by_day(ending for ending in endings if ending.alert.speaks)


def _pathways(asked: Asked) -> Any:
    return kept(pathways_visible_to(asked.actor, today=asked.today), asked).order_by().values("pk")


def _renewals(terms: Iterable[Term], *, asked: Asked) -> Mapping[Any, Application]:
    people = [term.pathway.person_id for term in terms if term.pathway.person_id is not None]
    # Through what the actor may see: the State must not learn of a renewal before it is filed.
    rows = applications_visible_to(asked.actor, today=asked.today).waiting().filter(kind=Kind.RENEWAL, person__in=people)
    return {application.person_id: application for application in rows}


def _term(term: Term, *, today: date, calendar: Calendar | None, renewals: Mapping[Any, Application]) -> Ending:
    law = current_law()
    end = end_of_right(right=Right.PSP, expires=term.expires_on, as_known_on=today, law=law)
    alert = alert_for(
        ends=end.new_expires,
        today=today,
        next_session=calendar.next_on if calendar else None,
        law=law,
        filing_days=calendar.filing_days if calendar else None,
    )
    return Ending(term.pathway, end, alert, renewals.get(term.pathway.person_id))


def _permit(permit: Permit, *, expires: date, today: date) -> Ending:
    law = current_law()
    end = end_of_right(right=Right.RESIDENCE_DOCUMENT, expires=expires, as_known_on=today, law=law)
    return Ending(permit.pathway, end, alert_for(ends=end.new_expires, today=today, next_session=None, law=law, needs_session=False))


def _by_day(endings: Iterable[Ending]) -> list[Ending]:
    return sorted(endings, key=lambda ending: (ending.end.new_expires, str(ending.pathway.pk)))


def lines_of(endings: Sequence[Ending]) -> list[Line]:
    return [_line(ending) for ending in endings]


def _line(ending: Ending) -> Line:
    word, tone = LEVELS[ending.alert.level]
    chips = [Chip(word, tone)] if ending.alert.speaks else []
    if ending.end.moved:
        chips.append(Chip(_("prolongé : %(regime)s") % {"regime": _winner(ending.end)}, "calm", "calendar-plus"))
    if ending.renewal is not None:
        chips.append(Chip(_("renouvellement : %(state)s") % {"state": say(state_label(State(ending.renewal.state)))}, "calm", "repeat"))
    page = link(Page.APPLICATION, ending.renewal.pk) if ending.renewal else link(Page.PATHWAY, ending.pathway.pk)
    return Line(
        title=ending.pathway.entry.number or ending.pathway.organisation.name,
        person=ending.pathway.person,
        url=page,
        detail=ending.alert.sentence if ending.alert.speaks else _far(ending.end),
        chips=tuple(chips),
        because=ending.end.explanation,
    )


def _far(end: EndOfRight) -> Any:
    words = {"day": day_words(end.new_expires), "distance": relative_words(end.new_expires, today=end.as_known_on)}
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
