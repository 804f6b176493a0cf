"""What is said of the end of a right: the values that `ends.end_of_right` gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from maillage.core.law import Confidence, Regime, Right, Source
from maillage.core.phrase import Phrase


class Reason(StrEnum):
    """Why a regime that names the right did not move its end, in the order in which the reasons are tried."""

    DISABLED = "disabled"
    NOT_YET_PUBLISHED = "not_yet_published"
    REPLACED = "replaced"
    OUTSIDE_WINDOW = "outside_window"
    EFFECT_UNKNOWN = "effect_unknown"


@dataclass(frozen=True)
class AppliedRegime:
    """A regime that applies, with the day to which it alone would move the end."""

    regime: Regime
    effect: Phrase
    new_expires: date

    @property
    def id(self) -> str:
        return self.regime.id

    @property
    def title(self) -> str:
        return self.regime.title

    @property
    def source(self) -> Source:
        return self.regime.source

    @property
    def confidence(self) -> Confidence:
        return self.regime.confidence

    @property
    def in_force_from(self) -> date | None:
        return self.regime.in_force_from


@dataclass(frozen=True)
class ConsideredRegime:
    """A regime that names the right and moves nothing, with the first reason that holds."""

    regime: Regime
    reason: Reason

    @property
    def id(self) -> str:
        return self.regime.id


@dataclass(frozen=True)
class EndOfRight:
    """The end of a right as known on a day, and everything that was looked at to say so.

    `announced` holds the regimes announced, not yet published, that would touch this end: shown, never applied.
    `consumes_cap_months` counts whole months, for a pathway only. `confidence` is None when nothing applies.
    """

    right: Right
    expires: date
    as_known_on: date
    new_expires: date
    applied: tuple[AppliedRegime, ...]
    considered: tuple[ConsideredRegime, ...]
    announced: tuple[Regime, ...]
    confidence: Confidence | None
    consumes_cap_months: int
    explanation: tuple[Phrase, ...] = ()

    @property
    def moved(self) -> bool:
        """True when a regime moves the end."""
        return self.new_expires != self.expires
