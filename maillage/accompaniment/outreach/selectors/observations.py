"""Observations inside the reader's scope, side by side by theme, with what may be said of them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch
from django.utils.text import capfirst

from maillage.accompaniment.outreach.models import Cause, Certainty, Direction, Explanation, Measure, Observation, Source, Theme
from maillage.accompaniment.outreach.selectors.words import source_words
from maillage.core import observations as core
from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.errors import OutOfScope

# The cuts of spring 2020, unless the reader chooses others.
LOCKDOWN, REOPENING = date(2020, 3, 17), date(2020, 5, 11)
_ONE_DAY = timedelta(days=1)
SIDES = {core.Side.MORE: "up", core.Side.SAME: "same", core.Side.LESS: "down", None: "unknown"}


@dataclass(frozen=True)
class Why:
    """An explanation put forward, in words: a hypothesis."""

    cause: str
    source: str
    on: date


@dataclass(frozen=True)
class Line:
    """One observation in words."""

    id: uuid.UUID
    zone: str
    starts_on: date
    ends_on: date
    direction: str
    direction_words: str
    certainty: str
    certainty_words: str
    number: str
    source: str
    whys: tuple[Why, ...]
    withdrawn_on: date | None

    @property
    def one_day(self) -> bool:
        """Does it speak of a single day?"""
        return self.starts_on == self.ends_on


@dataclass(frozen=True)
class Side:
    """Those that go the same way."""

    code: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Group:
    """What is said of one zone (empty: the zones together) over one period."""

    zone: str
    period: core.Period
    verdict: str
    sentence: Any
    certainties: tuple[tuple[str, int], ...]
    sides: tuple[Side, ...]


@dataclass(frozen=True)
class ThemeRow:
    """A theme on the page of all of them."""

    code: str
    words: str
    count: int
    verdict: str
    sentence: Any
    latest: date


def cut_at(starts: date, after: date | None) -> tuple[core.Period, ...]:
    """Before a day, from it, and from a later one if any: open at both ends."""
    before = core.Period("before", None, starts - _ONE_DAY)
    if after is None:
        return (before, core.Period("during", starts, None))
    return (before, core.Period("during", starts, after - _ONE_DAY), core.Period("after", after, None))


def get_observation(*, actor: Actor, pk: uuid.UUID, today: date) -> Observation:
    """The observation, or OutOfScope."""
    rows = Observation.objects.visible_to(actor, today=today).select_related("organisation", "zone", "noted_by")
    found: Observation | None = rows.prefetch_related(_explanations()).filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def observations_visible_to(actor: Actor, *, today: date, theme: str = "") -> Any:
    """Those that stand, the latest first."""
    rows = Observation.objects.visible_to(actor, today=today).standing().select_related("zone")
    rows = rows.filter(theme=theme) if theme else rows
    return rows.prefetch_related(_explanations()).order_by("-starts_on", "pk")


def _explanations() -> Prefetch:
    return Prefetch("explanations", queryset=Explanation.unscoped.order_by("noted_on", "pk"))


def themes_of(actor: Actor, *, today: date) -> list[ThemeRow]:
    """Each theme of which something is said: contradictory first, then the latest."""
    found: dict[str, list[Observation]] = {}
    for each in observations_visible_to(actor, today=today):
        found.setdefault(each.theme, []).append(each)
    rows = []
    for theme, observed in found.items():
        (summary,) = core.summarise(statements_of(observed), by_zone=False)
        latest = max(each.ends_on for each in observed)
        words = str(Theme(theme).label)
        rows.append(ThemeRow(theme, words, len(observed), summary.verdict.value, summary.sentence, latest))
    return sorted(rows, key=lambda row: (row.verdict != core.Verdict.CONTRADICTORY, -row.latest.toordinal(), row.code))


def statements_of(observed: Iterable[Observation]) -> list[core.Statement]:
    """Rows as the rule reads them."""
    return [
        core.Statement(
            id=str(each.pk),
            theme=each.theme,
            zone=each.zone.name if each.zone is not None else "",
            starts=each.starts_on,
            ends=each.ends_on,
            direction=core.Direction(each.direction),
            certainty=core.Certainty(each.certainty),
            source=f"{each.source}:{each.reference}".casefold(),
            number=each.number,
            measure=each.measure,
        )
        for each in observed
    ]


def groups_of(observed: Sequence[Observation], *, periods: Iterable[core.Period], by_zone: bool) -> list[Group]:
    """Side by side, for each zone and period, or for each period over all zones."""
    lines = {str(each.pk): line_of(each) for each in observed}
    cuts = {each.code: each for each in periods}
    return [
        Group(
            zone=found.zone,
            period=cuts[found.period],
            verdict=found.verdict.value,
            sentence=found.sentence,
            certainties=tuple((str(Certainty(each.value).label), number) for each, number in found.certainties),
            sides=tuple(Side(SIDES[side], tuple(lines[each.id] for each in group)) for side, group in found.sides),
        )
        for found in core.summarise(statements_of(observed), periods=tuple(cuts.values()), by_zone=by_zone)
    ]


def series_of(observed: Sequence[Observation], *, breaks: Iterable[core.Break]) -> list[tuple[str, core.Series]]:
    """The counted series, each with its title in words."""
    sources = {f"{each.source}:{each.reference}".casefold(): source_words(each.source, each.reference) for each in observed}
    found = core.series_of(statements_of(observed), breaks=breaks)
    return [(_title(each, source=sources[each.source]), each) for each in found]


def _title(series: core.Series, *, source: str) -> str:
    parts = (capfirst(str(Measure(series.measure).label)), series.zone, source)
    return ", ".join(part for part in parts if part)


def line_of(each: Observation) -> Line:
    """An observation in words."""
    return Line(
        id=each.pk,
        zone=each.zone.name if each.zone is not None else "",
        starts_on=each.starts_on,
        ends_on=each.ends_on,
        direction=each.direction,
        direction_words=str(Direction(each.direction).label),
        certainty=each.certainty,
        certainty_words=str(Certainty(each.certainty).label),
        number=f"{each.number} {Measure(each.measure).label}" if each.number is not None else "",
        source=source_words(each.source, each.reference),
        whys=tuple(why_of(why) for why in each.explanations.all()),
        withdrawn_on=each.withdrawn_on,
    )


def why_of(why: Explanation) -> Why:
    """An explanation in words."""
    return Why(cause=str(Cause(why.cause).label), source=source_words(Source(why.source), why.reference), on=why.noted_on)
