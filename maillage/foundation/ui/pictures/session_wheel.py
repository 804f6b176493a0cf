"""The session wheel: a seat per member, how each is there, and the quorum as a line on the rim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from math import cos, pi, sin
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maillage.foundation.ui import speech
from maillage.foundation.ui.pictures.svg import Cell, Picture, canvas, node

WIDTH = 360.0
HEIGHT = 196.0
CENTRE = (180.0, 186.0)
SEATS = 128.0
RIM = 162.0
SEAT = 13.0


class Presence(StrEnum):
    """How a seat is held; each has its own shape, so that colour never speaks alone."""

    PRESENT = "present"
    REMOTE = "remote"
    PROXY = "proxy"
    RECUSED = "recused"
    ABSENT = "absent"

    @property
    def label(self) -> Any:
        """In words."""
        return _LABELS[self]


_LABELS = {
    Presence.PRESENT: _("dans la salle"),
    Presence.REMOTE: _("à distance"),
    Presence.PROXY: _("par mandat"),
    Presence.RECUSED: _("déport"),
    Presence.ABSENT: _("absence"),
}
_ORDER = tuple(Presence)


@dataclass(frozen=True)
class Seat:
    """One seat: who it is for ("Conseil départemental"), and how it is held."""

    label: Any
    presence: Presence


def draw_session_wheel(*, seats: Iterable[Seat], quorum: int, counted: int, title: str = "") -> Picture:
    """The wheel. `counted` is what counts for the quorum (given by the rules, never recounted here)."""
    listed = sorted(seats, key=lambda seat: _ORDER.index(seat.presence))
    name = title or gettext("Qui siège")
    reached = counted >= quorum
    said = gettext("quorum atteint") if reached else gettext("quorum non atteint")
    description = gettext("%(counted)d sur %(seats)d sièges comptent, il en faut %(quorum)d : %(said)s.") % {
        "counted": counted,
        "seats": len(listed),
        "quorum": quorum,
        "said": said,
    }
    rows = tuple((Cell(speech.say(seat.label)), Cell(speech.say(seat.presence.label), mark=_mark(seat.presence))) for seat in listed)
    columns = (gettext("Siège"), gettext("Présence"))
    picture = Picture(drawing=mark_safe(""), title=name, description=description, columns=columns, rows=rows)
    drawing = canvas(
        _rim(counted=counted, quorum=quorum, total=max(len(listed), 1)),
        *(_seat(seat, place=place, total=len(listed)) for place, seat in enumerate(listed)),
        node("text", str(counted), x=CENTRE[0], y=CENTRE[1] - 48, text_anchor="middle", class_="mg-p-big"),
        node("text", gettext("pour un quorum de %(quorum)d") % {"quorum": quorum}, **_under(28)),
        node("text", said, **_under(8)),
        width=WIDTH,
        height=HEIGHT,
        title=name,
        description=description,
        name=picture.id,
    )
    return replace(picture, drawing=drawing, legend=_legend(listed))


def _under(height: float) -> dict[str, Any]:
    return {"x": CENTRE[0], "y": CENTRE[1] - height, "text_anchor": "middle", "class_": "mg-p-label"}


def _legend(seats: list[Seat]) -> tuple[Cell, ...]:
    found = Counter(seat.presence for seat in seats)
    return tuple(Cell(f"{found[each]} {speech.say(each.label)}", mark=_mark(each)) for each in Presence if found[each])


def _point(share: float, radius: float) -> tuple[float, float]:
    angle = pi * (1 - share)
    return CENTRE[0] + radius * cos(angle), CENTRE[1] - radius * sin(angle)


def _arc(start: float, end: float, *, look: str) -> SafeString:
    (x1, y1), (x2, y2) = _point(start, RIM), _point(end, RIM)
    return node("path", d=f"M{x1:.1f} {y1:.1f}A{RIM} {RIM} 0 0 1 {x2:.1f} {y2:.1f}", class_=look)


def _rim(*, counted: int, quorum: int, total: int) -> SafeString:
    share, line = min(counted / total, 1.0), min(quorum / total, 1.0)
    (x1, y1), (x2, y2) = _point(line, RIM - 9), _point(line, RIM + 9)
    mark = node("path", d=f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}", class_="mg-p-quorum")
    return node("g", _arc(0, 1, look="mg-p-rim"), _arc(0, share, look="mg-p-counted") if counted else "", mark)


def _seat(seat: Seat, *, place: int, total: int) -> SafeString:
    share = (place + 0.5) / total
    x, y = _point(share, SEATS)
    said = f"{speech.say(seat.label)} : {speech.say(seat.presence.label)}"
    return node("g", node("title", said), *_shape(seat.presence, x=x, y=y, size=min(SEAT, pi * SEATS / total / 2 - 2)))


def _shape(presence: Presence, *, x: float, y: float, size: float) -> list[SafeString]:
    circle = node("circle", cx=x, cy=y, r=size, class_=f"mg-p-seat mg-p-seat-{presence}")
    inner = size * 0.45
    marks = {
        Presence.REMOTE: node("circle", cx=x, cy=y, r=inner, class_="mg-p-seat-dot"),
        Presence.PROXY: node(
            "path", d=f"M{x - size:.1f} {y:.1f}A{size:.1f} {size:.1f} 0 0 0 {x + size:.1f} {y:.1f}Z", class_="mg-p-seat-dot"
        ),
        Presence.RECUSED: node("path", d=_cross(x, y, inner), class_="mg-p-cross"),
    }
    return [circle, marks[presence]] if presence in marks else [circle]


def _cross(x: float, y: float, arm: float) -> str:
    left, right, top, bottom = x - arm, x + arm, y - arm, y + arm
    return f"M{left:.1f} {top:.1f}L{right:.1f} {bottom:.1f}M{right:.1f} {top:.1f}L{left:.1f} {bottom:.1f}"


def _mark(presence: Presence) -> SafeString:
    return node(
        "svg", *_shape(presence, x=12, y=12, size=9.0), viewBox="0 0 24 24", width=20, height=20, class_="mg-p-mark", aria_hidden="true"
    )
