"""What is observed outside, put side by side: whether statements agree, contradict each other or are too few. Nothing is averaged.

What was counted is kept apart from what is said. A counted series is cut wherever the work itself changed: fewer people met by fewer rounds
say nothing of the street.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise, product

from maillage.core.phrase import Phrase, phrase

# Two statements this close speak of the same days: a week of rounds, a report of the month.
NEAR = timedelta(days=7)
ENOUGH = 2  # sources that say the same, before anybody says that it is so


class Direction(StrEnum):
    """Which way it goes."""

    UP = "up"
    DOWN = "down"
    STOPPED = "stopped"
    SAME = "same"
    UNKNOWN = "unknown"


class Certainty(StrEnum):
    """On what it rests, the firmest first."""

    COUNTED = "counted"
    ESTIMATED = "estimated"
    REPORTED = "reported"
    INTUITION = "intuition"


class Side(StrEnum):
    """What a direction amounts to: a stop is a fall carried to its end."""

    MORE = "more"
    LESS = "less"
    SAME = "same"


SIDES: Mapping[Direction, Side] = {
    Direction.UP: Side.MORE,
    Direction.DOWN: Side.LESS,
    Direction.STOPPED: Side.LESS,
    Direction.SAME: Side.SAME,
}


class Verdict(StrEnum):
    """What may be said of statements about the same thing."""

    CONTRADICTORY = "contradictory"
    CHANGED = "changed"
    AGREED = "agreed"
    TOO_LITTLE = "too_little"


@dataclass(frozen=True)
class Statement:
    """One observation. `source` is who says it, as one key: the same newspaper twice is one source."""

    id: str
    theme: str
    zone: str
    starts: date
    ends: date
    direction: Direction
    certainty: Certainty
    source: str
    number: int | None = None
    measure: str = ""

    @property
    def side(self) -> Side | None:
        """None when the direction is not known: it weighs on no side."""
        return SIDES.get(self.direction)


@dataclass(frozen=True)
class Period:
    """So many days, under a code; open at an end that is None."""

    code: str
    starts: date | None = None
    ends: date | None = None

    def holds(self, statement: Statement) -> bool:
        """Does the statement speak of a day of this period?"""
        return (self.starts is None or statement.ends >= self.starts) and (self.ends is None or statement.starts <= self.ends)


@dataclass(frozen=True)
class Summary:
    """Statements about one theme, in one zone, over one period: each side with its own, and what may be said."""

    theme: str
    zone: str
    period: str
    verdict: Verdict
    sides: tuple[tuple[Side | None, tuple[Statement, ...]], ...]
    certainties: tuple[tuple[Certainty, int], ...]
    counted: tuple[Statement, ...]
    said: tuple[Statement, ...]

    @property
    def sentence(self) -> Phrase:
        """What may be said, and no more."""
        return _SENTENCES[self.verdict]()


_SENTENCES: Mapping[Verdict, Callable[[], Phrase]] = {
    Verdict.CONTRADICTORY: lambda: phrase(
        "Contradictoire : des observations des mêmes jours disent le contraire. Aucune moyenne n'en est faite."
    ),
    Verdict.CHANGED: lambda: phrase("A changé au cours de la période : les sens opposés ne portent pas sur les mêmes jours."),
    Verdict.AGREED: lambda: phrase("Plusieurs sources disent la même chose."),
    Verdict.TOO_LITTLE: lambda: phrase("Trop peu pour conclure : une seule source, ou des intuitions."),
}
_ORDER = (Side.MORE, Side.SAME, Side.LESS, None)


def summarise(statements: Iterable[Statement], *, periods: Iterable[Period] = (), by_zone: bool = True) -> tuple[Summary, ...]:
    """A summary for each theme, zone and period of which something is said; a statement that spans two periods stands in both.

    Without `by_zone` the zones are looked at together, under "": what stops here and goes on there then stands side by side.
    """
    asked = tuple(periods) or (Period(""),)
    groups: dict[tuple[str, str, str], list[Statement]] = {}
    for each in sorted(statements, key=lambda one: (one.starts, one.ends, one.id)):
        for period in asked:
            if period.holds(each):
                groups.setdefault((each.theme, each.zone if by_zone else "", period.code), []).append(each)
    rank = {period.code: place for place, period in enumerate(asked)}
    keys = sorted(groups, key=lambda key: (key[0], key[1], rank[key[2]]))
    return tuple(_summary(*key, groups[key]) for key in keys)


def _summary(theme: str, zone: str, period: str, statements: list[Statement]) -> Summary:
    sides = tuple((side, found) for side in _ORDER if (found := tuple(each for each in statements if each.side is side)))
    certainties = tuple((each, sum(1 for one in statements if one.certainty is each)) for each in Certainty)
    return Summary(
        theme=theme,
        zone=zone,
        period=period,
        verdict=_verdict(dict(sides)),
        sides=sides,
        certainties=tuple(pair for pair in certainties if pair[1]),
        counted=tuple(each for each in statements if each.certainty is Certainty.COUNTED),
        said=tuple(each for each in statements if each.certainty is not Certainty.COUNTED),
    )


def _verdict(sides: Mapping[Side | None, tuple[Statement, ...]]) -> Verdict:
    """Opposites first, even intuitions: an opinion is answered by looking again, not by leaving it out."""
    taken = [sides[side] for side in Side if side in sides]
    if len(taken) > 1:
        pairs = [pair for place, one in enumerate(taken) for other in taken[place + 1 :] for pair in product(one, other)]
        return Verdict.CONTRADICTORY if any(near(one, other) for one, other in pairs) else Verdict.CHANGED
    firm = {each.source for found in taken for each in found if each.certainty is not Certainty.INTUITION}
    return Verdict.AGREED if len(firm) >= ENOUGH else Verdict.TOO_LITTLE


def near(one: Statement, other: Statement) -> bool:
    """Do they speak of the same days, give or take a week?"""
    return one.starts <= other.ends + NEAR and other.starts <= one.ends + NEAR


@dataclass(frozen=True)
class Point:
    """A number counted on a day; `id` leads to its row."""

    day: date
    number: int
    id: str


@dataclass(frozen=True)
class Break:
    """A day from which the counting is not the same: the work changed. `words` say how."""

    day: date
    words: str


@dataclass(frozen=True)
class Series:
    """Points counted the same way by the same source, in runs: between two runs the work changed, and nothing is compared across."""

    zone: str
    measure: str
    source: str
    runs: tuple[tuple[Point, ...], ...]
    breaks: tuple[Break, ...]

    @property
    def points(self) -> tuple[Point, ...]:
        """Every point, in order."""
        return tuple(point for run in self.runs for point in run)


def cut(points: Iterable[Point], *, breaks: Iterable[Break], zone: str = "", measure: str = "", source: str = "") -> Series:
    """The points in order, cut at each break; a count of the very day of a break belongs after it. Breaks outside are left."""
    ordered = sorted(points, key=lambda point: (point.day, point.id))
    within = sorted(
        (each for each in breaks if ordered and ordered[0].day < each.day <= ordered[-1].day), key=lambda each: (each.day, each.words)
    )
    edges = [date.min, *sorted({each.day for each in within}), date.max]
    cuts = [tuple(point for point in ordered if first <= point.day < last) for first, last in pairwise(edges)]
    return Series(zone=zone, measure=measure, source=source, runs=tuple(run for run in cuts if run), breaks=tuple(within))


def series_of(statements: Iterable[Statement], *, breaks: Iterable[Break] = ()) -> tuple[Series, ...]:
    """The counted statements as series: one zone, one unit, one source each; two points at least. What is said never enters a series."""
    found: dict[tuple[str, str, str], list[Point]] = {}
    for each in statements:
        if each.certainty is Certainty.COUNTED and each.number is not None:
            found.setdefault((each.zone, each.measure, each.source), []).append(Point(each.starts, each.number, each.id))
    known = tuple(breaks)
    return tuple(
        cut(found[key], breaks=known, zone=key[0], measure=key[1], source=key[2]) for key in sorted(found) if len(found[key]) >= ENOUGH
    )
