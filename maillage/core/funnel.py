"""A way with stages: how many reached each, in how many days, said honestly when they are few."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from maillage.core.phrase import Phrase, phrase

# Under this number a median says more about chance than about the way.
FEW = 5


@dataclass(frozen=True)
class Walk:
    """One that set out on a day; the day on which each later stage was reached, None when it was not, or not yet."""

    began: date
    reached: tuple[date | None, ...]


@dataclass(frozen=True)
class Reached:
    """A stage: how many reached it, of how many, and in how many days each, shortest first."""

    count: int
    of: int
    days: tuple[int, ...]

    @property
    def median(self) -> int | None:
        """Half of those who arrived took so many days or fewer; None when they are too few to say."""
        return self.days[(len(self.days) - 1) // 2] if len(self.days) >= FEW else None

    @property
    def sentence(self) -> Phrase:
        """How long it took those who arrived. Those who have not arrived are not in it: the page says so."""
        if not self.days:
            return phrase("aucune n'y est encore")
        if self.median is None:
            return phrase("trop peu pour une durée ({days})", days=", ".join(f"{each} j" for each in self.days))
        return phrase(
            "la moitié en {median} jours au plus, de {first} à {last} jours", median=self.median, first=self.days[0], last=self.days[-1]
        )


def funnel(walks: Iterable[Walk], *, stages: int) -> tuple[Reached, ...]:
    """Each stage in order. A stage reached before the start (she was known already) counts for no day at all."""
    walked = list(walks)
    found = []
    for stage in range(stages):
        days = sorted(max(0, (day - walk.began).days) for walk in walked if (day := walk.reached[stage]) is not None)
        found.append(Reached(count=len(days), of=len(walked), days=tuple(days)))
    return tuple(found)
