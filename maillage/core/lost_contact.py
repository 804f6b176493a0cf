"""A contact that was lost: a state with its own steps, each dated, and no consequence. Nobody is punished for being silent."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from maillage.core.phrase import Phrase, phrase

NO_SANCTION = phrase("Rien d'autre ne change : ni sa demande, ni son rythme, ni ses aides. Le silence n'est jamais retenu contre elle.")


class Step(StrEnum):
    """What is done to find her again, the quietest first."""

    COLLEAGUE = "colleague"
    OTHER_CHANNEL = "other_channel"
    PARTNER = "partner"
    VISIT = "visit"

    @property
    def label(self) -> Phrase:
        """What is done, in words."""
        return _LABELS[self]


_LABELS = {
    Step.COLLEAGUE: phrase("demander à une collègue qui la connaît"),
    Step.OTHER_CHANNEL: phrase("essayer un autre canal sûr"),
    Step.PARTNER: phrase("demander à un partenaire, sans dire pourquoi"),
    Step.VISIT: phrase("proposer d'aller la voir"),
}


@dataclass(frozen=True)
class NextStep:
    """One of the steps: possible now, or why not."""

    step: Step
    done_on: date | None
    refused: Phrase | None = None


def steps_of(done: Collection[tuple[Step, date]], *, partner_refused: Phrase | None, visit_refused: Phrase | None) -> tuple[NextStep, ...]:
    """The four steps in order, each with its last day; what her rule forbids is said, and never proposed."""
    last: dict[Step, date] = {}
    for step, day in done:
        last[step] = max(day, last.get(step, day))
    refused = {Step.PARTNER: partner_refused, Step.VISIT: visit_refused}
    return tuple(NextStep(step=each, done_on=last.get(each), refused=refused.get(each)) for each in Step)


def proposed(steps: Collection[NextStep]) -> Step | None:
    """The first that was not done and may be."""
    return next((each.step for each in steps if each.done_on is None and each.refused is None), None)
