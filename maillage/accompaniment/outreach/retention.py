"""How long the words of a round and of an alert are kept, and which are due."""

from __future__ import annotations

from datetime import date

from maillage.accompaniment.outreach.models import MinorAlert, Round
from maillage.core.clock.terms import add_months
from maillage.core.law import current_law


def keep_until(street_round: Round) -> date:
    """The day from which its note must go (parameter retention.outreach_note_months). Counts stay."""
    months = current_law().value("retention.outreach_note_months", on=street_round.day).value
    return add_months(street_round.day, months)


def notes_due(*, today: date) -> list[Round]:
    """Rounds past the term of their note, of which something is left to forget."""
    rows = Round.unscoped.done().filter(forgotten=False, day__lt=today).order_by("day", "pk")
    return [each for each in rows if each.note is not None and keep_until(each) <= today]


def alerts_due(*, today: date) -> list[MinorAlert]:
    """Alerts ended whose time is over (parameter minor.keep_months): to be erased by somebody with the right `minors`."""
    return list(MinorAlert.unscoped.filter(keep_until__lt=today).order_by("keep_until", "pk"))
