"""What did the calls change? Contacts begun by her and by us, before, during and after, with exact intervals and honest words.

The study left it open: "before, we waited for them to come; during the lockdown we called them, regularly". Rates are contacts per
person followed and per week. A contact is counted as if each came by itself (Poisson; Garwood 1936 for one rate, Clopper and Pearson
1934 for the ratio of two): those of one woman resemble each other, so that the truth is wider than the interval, never narrower. Nothing
here says why a figure moved.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from maillage.core.phrase import Phrase, phrase

# Fewer contacts than this in two periods together say nothing of a change: the smallest ratio that could be told apart would be huge.
FEW = 20
_TAIL = 0.025  # on each side: 19 times out of 20
_STEPS = 80
_NEGLIGIBLE = 1e-17

# 17 March 2020 at noon: lockdown (decree 2020-260); 11 May 2020: its end (decree 2020-545).
LOCKDOWN, REOPENING = date(2020, 3, 17), date(2020, 5, 11)


class Phase(StrEnum):
    """The three periods."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"

    @property
    def label(self) -> Phrase:
        """How people say it."""
        return _PHASES[self]


_PHASES = {Phase.BEFORE: phrase("avant"), Phase.DURING: phrase("pendant"), Phase.AFTER: phrase("après")}


class Measure(StrEnum):
    """What is counted."""

    BY_US = "by_us"
    BY_HER = "by_her"
    INFORMAL = "informal"
    FORMAL = "formal"
    ALL = "all"

    @property
    def label(self) -> Phrase:
        """How people say it."""
        return _MEASURES[self]


_MEASURES = {
    Measure.BY_US: phrase("à notre initiative"),
    Measure.BY_HER: phrase("à son initiative"),
    Measure.INFORMAL: phrase("échanges informels"),
    Measure.FORMAL: phrase("entretiens"),
    Measure.ALL: phrase("tous les contacts"),
}


@dataclass(frozen=True)
class Period:
    """From a day to another, both included."""

    phase: Phase
    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a period ends after it begins")

    @property
    def days(self) -> int:
        """How long it is."""
        return (self.last - self.first).days + 1

    @property
    def sentence(self) -> Phrase:
        """From when to when, in words."""
        return phrase("du {first} au {last}", first=self.first, last=self.last)

    def holds(self, day: date) -> bool:
        """Is this day inside?"""
        return self.first <= day <= self.last

    def shared(self, first: date, last: date | None) -> int:
        """How many of its days lie between two days, both included (None: no end)."""
        end = self.last if last is None else min(self.last, last)
        return max(0, (end - max(self.first, first)).days + 1)


@dataclass(frozen=True)
class Followed:
    """Somebody whose file is open, from a day to another; she is a key and nothing else."""

    person: Hashable
    opened: date
    closed: date | None = None


@dataclass(frozen=True)
class Exchange:
    """One contact that happened."""

    person: Hashable
    on: date
    by_us: bool
    formal: bool

    def is_of(self, measure: Measure) -> bool:
        """Is it counted there?"""
        return {
            Measure.BY_US: self.by_us,
            Measure.BY_HER: not self.by_us,
            Measure.INFORMAL: not self.formal,
            Measure.FORMAL: self.formal,
            Measure.ALL: True,
        }[measure]


@dataclass(frozen=True)
class Interval:
    """From a value to another; `high` is infinite when nothing bounds it."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Is this value inside?"""
        return self.low <= value <= self.high


@dataclass(frozen=True)
class Rate:
    """So many contacts over so many days of follow-up."""

    events: int
    person_days: int

    @property
    def per_week(self) -> float | None:
        """Contacts per person and per week; None when nobody was followed."""
        return self.events * 7 / self.person_days if self.person_days else None

    @property
    def interval(self) -> Interval | None:
        """Where the true rate lies, 19 times out of 20; None when nobody was followed."""
        if not self.person_days:
            return None
        found = poisson_interval(self.events)
        return Interval(found.low * 7 / self.person_days, found.high * 7 / self.person_days)


@dataclass(frozen=True)
class Column:
    """One period: how many people were followed, reached, reached for the first time, and the rate of each measure."""

    period: Period
    followed: int
    reached: int
    first_reached: int
    rates: Mapping[Measure, Rate]

    @property
    def share_by_us(self) -> Interval | None:
        """Which part of the contacts we began, 19 times out of 20; None without any."""
        total = self.rates[Measure.ALL].events
        return share_interval(self.rates[Measure.BY_US].events, total) if total else None


@dataclass(frozen=True)
class Effect:
    """The periods side by side."""

    columns: tuple[Column, ...]

    def column(self, phase: Phase) -> Column | None:
        """One of them; None when it was not asked."""
        return next((each for each in self.columns if each.period.phase is phase), None)

    def sentences(self) -> tuple[Phrase, ...]:
        """What changed, or what cannot be told, in order: during against before, then after against before."""
        before = self.column(Phase.BEFORE)
        if before is None:
            return ()
        others = [each for each in self.columns if each is not before]
        return tuple(said_of(before, other, measure=measure) for other in others for measure in (Measure.BY_US, Measure.BY_HER))


def contact_effect(periods: Sequence[Period], followed: Iterable[Followed], exchanges: Iterable[Exchange]) -> Effect:
    """Count the contacts of each period over the follow-up that it held.

    A file counts from its opening, or from its first contact when that came before; until its closing, or its last contact after it.
    "Reached for the first time": her first day, so understood, lies in the period, and a contact too.
    """
    said = list(exchanges)
    spans = _spans(followed, said)
    return Effect(tuple(_column(period, spans, said) for period in periods))


def _spans(followed: Iterable[Followed], exchanges: Iterable[Exchange]) -> dict[Hashable, Followed]:
    spans = {each.person: each for each in followed}
    for each in exchanges:
        known = spans.get(each.person, Followed(each.person, each.on, each.on))
        closed = None if known.closed is None else max(known.closed, each.on)
        spans[each.person] = Followed(each.person, min(known.opened, each.on), closed)
    return spans


def _column(period: Period, spans: Mapping[Hashable, Followed], exchanges: Sequence[Exchange]) -> Column:
    days = {person: period.shared(span.opened, span.closed) for person, span in spans.items()}
    inside = [each for each in exchanges if period.holds(each.on)]
    reached = {each.person for each in inside}
    total = sum(days.values())
    return Column(
        period=period,
        followed=sum(1 for each in days.values() if each),
        reached=len(reached),
        first_reached=sum(1 for person in reached if period.holds(spans[person].opened)),
        rates={measure: Rate(sum(1 for each in inside if each.is_of(measure)), total) for measure in Measure},
    )


def said_of(before: Column, other: Column, *, measure: Measure) -> Phrase:
    """What may be said of a change, and no more."""
    first, then = before.rates[measure], other.rates[measure]
    named = {"what": measure.label, "when": other.period.phase.label, "than": before.period.phase.label}
    if not first.person_days or not then.person_days:
        return phrase("Contacts {what}, {when} : personne n'était suivi sur l'une des périodes, rien ne se compare.", **named)
    if first.events + then.events < FEW:
        counts = {"first": first.events, "then": then.events}
        return phrase("Contacts {what}, {when} : {first} puis {then}, trop peu pour dire si quelque chose a changé.", **named, **counts)
    ratio = ratio_interval(then, first)
    if ratio.low > 1:
        return _more(ratio, named)
    if ratio.high < 1:
        few = {"low": times(1 / ratio.high), "high": times(1 / ratio.low) if ratio.low else ""}
        if not ratio.low:
            return phrase("Contacts {what} : {when}, au moins {low} fois moins qu'{than}.", **named, **few)
        return phrase("Contacts {what} : {when}, entre {low} et {high} fois moins qu'{than}.", **named, **few)
    return phrase("Contacts {what}, {when} : les chiffres ne permettent pas de dire si cela a changé.", **named)


def _more(ratio: Interval, named: Mapping[str, object]) -> Phrase:
    if math.isinf(ratio.high):
        return phrase("Contacts {what} : {when}, au moins {low} fois plus qu'{than}.", **named, low=times(ratio.low))
    return phrase(
        "Contacts {what} : {when}, entre {low} et {high} fois plus qu'{than}.", **named, low=times(ratio.low), high=times(ratio.high)
    )


def times(value: float) -> str:
    """ "1,4": to a tenth, as people write it."""
    return f"{value:.1f}".replace(".", ",")


# Exact intervals


def poisson_interval(events: int) -> Interval:
    """The exact interval of a count (Garwood): 10 contacts, from 4.8 to 18.4."""
    low = 0.0 if events == 0 else _root(lambda mean: _poisson_from(events, mean), 0.0, float(events))
    high = _root(lambda mean: -_poisson_to(events, mean), float(events), 2.0 * events + 20, target=-_TAIL)
    return Interval(low, high)


def share_interval(events: int, total: int) -> Interval:
    """The exact interval of a share (Clopper and Pearson). Raises ValueError for a share of nothing."""
    if not 0 <= events <= total or not total:
        raise ValueError("a share is a part of something")
    low = 0.0 if events == 0 else _root(lambda share: _binomial_from(events, total, share), 0.0, events / total)
    high = 1.0 if events == total else 1 - _root(lambda share: _binomial_from(total - events, total, share), 0.0, 1 - events / total)
    return Interval(low, high)


def ratio_interval(then: Rate, first: Rate) -> Interval:
    """How many times more: exact, given the total of both. Raises ValueError without any contact or follow-up."""
    if not then.person_days or not first.person_days:
        raise ValueError("a ratio compares two follow-ups")
    share = share_interval(then.events, then.events + first.events)
    scale = first.person_days / then.person_days
    high = math.inf if share.high >= 1 else share.high / (1 - share.high) * scale
    return Interval(share.low / (1 - share.low) * scale, high)


def _root(rises: Callable[[float], float], low: float, high: float, *, target: float = _TAIL) -> float:
    """Where a function that rises from one end to the other reaches its target."""
    for _step in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if rises(middle) < target else (low, middle)
    return (low + high) / 2


def _poisson_from(events: int, mean: float) -> float:
    """The chance of at least so many, when the mean is lower."""
    return _sum_up(math.exp(events * math.log(mean) - mean - math.lgamma(events + 1)), lambda rank: mean / (events + rank))


def _poisson_to(events: int, mean: float) -> float:
    """The chance of at most so many, when the mean is higher."""
    first = math.exp(events * math.log(mean) - mean - math.lgamma(events + 1))
    return _sum_up(first, lambda rank: (events - rank + 1) / mean)


def _binomial_from(events: int, total: int, share: float) -> float:
    """The chance of at least so many out of a total, when the share is lower."""
    logs = math.lgamma(total + 1) - math.lgamma(events + 1) - math.lgamma(total - events + 1)
    first = math.exp(logs + events * math.log(share) + (total - events) * math.log1p(-share))
    return _sum_up(first, lambda rank: (total - events - rank + 1) / (events + rank) * share / (1 - share))


def _sum_up(first: float, factor: Callable[[int], float]) -> float:
    """A first term and those after it, each the former one by a factor below 1, until they no longer count."""
    total = term = first
    rank = 0
    while term > _NEGLIGIBLE * total:
        rank += 1
        term *= factor(rank)
        total += term
    return total
