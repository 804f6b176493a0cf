"""Pictures that explain, each with its table: the tags that draw them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template

from maillage.core.clock.cap import CapMeter
from maillage.core.clock.timeline import Timeline
from maillage.core.clock.waiting import WaitingCut
from maillage.core.observations import Series
from maillage.foundation.ui import speech
from maillage.foundation.ui.pictures.counted_series import draw_counted_series
from maillage.foundation.ui.pictures.funnel import Stage, draw_funnel
from maillage.foundation.ui.pictures.months_meter import draw_months_meter
from maillage.foundation.ui.pictures.session_wheel import Seat, draw_session_wheel
from maillage.foundation.ui.pictures.timeline import draw_timeline
from maillage.foundation.ui.pictures.waiting_bar import draw_waiting_bar

register = template.Library()


@register.inclusion_tag("ui/components/picture.html")
def timeline(*, timeline: Timeline, title: Any = "") -> dict[str, Any]:
    """The coupled timeline of a person (`core.clock.timeline.build_timeline`): bars, prolongations, gaps hatched and named, today."""
    return {"picture": draw_timeline(timeline, title=speech.say(title))}


@register.inclusion_tag("ui/components/picture.html")
def waiting_bar(*, cut: WaitingCut, title: Any = "") -> dict[str, Any]:
    """The wait cut by cause (`core.clock.waiting.cut_waiting`), with the days of each cause as its legend."""
    return {"picture": draw_waiting_bar(cut, title=speech.say(title))}


@register.inclusion_tag("ui/components/picture.html")
def months_meter(*, meter: CapMeter, title: Any = "") -> dict[str, Any]:
    """The months consumed and left under the cap (`core.clock.cap.cap_meter`), by periods of six."""
    return {"picture": draw_months_meter(meter, title=speech.say(title))}


@register.inclusion_tag("ui/components/picture.html")
def session_wheel(*, seats: Iterable[Seat], quorum: int, counted: int, title: Any = "") -> dict[str, Any]:
    """The seats of a session (`ui.pictures.session_wheel.Seat`), how each is held, and the quorum line. `counted` comes from the rules."""
    return {"picture": draw_session_wheel(seats=seats, quorum=quorum, counted=counted, title=speech.say(title))}


@register.inclusion_tag("ui/components/picture.html")
def funnel(*, stages: Sequence[Stage], title: Any = "") -> dict[str, Any]:
    """How many came how far (`ui.pictures.funnel.Stage`, the widest first): a bar a stage."""
    return {"picture": draw_funnel(stages, title=speech.say(title))}


@register.inclusion_tag("ui/components/picture.html")
def counted_series(*, series: Series, title: Any = "", links: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Counts over time (`core.observations.cut`), cut where the work changed. `links`: the address of each row, by the id of its point."""
    return {"picture": draw_counted_series(series, title=speech.say(title), links=links)}
