"""The vital list on paper: two sheets for three hundred people, each marked with who printed it and when."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from maillage.accompaniment.contacts.selectors.vital import VitalLine
from maillage.accompaniment.people.moments import instant_of
from maillage.core.safe_contact import hour_in_words
from maillage.foundation.documents import render_pdf
from maillage.foundation.kernel.moment import Moment
from maillage.foundation.ui import speech

TEMPLATE = Path(__file__).parent / "typst" / "vital.typ"


def vital_paper(lines: Sequence[VitalLine], *, moment: Moment, printed_by: str) -> bytes:
    """The list as a PDF. Its title says nothing of what it is."""
    day = speech.day_words(moment.today)
    hour = hour_in_words(instant_of(moment).time().replace(second=0, microsecond=0))
    mark = _("%(who)s, %(day)s") % {"who": printed_by, "day": moment.today.strftime("%d/%m/%Y")}
    printed = _("Imprimée par %(who)s, le %(day)s à %(hour)s.") % {"who": printed_by, "day": day, "hour": hour}
    data = {
        "heading": _("Liste du %(day)s") % {"day": day},
        "lead": " ".join((printed, _("À garder sous clé, à détruire dès la suivante. Les consignes du dossier passent avant ce papier."))),
        "mark": mark,
        "footer": printed,
        "columns": [_("Qui"), _("Comment"), _("Numéro"), _("Quand"), _("Mot convenu")],
        "rows": [[each.pseudonym, each.ways, each.number, each.hours, each.code_word] for each in lines],
    }
    return render_pdf(template=TEMPLATE, data=data, title=_("Liste"), timestamp=moment.today).content
