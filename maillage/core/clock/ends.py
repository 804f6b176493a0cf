"""When a right really ends, on the day one asks: one function for the five rights, explained line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from maillage.core.clock.ending import AppliedRegime, ConsideredRegime, EndOfRight, Reason
from maillage.core.clock.ending_words import effect_in_words, explain
from maillage.core.clock.terms import add_days, add_months, months_between
from maillage.core.law import Confidence, Effect, EffectKind, Law, Regime, Right

__all__ = ["AppliedRegime", "ConsideredRegime", "EndOfRight", "Reason", "end_of_right"]


def end_of_right(*, right: Right, expires: date, as_known_on: date, law: Law) -> EndOfRight:
    """End of `right`, whose ordinary end is `expires`, under the regimes published on or before `as_known_on`.

    - A regime applies when the ordinary end is inside its window, both bounds included.
    - Within a family, a version published later replaces the earlier ones, for each right that it names too.
    - Every effect counts from the ordinary end: effects never add up; of several that apply, the latest day wins.
    - A regime that names the right and is not applied is considered, for the first reason that holds among: disabled, not yet
      published, replaced, outside its window, of unknown effect. An id is listed once: a text that keeps its id through its
      versions speaks through the version known that day.

    Source: `core/law/regimes`, each with its text and confidence (printed in docs/reference/rules.md).
    """
    regimes = tuple(_speaking(law.regimes, right=right, on=as_known_on))
    reasons = [_reason(regime, right=right, expires=expires, on=as_known_on, among=law.regimes) for regime in regimes]
    applied = tuple(_apply(regime, right=right, expires=expires) for regime, reason in zip(regimes, reasons, strict=True) if reason is None)
    considered = tuple(ConsideredRegime(regime, reason) for regime, reason in zip(regimes, reasons, strict=True) if reason is not None)
    winner = max(applied, key=lambda regime: regime.new_expires, default=None)
    end = EndOfRight(
        right=right,
        expires=expires,
        as_known_on=as_known_on,
        new_expires=winner.new_expires if winner else expires,
        applied=applied,
        considered=considered,
        announced=tuple(_announced(law, right=right, expires=expires, on=as_known_on)),
        confidence=_weakest(applied),
        consumes_cap_months=_consumed(winner, right=right, expires=expires),
    )
    return replace(end, explanation=explain(end))


def _speaking(regimes: Iterable[Regime], *, right: Right, on: date) -> Iterator[Regime]:
    """For each id that names the right, the version that speaks on that day, in the order of the law."""
    speaking: dict[str, Regime] = {}
    for regime in regimes:  # in order of publication
        if right in regime.scope and (regime.id not in speaking or (regime.was_published(on=on) and not regime.disabled)):
            speaking[regime.id] = regime
    return iter(speaking.values())


def _reason(regime: Regime, *, right: Right, expires: date, on: date, among: Iterable[Regime]) -> Reason | None:
    if regime.disabled:
        return Reason.DISABLED
    if not regime.was_published(on=on):
        return Reason.NOT_YET_PUBLISHED
    if any(_replaces(other, regime, right=right, on=on) for other in among):
        return Reason.REPLACED
    if not regime.window_holds(expires):
        return Reason.OUTSIDE_WINDOW
    if regime.scope[right].kind is EffectKind.UNKNOWN:
        return Reason.EFFECT_UNKNOWN
    return None


def _replaces(other: Regime, regime: Regime, *, right: Right, on: date) -> bool:
    newer = other.family == regime.family and other.version > regime.version
    return newer and right in other.scope and not other.disabled and other.was_published(on=on)


def _apply(regime: Regime, *, right: Right, expires: date) -> AppliedRegime:
    effect = regime.scope[right]
    return AppliedRegime(regime, effect_in_words(effect), _moved(expires, effect))


def _moved(expires: date, effect: Effect) -> date:
    if effect.until is not None:
        return max(expires, effect.until)
    amount = effect.amount or 0
    return add_days(expires, amount) if effect.kind is EffectKind.DAYS else add_months(expires, amount)


def _announced(law: Law, *, right: Right, expires: date, on: date) -> Iterator[Regime]:
    return (regime for regime in law.regimes_announced(on=on) if right in regime.scope and regime.window_holds(expires))


def _weakest(applied: tuple[AppliedRegime, ...]) -> Confidence | None:
    return Confidence.READ.weakest(*(regime.confidence for regime in applied)) if applied else None


def _consumed(winner: AppliedRegime | None, *, right: Right, expires: date) -> int:
    if winner is None or not winner.regime.consumes_cap or right is not Right.PSP:
        return 0
    return months_between(expires, winner.new_expires)
