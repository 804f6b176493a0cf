"""The page of the rules: the end of any right, explained, and the regimes that this installation knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.core.clock.ending import Reason
from maillage.core.clock.ending_words import RIGHT_IN_WORDS, effect_in_words
from maillage.core.clock.ends import EndOfRight, end_of_right
from maillage.core.law import Matter, Regime, Right, current_law
from maillage.foundation.ui.explanation import confidence_words

REASONS: Mapping[Reason, Any] = {
    Reason.DISABLED: _("désactivé"),
    Reason.NOT_YET_PUBLISHED: _("pas encore publié"),
    Reason.REPLACED: _("remplacé"),
    Reason.OUTSIDE_WINDOW: _("hors de sa fenêtre"),
    Reason.EFFECT_UNKNOWN: _("effet inconnu"),
}
MATTERS: Mapping[Matter, Any] = {
    Matter.RIGHTS: _("prolonge des droits"),
    Matter.REMOTE_SITTING: _("séances à distance"),
    Matter.SILENCE: _("délais et silence"),
}


@dataclass(frozen=True)
class RegimeRow:
    """One regime in the table."""

    id: str
    title: str
    matter: Any
    effects: tuple[tuple[Any, Any], ...]
    window_starts: date | None
    window_ends: date | None
    published: date | None
    state: Any
    source: Any
    confidence: str


@dataclass(frozen=True)
class Answer:
    """The end of a right as the page shows it."""

    end: EndOfRight
    right: Any
    applied: tuple[tuple[Any, Any], ...]
    considered: tuple[tuple[str, str, Any], ...]
    confidence: str


def answer(*, right: Right, expires: date, as_known_on: date) -> Answer:
    """What `maillage law explain` says, for the screen."""
    end = end_of_right(right=right, expires=expires, as_known_on=as_known_on, law=current_law())
    return Answer(
        end=end,
        right=RIGHT_IN_WORDS[right],
        applied=tuple((each, each.effect) for each in end.applied),
        considered=tuple((each.id, each.regime.title, REASONS[each.reason]) for each in end.considered),
        confidence=confidence_words(end.confidence),
    )


def regimes(*, on: date) -> list[RegimeRow]:
    """Every regime that this installation knows, the oldest first, and whether it was published on that day."""
    return [_row(regime, on=on) for regime in current_law().regimes]


def _row(regime: Regime, *, on: date) -> RegimeRow:
    return RegimeRow(
        id=regime.id,
        title=regime.title,
        matter=MATTERS[regime.matter],
        effects=tuple((RIGHT_IN_WORDS[right], effect_in_words(effect)) for right, effect in regime.scope.items()),
        window_starts=regime.window_starts,
        window_ends=regime.window_ends,
        published=regime.published,
        state=_state(regime, on=on),
        source=regime.source,
        confidence=confidence_words(regime.confidence),
    )


def _state(regime: Regime, *, on: date) -> tuple[Any, str]:
    if regime.disabled:
        return _("désactivé"), "neutral"
    if regime.was_published(on=on):
        return _("publié"), "good"
    return (_("annoncé"), "wait") if regime.was_announced(on=on) else (_("pas encore publié"), "neutral")
