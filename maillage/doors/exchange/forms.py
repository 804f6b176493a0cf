"""The shape of what is typed for an import."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.doors.exchange.columns import Target
from maillage.foundation.documents import UploadField
from maillage.foundation.ui.answers import KeyedForm, VersionedForm
from maillage.reference.organisations.models import Organisation

ACCEPT = ".csv,.xlsx,.ods"


class SheetForm(KeyedForm):
    """The sheet, and for which association when there are several."""

    organisation = forms.ChoiceField(label=_("Association"))
    sheet = UploadField(
        label=_("Le tableau (CSV, XLSX ou ODS)"),
        help_text=_("Une ligne de titres, puis une ligne par personne. Le tableau est chiffré dès son arrivée, puis détruit à la fin."),
    )

    def __init__(self, *args: Any, organisations: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sheet"].widget.attrs["accept"] = ACCEPT
        known = [(str(each.pk), each.name) for each in organisations]
        self.fields["organisation"].choices = known  # type: ignore[attr-defined]
        if len(known) < 2:
            self.fields["organisation"].widget = forms.HiddenInput()
            self.fields["organisation"].initial = known[0][0] if known else ""


class ColumnsForm(VersionedForm):
    """What each column holds."""

    def __init__(
        self, *args: Any, headings: Sequence[str], samples: Sequence[str], targets: Iterable[Target], guessed: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("ne pas reprendre")), *((each.code, each.label) for each in targets)]
        for place, heading in enumerate(headings):
            sample = _("Première valeur : %(sample)s") % {"sample": samples[place]} if samples[place] else ""
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=heading or _("Colonne %(number)d") % {"number": place + 1},
                choices=choices,
                required=False,
                initial=guessed.get(place, ""),
                help_text=sample,
            )

    def columns(self) -> dict[int, str]:
        """The columns that hold something, by their place."""
        said = {int(name.removeprefix("column_")): code for name, code in self.cleaned_data.items() if name.startswith("column_")}
        return {place: code for place, code in said.items() if code}
