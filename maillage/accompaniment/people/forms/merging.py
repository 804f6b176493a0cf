"""The answers to the questions of a reunion."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from maillage.foundation.ui.answers import KeyedForm

_NOTHING = _("rien n'est noté")


class MergeForm(KeyedForm):
    """Which file stays, and for each difference, whose answer stands. `questions` are those of `selectors.questions_between`."""

    kept = forms.ChoiceField(
        label=_("Le dossier qui reste"),
        widget=forms.RadioSelect,
        help_text=_("L'autre devient un renvoi vers lui. Sa référence reste connue de la recherche."),
    )

    def __init__(self, *args: Any, files: list[tuple[uuid.UUID, str]], questions: Any, suggested: uuid.UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kept"].choices = [(str(pk), label) for pk, label in files]  # type: ignore[attr-defined]
        self.fields["kept"].initial = str(suggested)
        self.asked = [each.code for each in questions]
        for each in questions:
            self.fields[each.code] = forms.ChoiceField(
                label=_("Garder %(what)s") % {"what": each.label},
                choices=[(str(pk), capfirst(each.answers[pk]) or _NOTHING) for pk, _label in files],
                widget=forms.RadioSelect,
                initial=str(suggested),
                error_messages={"required": _("Dites laquelle des deux réponses garder.")},
            )

    @property
    def kept_id(self) -> uuid.UUID:
        """The file that stays."""
        return uuid.UUID(self.cleaned_data["kept"])

    @property
    def choices(self) -> dict[str, uuid.UUID]:
        """For each question, the file whose answer stands."""
        return {code: uuid.UUID(self.cleaned_data[code]) for code in self.asked}
