"""The dates of a pathway outside the screen: the sheet to give, in PDF, and the list as a spreadsheet. They compute nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from maillage.core.clock.explained import ExplainedDate
from maillage.foundation.documents import render_pdf
from maillage.foundation.ui import explanation, speech
from maillage.pathway.psp.selectors import Journey, PathwayRow

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def dates_sheet(journey: Journey, *, today: date) -> bytes:
    """Every date with its explanation. No name: the number of the application stands for her."""
    number = journey.pathway.entry.number
    data = {
        "sender": [journey.pathway.organisation.name],
        "heading": _("Dates du parcours, demande n° %(number)s") % {"number": number},
        "lead": _("Établi le %(day)s, avec les textes publiés ce jour-là. Une date calculée n'est pas une décision.")
        % {"day": speech.day_words(today)},
        "sections": [section_of(each) for each in journey.dates],
    }
    return render_pdf(template="sheet", data=data, title=_("Dates du parcours %(number)s") % {"number": number}, timestamp=today).content


def section_of(explained: ExplainedDate) -> dict[str, object]:
    """One date as a section of the sheet: the day, then its explanation line by line."""
    return {
        "heading": speech.say(explained.what),
        "facts": [[_("Date"), speech.day_words(explained.day)]],
        "blocks": [{"list": [_line(reason) for reason in explanation.reasons(explained.lines)]}],
    }


def _line(reason: explanation.Reason) -> str:
    said = [reason.text]
    if reason.source:
        said.append(_("Source : %(source)s.") % {"source": reason.source})
    if reason.confidence:
        said.append(_("Ce que cela vaut : %(confidence)s.") % {"confidence": reason.confidence})
    return " ".join(said)


def header() -> list[str]:
    """The columns of the spreadsheet."""
    return [
        _("Dossier ou numéro"), _("Association"), _("Période"), _("Terme"), _("Terme sans régime"), _("Ce que cela vaut"), _("À faire"),
    ]  # fmt: skip


def line_of(row: PathwayRow) -> list[str]:
    """One pathway: ISO dates, and no cell that a spreadsheet would run."""
    ordinary = row.explained.moved_from or row.explained.day
    cells = [
        row.title,
        row.association,
        str(row.number),
        row.explained.day.isoformat(),
        ordinary.isoformat(),
        explanation.confidence_words(row.explained.confidence),
        speech.say(row.gesture) if row.gesture is not None else "",
    ]
    return [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells]


def pathways_sheet(rows: Iterable[PathwayRow], *, today: date) -> bytes:
    """The list of running pathways as UTF-8 text that spreadsheets open; the first line says when and with what it was made."""
    written = io.StringIO()
    sheet = csv.writer(written, delimiter=";")
    sheet.writerow([_("Parcours en cours, le %(day)s, termes calculés avec les textes publiés ce jour-là.") % {"day": today.isoformat()}])
    sheet.writerow(header())
    sheet.writerows(line_of(row) for row in rows)
    return written.getvalue().encode("utf-8-sig")
