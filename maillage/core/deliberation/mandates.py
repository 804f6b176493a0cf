"""How a mandate and a vacancy stand: what is over alerts, and ends nothing by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from maillage.core.clock.terms import add_months
from maillage.core.law import Confidence, Law, Source
from maillage.core.law.values import Matter, Regime
from maillage.core.phrase import Phrase, phrase

_ALERT_MONTHS = 3


class MandateState(StrEnum):
    """Where a mandate stands, from the calmest to the most pressing."""

    RUNNING = "running"
    UNKNOWN = "unknown"
    ENDING = "ending"
    OVER = "over"


@dataclass(frozen=True)
class MandateEnd:
    """The end of a mandate in words, with the texts behind it."""

    state: MandateState
    phrase: Phrase
    because: tuple[Source, ...]
    confidence: Confidence

    @property
    def alerts(self) -> bool:
        """Is somebody to do something?"""
        return self.state in (MandateState.ENDING, MandateState.OVER)


def mandate_end(*, until: date | None, today: date, law: Law) -> MandateEnd:
    """Where a mandate stands whose last day is `until` (None: the order was not copied here). It alerts three months before.

    A mandate that ended while an exceptional text on sittings held may have been prolonged by it: said, not concluded.
    Source: parameter `commission.mandates` (décret 2006-665, art. 8 and 9: by the local order); ordonnance 2020-347.
    """
    rule = law.value("commission.mandates", on=today)
    because = [rule.source]
    if until is None:
        state, said = MandateState.UNKNOWN, phrase("Terme du mandat non noté : l'arrêté préfectoral le fixe.")
    elif today > until:
        prolonged = next((each for each in law.regimes if each.matter is Matter.REMOTE_SITTING and _may_prolong(each, until, today)), None)
        state, said = MandateState.OVER, phrase("Mandat arrivé à son terme le {until} : un nouvel arrêté est à demander.", until=until)
        if prolonged is not None:
            because.append(prolonged.source)
            said = phrase(
                "Mandat arrivé à son terme le {until}. Il a pu être prolongé ({regime}) : à confirmer auprès de la préfecture.",
                until=until,
                regime=prolonged.title,
            )
    elif add_months(today, _ALERT_MONTHS) >= until:
        state, said = MandateState.ENDING, phrase("Mandat jusqu'au {until} : préparez son renouvellement.", until=until)
    else:
        state, said = MandateState.RUNNING, phrase("Mandat jusqu'au {until}.", until=until)
    return MandateEnd(state, said, tuple(because), rule.confidence)


def _may_prolong(regime: Regime, until: date, today: date) -> bool:
    return regime.window_holds(until) and regime.was_published(on=today)


def vacancy(*, since: date, mandate_until: date | None, law: Law, today: date) -> MandateEnd:
    """A seat that nobody holds `since` a day; whoever replaces is named for what remains of the mandate (CRPA, art. R. 133-4)."""
    rule = law.value("session.vacancy", on=today)
    if mandate_until is not None and mandate_until >= today:
        said = phrase(
            "Siège vacant depuis le {since} : la personne nommée siège jusqu'au {until}, pour le reste du mandat.",
            since=since,
            until=mandate_until,
        )
    else:
        said = phrase("Siège vacant depuis le {since} : il compte quand même dans la base du quorum.", since=since)
    return MandateEnd(MandateState.OVER, said, (rule.source,), rule.confidence)
