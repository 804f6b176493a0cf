"""What is left to say when a first request becomes an application."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.intake.forms import FileForm
from maillage.accompaniment.people.models import Channel
from maillage.foundation.ui.days import DatedForm, DayField


class WishFromRequestForm(DatedForm, FileForm):
    """The day on which she said it; and what opens her file, when she has none yet."""

    wished_on = DayField(label=_("Le jour où elle l'a dit"), years_ahead=0, help_text=_("C'est de ce jour que son attente se compte."))
    field_order = ("wished_on", "pseudonym", "channel", "safe_contact")

    def __init__(self, *args: Any, has_file: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_file:
            for name in ("pseudonym", "channel", "safe_contact"):
                del self.fields[name]

    def file_fields(self) -> dict[str, Any]:
        """What opens her file, as the service takes it; nothing when she has one."""
        typed = self.cleaned_data
        if "pseudonym" not in typed:
            return {}
        return {"pseudonym": typed["pseudonym"], "channel": Channel(typed["channel"]), "safe_contact": typed["safe_contact"]}
