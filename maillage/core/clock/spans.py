"""Stretches of days that a person or an association holds: a pathway, a permit, an allowance, an accreditation, a shelter.

Here days are inclusive, as on a document: a permit valid until 20 March is valid on 20 March, and one that starts on the 21st
follows it without a gap. A stretch is `starts` to `last`, both held.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from maillage.core.clock.ending import EndOfRight
from maillage.core.phrase import Phrase, phrase

ONE_DAY = timedelta(days=1)


class SpanKind(StrEnum):
    """The rows of a person's timeline, in the order in which they are drawn."""

    PATHWAY = "pathway"
    PERMIT = "permit"
    ALLOWANCE = "allowance"
    ACCREDITATION = "accreditation"
    SHELTER = "shelter"

    @property
    def label(self) -> Phrase:
        """The name of the row."""
        return _LABELS[self]


_LABELS = {
    SpanKind.PATHWAY: phrase("Parcours"),
    SpanKind.PERMIT: phrase("Autorisation de séjour"),
    SpanKind.ALLOWANCE: phrase("Aide financière (AFIS)"),
    SpanKind.ACCREDITATION: phrase("Agrément de l’association"),
    SpanKind.SHELTER: phrase("Mise à l’abri"),
}


@dataclass(frozen=True)
class Stretch:
    """Days from `starts` to `last`, both included."""

    starts: date
    last: date

    @property
    def days(self) -> int:
        """How many days, both ends counted."""
        return (self.last - self.starts).days + 1


@dataclass(frozen=True)
class Span:
    """Something held from `starts` until `expires`, its last day as decided (None: no end known), and its end under the regimes.

    Raises ValueError when it expires before it starts, when a pathway has no end, or when `computed` speaks of another end.
    """

    kind: SpanKind
    starts: date
    expires: date | None
    computed: EndOfRight | None = None
    label: str = ""

    def __post_init__(self) -> None:
        if self.expires is None and self.kind is SpanKind.PATHWAY:
            raise ValueError("a pathway always has an end")
        if self.expires is not None and self.expires < self.starts:
            raise ValueError(f"a {self.kind} cannot expire ({self.expires}) before it starts ({self.starts})")
        if self.computed is not None and self.computed.expires != self.expires:
            raise ValueError(f"the computed end is that of another {self.kind}: {self.computed.expires}, not {self.expires}")

    @property
    def last(self) -> date:
        """Its last day, regimes included; the end of time when none is known."""
        if self.computed is not None:
            return self.computed.new_expires
        return self.expires or date.max

    @property
    def regimes(self) -> tuple[str, ...]:
        """The regimes that moved its end."""
        return tuple(applied.id for applied in self.computed.applied) if self.computed else ()

    def touches(self, stretch: Stretch) -> bool:
        """True when it holds on at least one day of the stretch."""
        return self.starts <= stretch.last and stretch.starts <= self.last


def merged(spans: Iterable[Span]) -> tuple[Stretch, ...]:
    """The days held by at least one span: overlapping and adjacent spans are one stretch."""
    found: list[Stretch] = []
    for span in sorted(spans, key=lambda span: span.starts):
        if found and (found[-1].last == date.max or span.starts <= found[-1].last + ONE_DAY):
            found[-1] = Stretch(found[-1].starts, max(found[-1].last, span.last))
        else:
            found.append(Stretch(span.starts, span.last))
    return tuple(found)


def uncovered(stretch: Stretch, *, by: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The days of the stretch that no other holds, in order; `by` is in order and does not overlap, as `merged` gives it."""
    holes, day = [], stretch.starts
    for cover in by:
        if cover.last < day:
            continue
        if cover.starts > stretch.last:
            break
        if cover.starts > day:
            holes.append(Stretch(day, cover.starts - ONE_DAY))
        if cover.last >= stretch.last:
            return tuple(holes)
        day = cover.last + ONE_DAY
    return (*holes, Stretch(day, stretch.last))
