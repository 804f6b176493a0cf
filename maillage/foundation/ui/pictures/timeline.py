"""The coupled timeline: pathway, permit, allowance, accreditation and shelter on one line of months; gaps hatched and named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from maillage.core.clock.gaps import Gap, Severity
from maillage.core.clock.timeline import Bar, Row, Timeline
from maillage.foundation.ui import speech
from maillage.foundation.ui.pictures.svg import Cell, Picture, canvas, node, together

WIDTH = 720.0
LABELS = 132.0
TOP = 46.0
ROW = 50.0
BAR = 22.0
_ALL_TICKS_UP_TO = 14
_GAPS_SAID = 2
_LETTER = 8.0  # a generous width, so that words never touch
_LAST_ROOMY_MONTH = 11  # a year named in November would run into the next one


def draw_timeline(timeline: Timeline, *, title: str = "") -> Picture:
    """The picture of `build_timeline`: solid as decided, dotted where a regime prolongs, hatched where something lacks."""
    name = title or gettext("Parcours, titre, aide et agrément, mois par mois")
    description = _summary(timeline.gaps)
    height = TOP + ROW * len(timeline.rows) + 14
    columns = (gettext("Ligne"), gettext("Ce qui est su"))
    picture = Picture(drawing=SafeString(""), title=name, description=description, columns=columns, rows=_table(timeline), wide=True)
    drawing = canvas(
        _hatch(picture.id),
        _months(timeline, height=height),
        *(_row(row, timeline, place=place, name=picture.id) for place, row in enumerate(timeline.rows)),
        _today(timeline, height=height),
        width=WIDTH,
        height=height,
        title=name,
        description=description,
        name=picture.id,
    )
    return replace(picture, drawing=drawing, legend=_legend(timeline, name=picture.id))


def _summary(gaps: tuple[Gap, ...]) -> str:
    """The two most pressing gaps in full, the others counted."""
    if not gaps:
        return gettext("Rien ne manque sur la période affichée.")
    pressing = sorted(gaps, key=lambda gap: list(Severity).index(gap.severity))
    said = [speech.say(gap.sentence) for gap in pressing[:_GAPS_SAID]]
    if rest := len(pressing) - len(said):
        said.append(
            ngettext("%(count)d autre manque, dans le tableau.", "%(count)d autres manques, dans le tableau.", rest) % {"count": rest}
        )
    return " ".join(said)


def _legend(timeline: Timeline, *, name: str) -> tuple[Cell, ...]:
    """Only what the drawing shows."""
    bars = [bar for row in timeline.rows for bar in row.bars]
    shown = [
        (any(not bar.prolonged for bar in bars), "mg-p-bar mg-p-pathway", None, gettext("décidé")),
        (any(bar.prolonged for bar in bars), "mg-p-bar mg-p-pathway mg-p-prolonged", None, gettext("prolongé, à confirmer")),
        (bool(timeline.gaps), "mg-p-gap", f"url(#{name}-trous)", gettext("il manque quelque chose")),
    ]
    return tuple(Cell(words, mark=_swatch(look, fill)) for present, look, fill, words in shown if present)


def _swatch(look: str, fill: str | None) -> SafeString:
    box = node("rect", x=2, y=5, width=28, height=14, rx=3, class_=look, fill=fill)
    return node("svg", box, viewBox="0 0 32 24", width=32, height=24, class_="mg-p-mark", aria_hidden="true")


def _x(timeline: Timeline, day: date) -> float:
    return LABELS + timeline.window.position(day) * (WIDTH - LABELS - 8)


def _hatch(name: str) -> SafeString:
    lines = node("path", d="M-2 2 4 -4M0 10 10 0M6 12 12 6", class_="mg-p-hatch")
    return node("defs", node("pattern", lines, id=f"{name}-trous", width=10, height=10, patternUnits="userSpaceOnUse"))


def _months(timeline: Timeline, *, height: float) -> SafeString:
    step = 1 if len(timeline.ticks) <= _ALL_TICKS_UP_TO else 3 if len(timeline.ticks) <= 3 * _ALL_TICKS_UP_TO else 12
    parts = []
    for place, tick in enumerate(timeline.ticks):
        x = _x(timeline, tick.day)
        shown = (tick.day.month - 1) % step == 0
        parts.append(node("path", d=f"M{x:.1f} {TOP - 8}V{height - 10}", class_="mg-p-year" if tick.new_year else "mg-p-month"))
        if shown:
            parts.append(node("text", speech.say(tick.label), x=x + 3, y=TOP - 14, class_="mg-p-small"))
        if tick.new_year or (place == 0 and tick.day.month < _LAST_ROOMY_MONTH):
            parts.append(node("text", str(tick.day.year), x=x + 3, y=TOP - 30, class_="mg-p-strong"))
    return together(parts)


def _row(row: Row, timeline: Timeline, *, place: int, name: str) -> SafeString:
    y = TOP + ROW * place + (ROW - BAR) / 2
    words = [node("text", line, x=0, y=y + BAR / 2 + offset, class_="mg-p-label") for line, offset in _lines(speech.say(row.label))]
    ground = node("path", d=f"M{LABELS} {y + BAR / 2}H{WIDTH - 8}", class_="mg-p-month")
    bars = (_bar(bar, timeline, y=y) for bar in row.bars)
    return node("g", ground, *words, *bars, *_gaps(row, timeline, y=y, name=name))


def _gaps(row: Row, timeline: Timeline, *, y: float, name: str) -> list[SafeString]:
    """Each gap hatched, its days above it, or below where the neighbour's words already stand."""
    drawn, taken = [], 0.0
    for gap in row.gaps:
        seen = timeline.window.clip(gap.starts, gap.last)
        if seen is None:
            continue
        left, right = _x(timeline, seen.starts), _x(timeline, seen.last + timedelta(days=1))
        words = speech.days_words(gap.days) if gap.days is not None else gettext("sans fin connue")
        room = len(words) * _LETTER
        start = min(left, WIDTH - room)
        above = start > taken
        taken = start + room if above else taken
        box = node(
            "rect", x=left, y=y - 3, width=max(right - left, 3.0), height=BAR + 6, rx=3, class_="mg-p-gap", fill=f"url(#{name}-trous)"
        )
        label = node("text", words, x=start, y=y - 6 if above else y + BAR + 14, class_="mg-p-alert")
        drawn.append(node("g", node("title", speech.say(gap.sentence)), box, label))
    return drawn


def _lines(label: str) -> list[tuple[str, float]]:
    """A long label on two lines."""
    words = label.split()
    if len(label) <= 14 or len(words) == 1:
        return [(label, 5.0)]
    middle = min(range(1, len(words)), key=lambda cut: abs(len(" ".join(words[:cut])) - len(label) / 2))
    return [(" ".join(words[:middle]), -3.0), (" ".join(words[middle:]), 13.0)]


def _bar(bar: Bar, timeline: Timeline, *, y: float) -> SafeString:
    left, right = _x(timeline, bar.starts), _x(timeline, bar.last + timedelta(days=1))
    look = f"mg-p-bar mg-p-{bar.span.kind}" + (" mg-p-prolonged" if bar.prolonged else "")
    return node("rect", node("title", speech.say(bar.sentence)), x=left, y=y, width=max(right - left, 2.0), height=BAR, rx=4, class_=look)


def _today(timeline: Timeline, *, height: float) -> SafeString:
    if timeline.today is None:
        return SafeString("")
    x = _x(timeline, timeline.today)
    line = node("path", d=f"M{x:.1f} {TOP - 8}V{height - 10}", class_="mg-p-today")
    end = x > WIDTH - 90
    words = node(
        "text", gettext("aujourd'hui"), x=x - 4 if end else x + 4, y=height - 1, text_anchor="end" if end else None, class_="mg-p-now"
    )
    return node("g", line, words)


def _table(timeline: Timeline) -> tuple[tuple[Cell, ...], ...]:
    rows = []
    for row in timeline.rows:
        label = speech.say(row.label)
        said = [bar.sentence for bar in row.bars] + [gap.sentence for gap in row.gaps]
        rows += [(Cell(label), Cell(speech.say(sentence))) for sentence in said]
        if not said:
            rows.append((Cell(label), Cell(gettext("Rien d'enregistré."))))
    return tuple(rows)
