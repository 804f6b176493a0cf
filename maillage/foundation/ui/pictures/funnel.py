"""The funnel: how many of those seen were reached, answered, were met, are accompanied. A bar a stage, each under the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from maillage.foundation.ui import speech
from maillage.foundation.ui.pictures.svg import Cell, Picture, canvas, node

WIDTH, STEP, BAR = 360.0, 46.0, 20.0
_FEW = 20  # under this number a percentage says more than was seen


@dataclass(frozen=True)
class Stage:
    """How many came so far, in words."""

    label: Any
    number: int


def draw_funnel(stages: Sequence[Stage], *, title: str = "") -> Picture:
    """A bar per stage on one scale, with its number; the table says of how many of the stage before."""
    name = title or gettext("De ce qui est vu à ce qui est accompagné")
    description = gettext("%(first)s ; %(last)s.") % {"first": _said(stages[0]), "last": _said(stages[-1])}
    rows = [(Cell(speech.say(stages[0].label)), Cell(str(stages[0].number)), Cell(""))]
    rows += [(Cell(speech.say(each.label)), Cell(str(each.number)), Cell(_part(each, before=before))) for before, each in pairwise(stages)]
    columns = (gettext("Étape"), gettext("Nombre"), gettext("Sur l'étape d'avant"))
    picture = Picture(drawing=mark_safe(""), title=name, description=description, columns=columns, rows=tuple(rows))
    widest = max([each.number for each in stages] + [1])
    drawing = canvas(
        *(_bar(rank, each, share=each.number / widest) for rank, each in enumerate(stages)),
        width=WIDTH,
        height=STEP * len(stages),
        title=name,
        description=description,
        name=picture.id,
    )
    return replace(picture, drawing=drawing)


def _said(stage: Stage) -> str:
    words = speech.say(stage.label)
    return gettext("%(stage)s : %(number)d") % {"stage": words[:1].upper() + words[1:], "number": stage.number}


def _part(stage: Stage, *, before: Stage) -> str:
    """So many of so many, and the share when it is not of a few; nothing of nobody."""
    if not before.number:
        return ""
    said = gettext("%(part)d sur %(whole)d") % {"part": stage.number, "whole": before.number}
    if before.number < _FEW:
        return said
    return gettext("%(said)s (%(share)d %%)") % {"said": said, "share": round(100 * stage.number / before.number)}


def _bar(rank: int, stage: Stage, *, share: float) -> str:
    top = rank * STEP
    return node(
        "g",
        node("text", _said(stage), x=0, y=top + 14, class_="mg-p-label"),
        node("rect", x=0.0, y=top + 20, width=WIDTH, height=BAR, rx=4, class_="mg-p-month-left"),
        node("rect", x=0.0, y=top + 20, width=max(share * WIDTH, 2.0 if stage.number else 0.0), height=BAR, rx=4, class_="mg-p-month-used"),
    )
