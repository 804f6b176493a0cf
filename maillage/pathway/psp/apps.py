from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PspConfig(AppConfig):
    """Declares the guards of the database, the place in the rail, the panel of the person's file, and what an erasure takes."""

    name = "maillage.pathway.psp"
    label = "mg_psp"
    verbose_name = "parcours"

    def ready(self) -> None:
        from maillage.accompaniment.people import history
        from maillage.accompaniment.people.closing import on_closing
        from maillage.foundation.access.permissions import Permission
        from maillage.foundation.kernel import triggers
        from maillage.foundation.ui import navigation, panels, tabs
        from maillage.foundation.vault import on_erasure
        from maillage.pathway.psp import actions, around, notices  # noqa: F401
        from maillage.pathway.psp.erasure import erase_rows
        from maillage.pathway.psp.first_requests import register as register_first_requests
        from maillage.pathway.psp.hand_over import foresee_closing, objects_of, show_hand_over
        from maillage.pathway.psp.list_filters import register as register_filters
        from maillage.pathway.psp.merging import register as register_merging
        from maillage.pathway.psp.models.correction import triggers_of_addendum
        from maillage.pathway.psp.models.extract import triggers_of_extract
        from maillage.pathway.psp.panels import show_on_file
        from maillage.pathway.psp.panels_of_application import show_corrections, show_list_changes, show_on_handover, show_transfers
        from maillage.pathway.psp.withdrawal import register as register_withdrawal

        for trigger in (*triggers_of_extract(), *triggers_of_addendum()):
            triggers.register(trigger)
        on_erasure(erase_rows)
        register = panels.register
        register(panels.Panel(code="psp.corrections", place="psp.application", provider=show_corrections, order=20))
        register(panels.Panel(code="psp.list_changes", place="psp.application", provider=show_list_changes, order=10))
        register(panels.Panel(code="psp.handover_pieces", place="people.handover", provider=show_on_handover, order=42))
        register(panels.Panel(code="psp.transfers", place="people.file", provider=show_transfers, order=25))
        register_withdrawal()
        register_merging()
        register_filters()
        register_first_requests()
        item = navigation.Item(
            code="psp", label=_("Demandes"), icon="file-text", url_name="psp:list", permission=Permission.APPLICATION_LIST, order=30
        )
        navigation.register(item)
        navigation.register(
            navigation.Item(
                code="psp.permits",
                label=_("Titres de séjour"),
                icon="id-card",
                url_name="psp:permits",
                permission=Permission.PERMIT_RECORD,
                unless=Permission.APPLICATION_LIST,
                order=31,
            )
        )
        tab = tabs.Tab(
            code="psp.person",
            place="people.file",
            label=_("Demandes"),
            url_name="psp:person",
            permission=Permission.APPLICATION_LIST,
            order=50,
        )
        tabs.register(tab)
        panels.register(panels.Panel(code="psp.handover", place="people.handover", provider=show_hand_over, order=40))
        on_closing("psp", foresee=foresee_closing)
        history.also(objects_of, quiet=[actions.PIECE_CHANGED])
        panels.register(panels.Panel(code="psp.file", place="people.file", provider=show_on_file, order=20))
        for code, provider, order in (
            ("psp.deadline", around.deadline_panel, 10),
            ("psp.written", around.written_panel, 20),
            ("psp.packages", around.packages_panel, 40),
            ("psp.consultations", around.consultations_panel, 70),
        ):
            panels.register(panels.Panel(code=code, place="psp.application", provider=provider, order=order))
