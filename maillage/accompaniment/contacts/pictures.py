"""The picture of what the calls changed: a bar per period and per initiative, its interval, and the same facts as a table."""

from __future__ import annotations

from dataclasses import replace

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from maillage.accompaniment.contacts.selectors.effect import rate_words
from maillage.core.contact_effect import Effect, Measure, Rate
from maillage.foundation.ui import speech
from maillage.foundation.ui.pictures.svg import Cell, Picture, canvas, node, together

_LINE = 44.0
_BAR = 14.0
_SHOWN = {Measure.BY_US: "us", Measure.BY_HER: "her"}
_ROOM = 92.0  # percents of the width, so that the end of the longest interval is inside


def draw_effect(effect: Effect) -> Picture:
    """Contacts per person and per week, begun by us and by her, in each period, each with its interval."""
    name = gettext("Contacts pour dix personnes suivies, par semaine")
    description = gettext("Une barre par période, selon qui a commencé ; le trait dit entre quoi et quoi le vrai chiffre se trouve.")
    drawn = [(column, measure, column.rates[measure]) for column in effect.columns for measure in _SHOWN]
    rows = tuple(
        (
            Cell(speech.say(column.period.phase.label)),
            Cell(speech.say(measure.label)),
            Cell(str(rate.events)),
            Cell(rate_words(rate.per_week) if rate.per_week is not None else ""),
            Cell(_between(rate)),
        )
        for column, measure, rate in drawn
    )
    columns = (
        gettext("Période"),
        gettext("Initiative"),
        gettext("Contacts"),
        gettext("Pour dix personnes, par semaine"),
        gettext("Intervalle"),
    )
    picture = Picture(drawing=together(()), title=name, description=description, columns=columns, rows=rows)
    most = max((rate.interval.high for _column, _measure, rate in drawn if rate.interval is not None), default=0.0)
    drawing = canvas(
        *(
            _bar(rank, speech.say(column.period.phase.label), speech.say(measure.label), rate, look=_SHOWN[measure], most=most)
            for rank, (column, measure, rate) in enumerate(drawn)
        ),
        height=_LINE * max(len(drawn), 1),
        title=name,
        description=description,
        name=picture.id,
    )
    return replace(picture, drawing=drawing)


def _between(rate: Rate) -> str:
    found = rate.interval
    if found is None:
        return ""
    return gettext("de %(low)s à %(high)s") % {"low": rate_words(found.low), "high": rate_words(found.high)}


def _bar(rank: int, phase: str, initiative: str, rate: Rate, *, look: str, most: float) -> SafeString:
    top = rank * _LINE
    words = gettext("%(phase)s, %(initiative)s") % {"phase": phase, "initiative": initiative}
    label = node("text", words[:1].upper() + words[1:], x=0, y=top + 16, class_="mg-p-small")
    found, value = rate.interval, rate.per_week
    if found is None or value is None or not most:
        return node("g", label)
    scale, middle = _ROOM / most, top + 24 + _BAR / 2
    return node(
        "g",
        node("title", f"{rate_words(value)} ({_between(rate)})"),
        label,
        node("rect", x=0, y=top + 24, width=f"{value * scale:.2f}%", height=_BAR, rx=3, class_=f"mg-p-rate-{look}"),
        node("line", x1=f"{found.low * scale:.2f}%", x2=f"{found.high * scale:.2f}%", y1=middle, y2=middle, class_="mg-p-between"),
        *(
            node("line", x1=f"{end * scale:.2f}%", x2=f"{end * scale:.2f}%", y1=middle - 5, y2=middle + 5, class_="mg-p-between")
            for end in (found.low, found.high)
        ),
    )
