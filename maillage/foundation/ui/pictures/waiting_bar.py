"""The waiting bar: each day between the wish and the decision under its one cause, in the order of time."""

from __future__ import annotations

from dataclasses import replace
from string import ascii_uppercase

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from maillage.core.clock.waiting import Cause, Segment, WaitingCut
from maillage.foundation.ui import speech
from maillage.foundation.ui.pictures.svg import Cell, Picture, canvas, node

HEIGHT = 58.0
BAR = 36.0
_LETTER_ROOM = 5.0  # percents of the width, so that a phone shows the same letters

# Whose time it is: hers, the association's, the commission's, the decision's.
_FAMILIES = {
    Cause.HER_CHOICE: "hers",
    Cause.LOST_CONTACT: "hers",
    Cause.PROTECTED_TIME: "hers",
    Cause.PIECE: "piece",
    Cause.CAPACITY: "house",
    Cause.SERVICE_SLOWED: "house",
    Cause.PREPARATION: "house",
    Cause.DECISION_AWAITED: "decision",
    Cause.NOTIFICATION_AWAITED: "decision",
}


def draw_waiting_bar(cut: WaitingCut, *, title: str = "") -> Picture:
    """The picture of `core.clock.waiting.cut_waiting`: a letter per cause, and the table of days that is its legend."""
    name = title or gettext("L'attente, jour par jour")
    letters = dict(zip(cut.totals, ascii_uppercase, strict=False))
    description = speech.say(cut.explanation[0])
    rows = tuple(
        (Cell(speech.say(cause.label), mark=_mark(cause, letters[cause])), Cell(speech.days_words(days)), Cell(_share(days, cut.total)))
        for cause, days in cut.totals.items()
    )
    total = (Cell(gettext("En tout")), Cell(speech.duration_words(cut.total)), Cell(""))
    columns = (gettext("Cause"), gettext("Jours"), gettext("Part"))
    picture = Picture(drawing=mark_safe(""), title=name, description=description, columns=columns, rows=(*rows, total), table_open=True)
    drawing = canvas(
        *(_segment(each, cut, letters=letters) for each in cut.segments),
        node("text", speech.day_words(cut.starts), x=0, y=HEIGHT - 4, class_="mg-p-small"),
        node("text", speech.day_words(cut.ends), x="100%", y=HEIGHT - 4, text_anchor="end", class_="mg-p-small"),
        height=HEIGHT,
        title=name,
        description=description,
        name=picture.id,
    )
    return replace(picture, drawing=drawing)


def _segment(segment: Segment, cut: WaitingCut, *, letters: dict[Cause, str]) -> SafeString:
    scale = 100.0 / max(cut.total, 1)
    left, width = (segment.starts - cut.starts).days * scale, segment.days * scale
    look = f"mg-p-cause mg-p-{_family(segment.cause)}"
    box = node("rect", x=f"{left:.2f}%", y=0, width=f"{width:.2f}%", height=BAR, rx=3, class_=look)
    letter = ""
    if width >= _LETTER_ROOM:
        letter = node(
            "text", letters[segment.cause], x=f"{left + width / 2:.2f}%", y=BAR / 2 + 6, text_anchor="middle", class_="mg-p-letter"
        )
    return node("g", node("title", speech.say(segment.sentence)), box, letter)


def _mark(cause: Cause, letter: str) -> SafeString:
    box = node("rect", x=0, y=0, width=24, height=24, rx=4, class_=f"mg-p-cause mg-p-{_family(cause)}")
    text = node("text", letter, x=12, y=17.5, text_anchor="middle", class_="mg-p-letter")
    return node("svg", box, text, viewBox="0 0 24 24", width=24, height=24, class_="mg-p-mark", role="img", aria_label=letter)


def _family(cause: Cause) -> str:
    return _FAMILIES.get(cause, "commission")


def _share(days: int, total: int) -> str:
    return gettext("%(share)d %%") % {"share": round(100 * days / total)} if total else ""
