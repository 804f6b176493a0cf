"""If the application were ready on a day: which session, which term, how many months of rights, with which regimes. A simulation."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from maillage.core.clock.calendar import latest_sending
from maillage.core.clock.ending import EndOfRight
from maillage.core.clock.ends import end_of_right
from maillage.core.clock.terms import add_months, months_between, term_end
from maillage.core.clock.words import day_count, month_count
from maillage.core.law import Law, Right
from maillage.core.phrase import Phrase, phrase

HORIZON_MONTHS = 24


@dataclass(frozen=True)
class Running:
    """The pathway that a renewal continues: the end of its term under the regimes, and the months left under the cap."""

    end: EndOfRight
    months_left: int


@dataclass(frozen=True)
class Scenario:
    """What would follow from an application ready on a day. Without a session nothing more is computed: `session_on` is None.

    `covered` counts whole months of pathway from the first day to the cap, inside `HORIZON_MONTHS`; `waited` the days
    from the day of asking to the first day; `without` the days between the running term and the next one.
    """

    ready_on: date
    session_on: date | None
    sentences: tuple[Phrase, ...]
    file_by: date | None = None
    starts_on: date | None = None
    term: EndOfRight | None = None
    cap_on: date | None = None
    waited: int = 0
    without: int = 0
    covered: int = 0


def simulate_start(
    *,
    ready_on: date,
    today: date,
    sessions: Collection[date],
    filing_days: int,
    decision_days: int,
    law: Law,
    running: Running | None = None,
) -> Scenario:
    """Follow an application ready on `ready_on` through the first session that it can still reach.

    A session is reached when the last day to file (the session, less the notice, less `filing_days`) is not before `ready_on`.
    `decision_days`, between the session and the decision, is a hypothesis of the reader, not a rule. A renewal starts at the end of the
    running term when it is decided in time. Source: parameters notice.days, psp.initial_months, psp.renewal_months, psp.cap_months.
    Raises ValueError when `ready_on` is past, or a length is negative.
    """
    if ready_on < today or filing_days < 0 or decision_days < 0:
        raise ValueError("a simulation looks ahead")
    reached = _reached(ready_on, sessions=sessions, filing_days=filing_days, law=law)
    if reached is None:
        return Scenario(ready_on=ready_on, session_on=None, sentences=_no_session(ready_on, sessions=sessions, running=running))
    session, file_by = reached
    decided = session + timedelta(days=decision_days)
    starts = max(decided, running.end.new_expires) if running else decided
    months = law.value("psp.renewal_months" if running else "psp.initial_months", on=starts).value
    left = running.months_left if running else law.value("psp.cap_months", on=starts).value
    term = _term_of(starts, months=min(months, max(left, 1)), today=today, law=law)
    cap = add_months(starts, max(left, 0))
    waited, without = (starts - today).days, (starts - running.end.new_expires).days if running else 0
    covered = max(0, months_between(starts, min(cap, add_months(today, HORIZON_MONTHS))))
    said = (
        phrase("Prête le {ready}, à déposer au plus tard le {by}.", ready=ready_on, by=file_by),
        phrase("Première séance possible : le {session}.", session=session),
        phrase("Hypothèse, et non règle : la décision vient {days} après la séance.", days=day_count(decision_days)),
        *_first_day(starts, waited=waited, without=without, running=running),
        *_term(term),
        phrase("Sur les {horizon} à venir : {covered} de parcours.", horizon=month_count(HORIZON_MONTHS), covered=month_count(covered)),
    )
    return Scenario(ready_on, session, said, file_by, starts, term, cap, waited, without, covered)


def _term_of(starts: date, *, months: int, today: date, law: Law) -> EndOfRight:
    expires = term_end(origin=starts, months_each=months, number=1)
    return end_of_right(right=Right.PSP, expires=expires, as_known_on=today, law=law)


def _reached(ready_on: date, *, sessions: Collection[date], filing_days: int, law: Law) -> tuple[date, date] | None:
    """The first session that can still be reached, with its last day to file."""
    found = [(day, _file_by(day, filing_days=filing_days, law=law)) for day in sorted(sessions)]
    return next(((day, by) for day, by in found if by >= ready_on), None)


def _file_by(session: date, *, filing_days: int, law: Law) -> date:
    notice = law.value("notice.days", on=session).value
    return latest_sending(session_on=session, clear_days=notice).date - timedelta(days=filing_days)


def _no_session(ready_on: date, *, sessions: Collection[date], running: Running | None) -> tuple[Phrase, ...]:
    if sessions:
        said = [phrase("Prête le {ready}, la demande manque toutes les séances prévues : demandez-en une autre.", ready=ready_on)]
    else:
        said = [phrase("Aucune séance n’est prévue : rien ne peut être calculé. Demandez-en la date.")]
    if running is not None:
        said.append(phrase("La période en cours s’arrête le {end}.", end=running.end.new_expires))
    return tuple(said)


def _first_day(starts: date, *, waited: int, without: int, running: Running | None) -> list[Phrase]:
    if running is None:
        return [phrase("Premier jour : le {day}, après {days} d’attente.", day=starts, days=day_count(waited))]
    end, said = running.end.new_expires, []
    if running.end.moved:
        said.append(phrase("Un régime prolonge la période en cours jusqu’au {day} : à confirmer.", day=end))
    if without:
        said.append(phrase("La période en cours s’arrête le {end} : {days} sans parcours.", end=end, days=day_count(without)))
    else:
        said.append(phrase("La nouvelle période suit celle en cours, le {day}, sans jour perdu.", day=starts))
    return said


def _term(term: EndOfRight) -> list[Phrase]:
    said = [phrase("Terme de cette période : le {term}.", term=term.new_expires)]
    if term.moved:
        said.append(phrase("Ce terme est prolongé par un régime : à confirmer auprès de la préfecture."))
    return said
