"""The year of a commission: its sessions beside the law's minimum, who waits for which, and what another rhythm would give."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from maillage.core.clock.calendar import Calendar
from maillage.core.deliberation import Ruling
from maillage.core.law import current_law
from maillage.core.year_plan import (
    Filed,
    Renewal,
    Scenario,
    TermEnd,
    Wait,
    YearCount,
    longest_gap,
    renewals,
    scenario,
    spread,
    who_waits,
    year_count,
)
from maillage.foundation.access.actor import Actor
from maillage.foundation.ui.explanation import Reason
from maillage.pathway.commission.models import Commission, Item, Kind, Session, first_day_left
from maillage.pathway.commission.selectors.sessions import reason_of
from maillage.pathway.commission.workflow import LIVE_STATES, State
from maillage.pathway.psp.models import Application, Pathway
from maillage.pathway.psp.models import Kind as Asked
from maillage.pathway.psp.selectors import held_terms, terms_of
from maillage.pathway.psp.workflow import State as ApplicationState

MOST_SESSIONS = 6


@dataclass(frozen=True)
class WaitLine:
    """An application that waits, and the session that would examine it."""

    application: Application
    wait: Wait


@dataclass(frozen=True)
class TermLine:
    """A pathway whose term ends, and the session that can renew it in time."""

    pathway: Pathway
    renewal: Renewal


@dataclass(frozen=True)
class YearPage:
    """All that the page of a year shows, read in a fixed number of queries."""

    year: int
    count: YearCount
    sessions: tuple[Session, ...]
    gap: tuple[date, date] | None
    waits: tuple[WaitLine, ...]
    terms: tuple[TermLine, ...]
    scenarios: tuple[Scenario, ...]
    filing_days: int

    @property
    def without(self) -> int:
        """Applications that no planned session takes."""
        return sum(line.wait.session_on is None for line in self.waits)

    @property
    def missed(self) -> list[TermLine]:
        """Terms that would end before any session could renew them."""
        return [line for line in self.terms if not line.renewal.in_time]

    @property
    def longest(self) -> int | None:
        """The longest wait of those who have a session, in days."""
        return max((line.wait.days for line in self.waits if line.wait.days is not None), default=None)


def year_page(actor: Actor, commission: Commission, *, year: int, today: date, room: int | None = None) -> YearPage:
    """Read the year of a commission; `room` is how many applications one session takes, when that is known."""
    sessions = _sessions_of(commission, today=today)
    this_year = tuple(each for each in sessions if each.held_on.year == year)
    ahead = [first_day_left(each.held_on, today=today) for each in sessions if _takes_files(each, today=today)]
    applications, filed = _filed(actor, commission, today=today)
    pathways, terms = _terms(actor, commission, year=year, today=today)
    days, law = commission.filing_deadline_days, current_law()
    counted = [each for each in this_year if each.state != State.CANCELLED]
    # What came before this year opens its first interval.
    before = [each.held_on for each in sessions if each.held_on.year < year and each.state != State.CANCELLED]
    return YearPage(
        year=year,
        count=year_count(
            year=year,
            held=[each.held_on for each in counted if each.state == State.CLOSED],
            planned=[each.held_on for each in counted if each.state != State.CLOSED],
            law=law,
        ),
        sessions=this_year,
        gap=longest_gap({*before[-1:], *(each.held_on for each in counted)}),
        waits=tuple(
            WaitLine(applications[each.filed.key], each)
            for each in who_waits(filed=filed, sessions=ahead, filing_days=days, today=today, room=room)
        ),
        terms=tuple(
            TermLine(pathways[each.term.key], each) for each in renewals(terms=terms, sessions=ahead, filing_days=days, today=today)
        ),
        scenarios=_scenarios(filed=filed, terms=terms, filing_days=days, today=today, room=room, department=commission.territory_id),
        filing_days=days,
    )


def _sessions_of(commission: Commission, *, today: date) -> tuple[Session, ...]:
    rows = Session.unscoped.filter(commission=commission, held_on__gte=date(today.year - 1, 1, 1))
    return tuple(rows.order_by("held_on", "pk"))


def _takes_files(session: Session, *, today: date) -> bool:
    """Is its agenda still open, for files of persons?"""
    return session.state == State.DRAFT and session.kind == Kind.INDIVIDUAL_PSP and session.last_day >= today


def _filed(actor: Actor, commission: Commission, *, today: date) -> tuple[dict[str, Application], list[Filed]]:
    """Applications filed or on an agenda, without the proposed ends of pathways: nobody waits for those as one waits to enter."""
    rows = (
        Application.objects.visible_to(actor, today=today)
        .filter(territory_id=commission.territory_id, state__in=[ApplicationState.FILED, ApplicationState.SCHEDULED], filed_on__lte=today)
        .exclude(kind=Asked.END)
        .select_related("organisation")
    )
    found = {str(each.pk): each for each in rows.order_by("filed_on", "number", "pk")}
    placed = Item.unscoped.filter(application__in=list(found), outcome="", session__state__in=LIVE_STATES)
    fixed = {str(pk): day for pk, day in placed.order_by("session__held_on").values_list("application_id", "session__held_on")}
    return found, [Filed(key, each.filed_on or today, fixed.get(key)) for key, each in found.items()]


def _terms(actor: Actor, commission: Commission, *, year: int, today: date) -> tuple[dict[str, Pathway], list[TermEnd]]:
    """The running terms that end from today to the last day of the year, as the regimes known today leave them."""
    rows = Pathway.objects.visible_to(actor, today=today).filter(territory_id=commission.territory_id, ended_on__isnull=True)
    pathways = {each.pk: each for each in rows.select_related("organisation", "entry").order_by("starts_on", "pk")}
    law, found = current_law(), []
    for pk, terms in terms_of(pathways).items():
        held = held_terms(terms, today=today, law=law)
        if held and today <= held[-1].last <= date(year, 12, 31):
            found.append(TermEnd(str(pk), held[-1].last))
    return {str(pk): each for pk, each in pathways.items()}, found


def _scenarios(
    *, filed: Collection[Filed], terms: Collection[TermEnd], filing_days: int, today: date, room: int | None, department: str
) -> tuple[Scenario, ...]:
    """So many sessions over the twelve months to come, evenly spread on open days."""
    free = [Filed(each.key, each.since) for each in filed]
    calendar = Calendar(department=department)
    return tuple(
        scenario(
            days=spread(first=today, last=today + timedelta(days=365), count=count, calendar=calendar),
            count=count,
            filed=free,
            terms=terms,
            filing_days=filing_days,
            today=today,
            room=room,
        )
        for count in range(1, MOST_SESSIONS + 1)
    )


def count_reason(count: YearCount) -> Reason:
    """The minimum of the year, with its source."""
    return reason_of(Ruling(not count.missing, count.phrase, count.because, count.confidence))
