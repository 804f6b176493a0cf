"""The 24-month meter: months consumed, months left, by periods of six."""

from __future__ import annotations

from dataclasses import replace

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from maillage.core.clock.cap import CapMeter
from maillage.foundation.ui import speech
from maillage.foundation.ui.pictures.svg import Cell, Picture, canvas, node

PERIOD = 6
BOX = 24.0
STEP = 27.0
GROUP_GAP = 14.0
LINE = 58.0
PERIODS_A_LINE = 2


def draw_months_meter(meter: CapMeter, *, title: str = "") -> Picture:
    """The picture of `core.clock.cap.cap_meter`: a box per month of the cap, filled once consumed, grouped by period."""
    name = title or gettext("Mois de parcours")
    used = ngettext("%(count)d mois consommé", "%(count)d mois consommés", meter.months_consumed) % {"count": meter.months_consumed}
    description = gettext("%(used)s sur %(cap)d ; au plus tard le %(end)s.") % {
        "used": used,
        "cap": meter.cap_months,
        "end": speech.day_words(meter.ends),
    }
    rows = (
        (Cell(gettext("Consommés")), Cell(_months(meter.months_consumed))),
        (Cell(gettext("Restants")), Cell(_months(meter.months_left))),
        (Cell(gettext("Renouvellements restants")), Cell(str(meter.renewals_left))),
        (Cell(gettext("Fin du plafond")), Cell(speech.day_words(meter.ends))),
    )
    picture = Picture(drawing=mark_safe(""), title=name, description=description, columns=(gettext("Compte"), gettext("Valeur")), rows=rows)
    periods = -(-meter.cap_months // PERIOD)
    drawing = canvas(
        *(_box(month, consumed=month < meter.months_consumed) for month in range(meter.cap_months)),
        *(_period(number) for number in range(periods)),
        width=_place(PERIOD * PERIODS_A_LINE - 1)[0] + BOX + 1,
        height=LINE * -(-periods // PERIODS_A_LINE),
        title=name,
        description=description,
        name=picture.id,
    )
    return replace(picture, drawing=drawing)


def _months(count: int) -> str:
    return ngettext("%(count)d mois", "%(count)d mois", count) % {"count": count}


def _place(month: int) -> tuple[float, float]:
    """Two periods a line, so that a phone shows the whole."""
    line, column = divmod(month, PERIOD * PERIODS_A_LINE)
    return column * STEP + (column // PERIOD) * GROUP_GAP + 1, line * LINE + 1


def _box(month: int, *, consumed: bool) -> SafeString:
    x, y = _place(month)
    box = node("rect", x=x, y=y, width=BOX, height=BOX, rx=4, class_="mg-p-month-used" if consumed else "mg-p-month-left")
    tick = node("path", d=f"M{x + 6:.1f} {y + 12.5:.1f}l4 4 8-9", class_="mg-p-tick") if consumed else ""
    return node("g", box, tick)


def _period(number: int) -> SafeString:
    x, y = _place(number * PERIOD)
    return node("text", gettext("période %(number)d") % {"number": number + 1}, x=x, y=y + BOX + 17, class_="mg-p-small")
