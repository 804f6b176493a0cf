from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpeningsConfig(AppConfig):
    """Puts the openings in the rail; what was decided is never rewritten; an erased file takes its appointments with it."""

    name = "maillage.accompaniment.openings"
    label = "mg_openings"
    verbose_name = "ouvertures"

    def ready(self) -> None:
        from maillage.accompaniment.openings import actions, actions_booking  # noqa: F401
        from maillage.accompaniment.openings.erasure import erase_rows
        from maillage.accompaniment.openings.models import triggers_of_modes
        from maillage.accompaniment.openings.places import register_uses
        from maillage.accompaniment.openings.screens import register_screens
        from maillage.accompaniment.people.merging import Merging, on_merge
        from maillage.foundation.kernel import triggers
        from maillage.foundation.vault import on_erasure

        for trigger in triggers_of_modes():
            triggers.register(trigger)
        on_erasure(erase_rows)
        on_merge(Merging(model="mg_openings.Appointment", label=_("ses rendez-vous")))
        on_merge(Merging(model="mg_openings.Telling", label=_("ce qu'il reste à lui dire"), asks=False))
        register_screens()
        register_uses()
