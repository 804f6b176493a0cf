from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PspConfig(AppConfig):
    """Declares the guards of the database, the place in the rail, the panel of the person's file, and what an erasure takes."""

    name = "maillage.pathway.psp"
    label = "mg_psp"
    verbose_name = "parcours"

    def ready(self) -> None:
        from maillage.foundation.access.permissions import Permission
        from maillage.foundation.kernel import triggers
        from maillage.foundation.ui import navigation, panels
        from maillage.foundation.vault import on_erasure
        from maillage.pathway.psp import actions, notices  # noqa: F401
        from maillage.pathway.psp.erasure import erase_rows
        from maillage.pathway.psp.models.extract import triggers_of_extract
        from maillage.pathway.psp.panels import show_on_file

        for trigger in triggers_of_extract():
            triggers.register(trigger)
        on_erasure(erase_rows)
        item = navigation.Item(
            code="psp", label=_("Demandes"), icon="file-text", url_name="psp:list", permission=Permission.APPLICATION_LIST, order=30
        )
        navigation.register(item)
        panels.register(panels.Panel(code="psp.file", place="people.file", provider=show_on_file, order=20))
