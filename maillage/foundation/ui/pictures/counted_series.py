"""A counted series: a dot a count, joined only where the counting was the same; a line across each day on which the work changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from maillage.core.observations import Point, Series
from maillage.foundation.ui import speech
from maillage.foundation.ui.pictures.svg import Cell, Picture, canvas, node

WIDTH, HEIGHT = 660.0, 230.0
LEFT, RIGHT, TOP, BOTTOM = 40.0, 640.0, 34.0, 190.0


def draw_counted_series(series: Series, *, title: str = "", links: Mapping[str, str] | None = None) -> Picture:
    """The picture of `core.observations.cut`; `links` leads each count of the table to its row, by the id of its point."""
    name = title or gettext("Ce qui a été compté")
    points, known = series.points, links or {}
    said = ngettext("%(n)d compte, de %(low)d à %(high)d.", "%(n)d comptes, de %(low)d à %(high)d.", len(points))
    numbers = [point.number for point in points]
    description = said % {"n": len(points), "low": min(numbers), "high": max(numbers)}
    if series.breaks:
        description += " " + gettext("Là où le travail a changé, la ligne est coupée : avant et après ne se comparent pas.")
    entries = [(point.day, 1, _count_row(point, known)) for point in points] + [(each.day, 0, _break_row(each)) for each in series.breaks]
    rows = tuple(row for _day, _rank, row in sorted(entries, key=lambda entry: entry[:2]))
    columns = (gettext("Jour"), gettext("Compte"))
    picture = Picture(drawing=mark_safe(""), title=name, description=description, columns=columns, rows=rows, wide=True)
    scale = _Scale(points)
    drawing = canvas(
        *scale.frame(),
        *(scale.cut(each.day, rank) for rank, each in enumerate(series.breaks)),
        *(scale.line(one, other) for run in series.runs for one, other in pairwise(run)),
        *(scale.dot(point) for point in points),
        width=WIDTH,
        height=HEIGHT,
        title=name,
        description=description,
        name=picture.id,
    )
    return replace(picture, drawing=drawing)


def _count_row(point: Point, links: Mapping[str, str]) -> tuple[Cell, ...]:
    url = links.get(point.id)
    number = format_html('<a href="{}">{}</a>', url, point.number) if url else str(point.number)
    return Cell(speech.day_words(point.day)), Cell(number)


def _break_row(each: Any) -> tuple[Cell, ...]:
    return Cell(speech.day_words(each.day)), Cell(gettext("le travail change : %(words)s") % {"words": each.words})


class _Scale:
    """Days across, numbers up, from nothing."""

    def __init__(self, points: tuple[Point, ...]) -> None:
        self.first, self.last = points[0].day, points[-1].day
        self.days = max((self.last - self.first).days, 1)
        self.most = max([point.number for point in points] + [1])

    def across(self, day: date) -> float:
        return LEFT + (RIGHT - LEFT) * (day - self.first).days / self.days

    def up(self, number: int) -> float:
        return BOTTOM - (BOTTOM - TOP) * number / self.most

    def frame(self) -> tuple[SafeString, ...]:
        return (
            node("path", d=f"M{LEFT} {TOP}V{BOTTOM}H{RIGHT}", class_="mg-p-year"),
            node("text", str(self.most), x=LEFT - 8, y=TOP + 5, text_anchor="end", class_="mg-p-small"),
            node("text", "0", x=LEFT - 8, y=BOTTOM + 4, text_anchor="end", class_="mg-p-small"),
            node("text", speech.day_words(self.first), x=LEFT, y=BOTTOM + 24, class_="mg-p-small"),
            node("text", speech.day_words(self.last), x=RIGHT, y=BOTTOM + 24, text_anchor="end", class_="mg-p-small"),
        )

    def dot(self, point: Point) -> SafeString:
        words = f"{speech.day_words(point.day)} : {point.number}"
        return node(
            "g", node("title", words), node("circle", cx=self.across(point.day), cy=self.up(point.number), r=5, class_="mg-p-seat-dot")
        )

    def line(self, one: Point, other: Point) -> SafeString:
        path = f"M{self.across(one.day):.1f} {self.up(one.number):.1f}L{self.across(other.day):.1f} {self.up(other.number):.1f}"
        return node("path", d=path, class_="mg-p-run")

    def cut(self, day: date, rank: int) -> SafeString:
        """A dashed line with the number of its row among the breaks, so that a phone reads it too."""
        x = self.across(day)
        return node(
            "g",
            node("path", d=f"M{x:.1f} {TOP - 8:.1f}V{BOTTOM:.1f}", class_="mg-p-cut"),
            node("text", gettext("coupure %(n)d") % {"n": rank + 1}, x=x, y=TOP - 14, text_anchor="middle", class_="mg-p-small"),
        )
