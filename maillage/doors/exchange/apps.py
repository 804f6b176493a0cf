from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    name = "maillage.doors.exchange"
    label = "mg_exchange"
    verbose_name = "échanges"

    def ready(self) -> None:
        from maillage.accompaniment.people.merging import Merging, on_merge
        from maillage.doors.exchange import actions  # noqa: F401
        from maillage.foundation.access.permissions import Permission
        from maillage.foundation.ui import gestures

        # Which file a line of a sheet opened stays true, whatever becomes of the file.
        on_merge(Merging(model="mg_exchange.ImportedRow", label=_("les lignes reprises d'un tableau"), stays=True))
        gestures.register(
            gestures.Gesture(
                code="exchange.import",
                place="people.list",
                label=_("Reprendre un tableau"),
                permission=Permission.PERSON_IMPORT,
                url_name="exchange:list",
                prefill=lambda obj: {},
                icon="upload",
            )
        )
