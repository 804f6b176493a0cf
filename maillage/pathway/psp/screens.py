"""Where this room shows itself: its places in the rail, its tab of the file, its panels on the pages of others."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui import navigation, panels, tabs
from maillage.pathway.psp import around
from maillage.pathway.psp.hand_over import show_hand_over
from maillage.pathway.psp.panels import show_on_file
from maillage.pathway.psp.panels_of_application import show_corrections, show_list_changes, show_on_handover, show_transfers

_PANELS = (
    panels.Panel(code="psp.file", place="people.file", provider=show_on_file, order=20),
    panels.Panel(code="psp.transfers", place="people.file", provider=show_transfers, order=25),
    panels.Panel(code="psp.handover", place="people.handover", provider=show_hand_over, order=40),
    panels.Panel(code="psp.handover_pieces", place="people.handover", provider=show_on_handover, order=42),
    panels.Panel(code="psp.list_changes", place="psp.application", provider=show_list_changes, order=10),
    panels.Panel(code="psp.deadline", place="psp.application", provider=around.deadline_panel, order=10),
    panels.Panel(code="psp.corrections", place="psp.application", provider=show_corrections, order=20),
    panels.Panel(code="psp.written", place="psp.application", provider=around.written_panel, order=20),
    panels.Panel(code="psp.packages", place="psp.application", provider=around.packages_panel, order=40),
    panels.Panel(code="psp.consultations", place="psp.application", provider=around.consultations_panel, order=70),
)


def register() -> None:
    """Called when the application is ready."""
    navigation.register(
        navigation.Item(
            code="psp", label=_("Demandes"), icon="file-text", url_name="psp:list", permission=Permission.APPLICATION_LIST, order=30
        )
    )
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
    tabs.register(
        tabs.Tab(
            code="psp.person",
            place="people.file",
            label=_("Demandes"),
            url_name="psp:person",
            permission=Permission.APPLICATION_LIST,
            order=50,
        )
    )
    for panel in _PANELS:
        panels.register(panel)
