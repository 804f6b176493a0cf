"""What a residence route excludes and leaves open: data with their sources, said as they are. It decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from maillage.core.law import Confidence, Law, Source


@dataclass(frozen=True)
class Effect:
    """One thing to know of a route, where it comes from, and how sure it is."""

    words: str
    article: str
    confidence: Confidence


@dataclass(frozen=True)
class Route:
    """A route in the order in which one reads it: what it excludes, what it leaves open, what to be careful of."""

    code: str
    label: str
    article: str
    excludes: tuple[Effect, ...]
    leaves: tuple[Effect, ...]
    careful: tuple[Effect, ...]
    source: Source


def route(code: str, *, law: Law, on: date) -> Route | None:
    """The route of that code as the law in force describes it; None for a code that excludes nothing (no route). Source: residence.routes."""
    found = law.value("residence.routes", on=on)
    row = next((each for each in found.rows(on=on) if each["code"] == code), None)
    if row is None:
        return None
    return Route(
        code=code,
        label=row["label"],
        article=row["article"],
        excludes=_effects(row["excludes"]),
        leaves=_effects(row["leaves"]),
        careful=_effects(row["careful"]),
        source=found.source,
    )


def _effects(rows: tuple[Mapping[str, Any], ...]) -> tuple[Effect, ...]:
    return tuple(Effect(row["words"], row["article"], Confidence(row["confidence"])) for row in rows)
