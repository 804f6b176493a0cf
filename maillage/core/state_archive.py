"""Until when the State keeps the record of a session: its minutes, and the decisions that followed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from maillage.core.clock.terms import add_months
from maillage.core.law import DatedValue, Law
from maillage.core.phrase import Phrase, phrase


@dataclass(frozen=True)
class Kept:
    """The last day on which the record is kept (None: nobody can say yet), why, line by line, and the rules."""

    until: date | None
    because: tuple[Phrase, ...]
    rules: tuple[DatedValue, ...]

    def is_over(self, *, today: date) -> bool:
        """May its elimination be asked for? Not on the last day: after it."""
        return self.until is not None and today > self.until


def kept_until(*, closed_on: date, awaited: int, appeal_ends: Iterable[date], law: Law) -> Kept:
    """The record of a session closed on a day is kept for `retention.session_record_months`, and never less than the last appeal
    period of its decisions. `awaited` counts the files of the session whose appeal period has not begun, for want of a decision or of
    its notification: while there is one, no end can be said.

    Source: parameter `retention.session_record_months` (uncertain); code du patrimoine, art. R. 212-14, for the visa that follows.
    """
    months, visa = law.value("retention.session_record_months", on=closed_on), law.value("archives.visa", on=closed_on)
    schedule, ends = add_months(closed_on, months.value), sorted(appeal_ends)
    because = [phrase("Durée de conservation : {months} mois après la clôture, jusqu’au {day}.", months=months.value, day=schedule)]
    if ends:
        because.append(phrase("Dernier délai de recours d’une décision de cette séance : jusqu’au {day}.", day=ends[-1]))
    if awaited:
        because.append(
            phrase("Demandes dont le délai de recours ne court pas encore : {count}. Aucune fin ne peut être dite.", count=awaited)
        )
    because.append(phrase("Ensuite, rien n’est éliminé sans le visa des archives."))
    until = None if awaited else max([schedule, *ends])
    return Kept(until=until, because=tuple(because), rules=(months, visa))
