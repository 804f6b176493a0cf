"""What a residence route excludes and leaves open: data with their sources, said as they are. It decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from maillage.core.law import Confidence, Law, Source


@dataclass(frozen=True)
class Effect:
    """One thing to know of a route, where it comes from, and how sure it is."""

    sentence: str
    source: Source
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

    @property
    def effects(self) -> tuple[Effect, ...]:
        """Everything it says, with its sources."""
        return (*self.excludes, *self.leaves, *self.careful)


def route(code: str, *, law: Law, on: date) -> Route | None:
    """The route of that code as the law in force describes it; None for a code that is no route. Source: residence.routes."""
    found = law.value("residence.routes", on=on)
    row = next((each for each in found.rows(on=on) if each["code"] == code), None)
    if row is None:
        return None
    return Route(
        code=code,
        label=row["label"],
        article=row["article"],
        excludes=_effects(row["excludes"], source=found.source),
        leaves=_effects(row["leaves"], source=found.source),
        careful=_effects(row["careful"], source=found.source),
    )


def _effects(rows: tuple[Mapping[str, Any], ...], *, source: Source) -> tuple[Effect, ...]:
    return tuple(Effect(row["words"], replace(source, title=row["article"]), Confidence(row["confidence"])) for row in rows)
