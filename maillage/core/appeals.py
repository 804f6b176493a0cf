"""The appeal period of a decision: the day it starts, the day it ends, and why. Every doubt is said, and none is turned against her."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from maillage.core.clock.calendar import Calendar
from maillage.core.clock.explained import ExplainedDate, Line
from maillage.core.clock.terms import add_months
from maillage.core.clock.words import month_count
from maillage.core.law import Confidence, DatedValue, Law
from maillage.core.phrase import Phrase, phrase

WHAT = phrase("Dernier jour pour saisir le tribunal administratif")
UNPROVED = phrase("Aucune preuve du jour n’est gardée : ce délai ne peut pas lui être opposé sans elle, la date est indicative.")


@dataclass(frozen=True)
class AppealPeriod:
    """`starts` is the first day that counts; `end` the last day on which the court may be seized, explained.

    `enforceable` is False when the notification did not state the remedies, or when nothing proves its day: the end is then only
    the latest day on which nobody would argue, never a reason to tell her that it is too late.
    """

    starts: date
    end: ExplainedDate
    enforceable: bool

    def days_left(self, *, today: date) -> int:
        """Days left after today; zero on the last day, negative afterwards."""
        return (self.end.day - today).days


def appeal_period(*, notified: date, proved: bool, stated: bool, law: Law, calendar: Calendar, known_on: date) -> AppealPeriod:
    """The period that a notification opens. `stated`: it said the ways and delays of appeal; `proved`: something proves its day.

    Source: CJA, art. R. 421-1 (two months, a clear term: neither the day of notification nor that of the term counts; parameters
    `appeal.months` and `appeal.clear_term`) and R. 421-5 (`appeal.stated_required`); without the remedies, the reasonable delay of
    CE, 13 July 2016, n° 387763 (`appeal.reasonable_months`). A term that falls on a closed day goes to the next open one. What a text
    of crisis known on `known_on` postponed is postponed (`appeal.postponed`).
    """
    required = law.value("appeal.stated_required", on=notified)
    lacks = bool(required.value) and not stated
    length = law.value("appeal.reasonable_months" if lacks else "appeal.months", on=notified)
    clear = law.value("appeal.clear_term", on=notified)
    starts = notified + timedelta(days=1)
    term = add_months(notified, length.value) + timedelta(days=1 if clear.value else 0)
    moved = calendar.moved_to_open_day(term)
    rules = [_line(_length_words(length, starts=starts, lacks=lacks), length)]
    if lacks:
        rules.insert(
            0, _line(phrase("Les recours et leur délai n’étaient pas dits : le délai ordinaire ne court pas contre elle."), required)
        )
    if clear.value:
        rules.append(_line(phrase("Délai franc : ni le jour de la notification ni celui du terme ne comptent, le {day}.", day=term), clear))
    rules += [Line(each) for each in moved.explanation]
    postponed = _postponed(moved.date, law=law, notified=notified, known_on=known_on)
    used = [length, clear, required]
    events = [phrase("Elle a su la décision le {day}.", day=notified)] + ([] if proved else [UNPROVED])
    weakest = used[0].confidence.weakest(*(each.confidence for each in used[1:]), *([postponed[1].confidence] if postponed else []))
    return AppealPeriod(
        starts=starts,
        end=ExplainedDate(
            what=WHAT,
            day=postponed[0]["until"] if postponed else moved.date,
            events=tuple(Line(each) for each in events),
            rules=tuple(rules),
            regimes=(_postponed_line(*postponed),) if postponed else (),
            confidence=weakest if proved else Confidence.UNCERTAIN,
            moved_from=moved.date if postponed else None,
        ),
        enforceable=proved and not lacks,
    )


def _line(said: Phrase, value: DatedValue) -> Line:
    return Line(said, value.source, value.confidence)


def _length_words(length: DatedValue, *, starts: date, lacks: bool) -> Phrase:
    months = month_count(length.value)
    if lacks:
        return phrase("Un recours reste possible, en règle générale, pendant {months} à compter du {starts}.", months=months, starts=starts)
    return phrase("Le délai est de {months}, à compter du {starts}.", months=months, starts=starts)


def _postponed(day: date, *, law: Law, notified: date, known_on: date) -> tuple[Mapping[str, Any], DatedValue] | None:
    """The text of crisis known that day which postpones a period ending in its window."""
    value = law.value("appeal.postponed", on=notified)
    for row in value.value:
        if row["published"] <= known_on and row["window_from"] <= day <= row["window_to"]:
            return row, value
    return None


def _postponed_line(row: Mapping[str, Any], value: DatedValue) -> Line:
    said = phrase(
        "{code} reporte les recours qui devaient être faits entre le {first} et le {last} : jusqu’au {until}.",
        code=row["code"],
        first=row["window_from"],
        last=row["window_to"],
        until=row["until"],
    )
    return _line(said, value)
