"""The coupled timeline of a person: pathway, permit, allowance, accreditation and shelter on one line of months, ready to be drawn."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from maillage.core.clock.gaps import Gap, find_gaps
from maillage.core.clock.spans import ONE_DAY, Span, SpanKind, Stretch
from maillage.core.clock.terms import add_months
from maillage.core.phrase import Phrase, phrase

_MONTHS = (
    phrase("janv."),
    phrase("févr."),
    phrase("mars"),
    phrase("avr."),
    phrase("mai"),
    phrase("juin"),
    phrase("juil."),
    phrase("août"),
    phrase("sept."),
    phrase("oct."),
    phrase("nov."),
    phrase("déc."),
)


@dataclass(frozen=True)
class Window:
    """Whole months to draw, from the month of `first`, so many of them. Raises ValueError for none."""

    first: date
    months: int

    def __post_init__(self) -> None:
        if self.months < 1:
            raise ValueError("a window shows at least one month")

    @property
    def starts(self) -> date:
        """The first day drawn."""
        return self.first.replace(day=1)

    @property
    def last(self) -> date:
        """The last day drawn."""
        return add_months(self.starts, self.months) - ONE_DAY

    def position(self, day: date) -> float:
        """Where the morning of a day stands between the left (0) and the right (1), kept inside."""
        share = (day - self.starts).days / Stretch(self.starts, self.last).days
        return min(1.0, max(0.0, share))

    def clip(self, starts: date, last: date | None) -> Stretch | None:
        """What can be seen of a stretch, or None when nothing can; `last` None runs to the edge."""
        seen = Stretch(max(starts, self.starts), min(last or self.last, self.last))
        return seen if seen.starts <= seen.last else None


@dataclass(frozen=True)
class Bar:
    """A part of a span that can be seen: as decided, or prolonged by a regime. `open` when no end is known."""

    span: Span
    starts: date
    last: date
    prolonged: bool
    open: bool
    sentence: Phrase


@dataclass(frozen=True)
class Row:
    """One kind of span: its bars, and the gaps to hatch on it (whole, so that their days can be said: clip them to draw)."""

    kind: SpanKind
    bars: tuple[Bar, ...]
    gaps: tuple[Gap, ...]

    @property
    def label(self) -> Phrase:
        """The name of the row."""
        return self.kind.label


@dataclass(frozen=True)
class Tick:
    """The first day of a month, its short name, and whether a year begins."""

    day: date
    label: Phrase
    new_year: bool


@dataclass(frozen=True)
class Timeline:
    """Everything to draw, and nothing to compute: rows of bars, gaps, months, and today (None when it cannot be seen)."""

    window: Window
    rows: tuple[Row, ...]
    gaps: tuple[Gap, ...]
    ticks: tuple[Tick, ...]
    today: date | None


def build_timeline(
    *,
    spans: Iterable[Span],
    today: date,
    window: Window | None = None,
    expected: Collection[SpanKind] = (),
    sessions: Collection[date] | None = None,
) -> Timeline:
    """The timeline of a person as seen today; without a window, the months of her spans and of today.

    `expected` and `sessions` are those of `find_gaps`. Gaps are found on the whole story, then those outside the window are left out.
    """
    known = sorted(spans, key=lambda span: (span.starts, span.last, span.label))
    seen = window or _window_around(known, today=today)
    gaps = tuple(
        gap for gap in find_gaps(spans=known, today=today, expected=expected, sessions=sessions) if seen.clip(gap.starts, gap.last)
    )
    rows = tuple(
        Row(
            kind=kind,
            bars=tuple(bar for span in known if span.kind is kind for bar in _bars(span, window=seen)),
            gaps=tuple(gap for gap in gaps if gap.row is kind),
        )
        for kind in SpanKind
        if kind in expected or any(span.kind is kind for span in known)
    )
    return Timeline(window=seen, rows=rows, gaps=gaps, ticks=_ticks(seen), today=today if seen.clip(today, today) else None)


def _window_around(spans: list[Span], *, today: date) -> Window:
    """From the first month of the story to its last, today included; a span without end does not stretch it."""
    days = [today, *(span.starts for span in spans), *(span.last for span in spans if span.last != date.max)]
    first, last = min(days), max(days)
    return Window(first=first, months=(last.year - first.year) * 12 + last.month - first.month + 1)


def _bars(span: Span, *, window: Window) -> list[Bar]:
    """The span as decided, then what a regime added."""
    decided_until = min(span.expires or span.last, span.last)
    parts = [(span.starts, decided_until, False)]
    if span.last > decided_until:
        parts.append((decided_until + ONE_DAY, span.last, True))
    bars = []
    for starts, last, prolonged in parts:
        if seen := window.clip(starts, last):
            sentence = _sentence(span, starts=starts, last=last, prolonged=prolonged)
            bars.append(Bar(span, seen.starts, seen.last, prolonged=prolonged, open=span.last == date.max, sentence=sentence))
    return bars


def _sentence(span: Span, *, starts: date, last: date, prolonged: bool) -> Phrase:
    if span.last == date.max:
        return phrase("{what} depuis le {starts}, sans fin connue.", what=span.kind.label, starts=starts)
    if prolonged:
        return phrase(
            "{what}, prolongation du {starts} au {last} par {regimes} : à confirmer auprès de la préfecture.",
            what=span.kind.label,
            starts=starts,
            last=last,
            regimes=", ".join(span.regimes),
        )
    return phrase("{what} du {starts} au {last}.", what=span.kind.label, starts=starts, last=last)


def _ticks(window: Window) -> tuple[Tick, ...]:
    days = (add_months(window.starts, number) for number in range(window.months))
    return tuple(Tick(day=day, label=_MONTHS[day.month - 1], new_year=day.month == 1) for day in days)
