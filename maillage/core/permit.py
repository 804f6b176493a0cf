"""The residence document that may follow a pathway: where it stands, what its days say, and what its silence is worth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from maillage.core.clock.calendar import Deadline
from maillage.core.clock.terms import add_months
from maillage.core.clock.words import day_count
from maillage.core.law import Law
from maillage.core.phrase import Phrase, phrase


class PermitState(StrEnum):
    """Where a residence document stands: each is the last thing that happened."""

    TO_ASK = "to_ask"
    ASKED = "asked"
    APPOINTMENT = "appointment"
    RECEIPT = "receipt"
    DELIVERED = "delivered"
    EXPIRED = "expired"
    REFUSED = "refused"

    @property
    def label(self) -> Phrase:
        """The state in words."""
        return _LABELS[self]


_LABELS = {
    PermitState.TO_ASK: phrase("à demander"),
    PermitState.ASKED: phrase("demandé"),
    PermitState.APPOINTMENT: phrase("rendez-vous donné"),
    PermitState.RECEIPT: phrase("récépissé remis"),
    PermitState.DELIVERED: phrase("remis"),
    PermitState.EXPIRED: phrase("fini"),
    PermitState.REFUSED: phrase("refusé"),
}


class PermitContradiction(ValueError):
    """The days contradict each other. `phrase` says which, for a person."""

    def __init__(self, said: Phrase) -> None:
        super().__init__(str(said))
        self.phrase = said


@dataclass(frozen=True)
class PermitDays:
    """The days of one document, each known or not. Raises PermitContradiction when they contradict each other."""

    asked: date | None = None
    appointment: date | None = None
    receipt: date | None = None
    receipt_until: date | None = None
    delivered: date | None = None
    expires: date | None = None
    refused: date | None = None

    def __post_init__(self) -> None:
        for holds, said in self._demands():
            if not holds:
                raise PermitContradiction(said)

    def _demands(self) -> tuple[tuple[bool, Phrase], ...]:
        noted = (self.asked, self.appointment, self.receipt, self.delivered, self.refused)
        after = (self.appointment, self.receipt, self.delivered, self.refused)
        return (
            (any(noted), phrase("Aucune date n’est donnée : notez au moins le jour de la demande, ou celui de la remise.")),
            (
                (self.delivered is None) == (self.expires is None),
                phrase("Un titre remis porte une date de fin : notez le jour de la remise et le dernier jour de validité."),
            ),
            (
                self.delivered is None or self.refused is None,
                phrase("Un titre est remis ou refusé, jamais les deux : gardez l’un des deux jours."),
            ),
            (_in_order(self.delivered, self.expires), phrase("La fin du titre ne vient pas après sa remise : vérifiez les deux dates.")),
            (self.receipt_until is None or self.receipt is not None, phrase("Notez aussi le jour où le récépissé a été remis.")),
            (
                _in_order(self.receipt, self.receipt_until),
                phrase("La fin du récépissé ne vient pas après sa remise : vérifiez les deux dates."),
            ),
            (
                self.asked is None or all(day is None or day >= self.asked for day in after),
                phrase("Une étape précède la demande du titre : vérifiez les dates."),
            ),
        )


def _in_order(first: date | None, last: date | None) -> bool:
    return first is None or last is None or last > first


def permit_state(days: PermitDays, *, today: date, last: date | None = None) -> PermitState:
    """Where the document stands on a day; `last` is its last day under the exceptional regimes (its own end without them).

    An appointment to come is told as one; once past without a receipt, the document is asked and nothing more is known.
    """
    if days.refused is not None:
        return PermitState.REFUSED
    if days.delivered is not None:
        ends = last or days.expires
        return PermitState.EXPIRED if ends is not None and ends < today else PermitState.DELIVERED
    if days.receipt is not None:
        return PermitState.RECEIPT
    if days.appointment is not None and days.appointment >= today:
        return PermitState.APPOINTMENT
    return PermitState.ASKED


def decision_behind(days: PermitDays, *, decisions: Iterable[date]) -> date | None:
    """The pathway decision that a document goes with: the last one on or before the day it was asked, else the first of all.

    The delay is counted from it: pathway and document are two decisions (parameter `aps.discretionary`), and the gap between them is
    what the association and the State want to see.
    """
    known = sorted(decisions)
    day = days.asked or days.delivered or days.refused
    before = [each for each in known if day is not None and each <= day]
    return before[-1] if before else (known[0] if known else None)


def days_since_decision(days: PermitDays, *, decided: date | None, today: date) -> int | None:
    """Days between the decision of the pathway and the delivery (or the refusal), or until today while it is awaited."""
    if decided is None:
        return None
    until = days.delivered or days.refused or today
    return max(0, (until - decided).days)


def silence_on(days: PermitDays, *, law: Law) -> Deadline | None:
    """The day from which silence on the request is worth a refusal: an alert, from which nothing is concluded against her.

    None once it was answered, or while it was not asked. Source: CESEDA, art. R.* 432-1 and R. 432-2, parameter `aps.silence_months`.
    """
    if days.asked is None or days.delivered is not None or days.refused is not None:
        return None
    rule = law.value("aps.silence_months", on=days.asked)
    day = add_months(days.asked, rule.value)
    said = phrase(
        "Demandé le {asked} : sans réponse {months} mois plus tard, le {day}, le silence vaut refus. Relancez avant ; "
        "rien n’est conclu ici.",
        asked=days.asked,
        months=rule.value,
        day=day,
    )
    return Deadline(date=day, because=(rule.source,), explanation=(said,), confidence=rule.confidence)


def delay_sentence(days: PermitDays, *, decided: date | None, today: date) -> Phrase | None:
    """ "Remis 75 jours après la décision du 3 février 2020." None when no decision is known."""
    count = days_since_decision(days, decided=decided, today=today)
    if count is None:
        return None
    words = {"days": day_count(count), "decided": decided}
    if days.delivered is not None:
        return Phrase(phrase("Remis {days} après la décision du {decided}.").text, words)
    if days.refused is not None:
        return Phrase(phrase("Refusé {days} après la décision du {decided}.").text, words)
    return Phrase(phrase("Attendu depuis {days}, à compter de la décision du {decided}.").text, words)
