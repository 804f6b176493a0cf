"""Simulations on a pathway or an application: starting now or later, and what a regime does. Nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from maillage.core.clock.regime_effect import Effect, Held, effect_of_regime, regimes_to_try
from maillage.core.clock.start import Running, Scenario, simulate_start
from maillage.core.clock.terms import add_months
from maillage.core.law import Law, Regime, Right, current_law
from maillage.core.phrase import phrase
from maillage.pathway.psp.models import Application, Kind, Pathway
from maillage.pathway.psp.selectors.journey import Journey, journey_of
from maillage.pathway.psp.sessions import filing_days, planned_sessions

DECISION_DAYS = 15
"""Days between a session and the signed decision: a hypothesis of the house, said on the page, and changed there."""
LATER_MONTHS = 2


@dataclass(frozen=True)
class StartPage:
    """The two scenarios side by side, and what they rest on."""

    scenarios: tuple[Scenario, ...]
    sessions_known: bool
    decision_days: int
    journey: Journey | None

    @property
    def months_lost(self) -> int:
        """Months of rights that the later start loses."""
        first, last = self.scenarios[0], self.scenarios[-1]
        return max(0, first.covered - last.covered)


def start_of(
    application: Application, *, today: date, later_on: date | None = None, decision_days: int = DECISION_DAYS, law: Law | None = None
) -> StartPage:
    """What follows if the application is ready today, and if it is ready on `later_on` (two months from now)."""
    law = law or current_law()
    pathway = _renewed(application)
    journey = journey_of(pathway, today=today, law=law) if pathway is not None else None
    sessions = planned_sessions(territory_id=application.territory_id, today=today)
    known = filing_days(territory_id=application.territory_id)
    filing = known if known is not None else int(law.value("notice.margin_days", on=today).value)
    running = _running(journey)
    ready = (today, later_on or add_months(today, LATER_MONTHS))
    scenarios = tuple(
        simulate_start(
            ready_on=day,
            today=today,
            sessions=sessions or (),
            filing_days=filing,
            decision_days=decision_days,
            law=law,
            running=running,
        )
        for day in ready
    )
    return StartPage(scenarios=scenarios, sessions_known=sessions is not None, decision_days=decision_days, journey=journey)


def _renewed(application: Application) -> Pathway | None:
    if application.kind != Kind.RENEWAL or application.person_id is None:
        return None
    found: Pathway | None = Pathway.unscoped.filter(person_id=application.person_id, ended_on__isnull=True).first()
    return found


def _running(journey: Journey | None) -> Running | None:
    if journey is None:
        return None
    end = journey.current.end
    return Running(end=end, months_left=journey.meter.months_left) if end is not None else None


def regimes() -> tuple[Regime, ...]:
    """The regimes that can be tried on a pathway."""
    return regimes_to_try(current_law())


def effect_on(journey: Journey, *, regime_id: str, today: date, law: Law | None = None) -> Effect:
    """What a regime does to the running term, to the last document delivered and to the running allowance. Raises LookupError."""
    held = [Held(journey.current.explained.what, Right.PSP, journey.current.row.expires_on)]
    if journey.permits:
        held.append(Held(journey.permits[-1].explained.what, Right.RESIDENCE_DOCUMENT, journey.permits[-1].row.expires_on))
    if journey.allowances:
        held.append(Held(journey.allowances[-1].explained.what, Right.AFIS, journey.allowances[-1].row.expires_on))
    if journey.accreditations:
        held.append(Held(phrase("Agrément de l’association"), Right.AGREMENT, journey.accreditations[-1].row.expires_on))
    return effect_of_regime(regime_id=regime_id, held=held, as_known_on=today, law=law or current_law())
