"""What this room brings to the pages of the house: its place in the rail, the tabs of the file and its panels."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people import panels as ours
from maillage.accompaniment.people.pages import PLACE
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui import navigation, panels, tabs

TABS = (
    tabs.Tab(code="people.summary", place=PLACE, label=_("Résumé"), url_name="people:file", permission=Permission.PERSON_LIST, order=10),
    tabs.Tab(
        code="people.history",
        place=PLACE,
        label=_("Historique"),
        url_name="people:history",
        permission=Permission.APPLICATION_LIST,
        order=90,
    ),
)
PANELS = (
    panels.Panel(code="people.contact", place=PLACE, provider=ours.show_contact, order=10),
    panels.Panel(code="people.identity", place=PLACE, provider=ours.show_identity, order=40),
    panels.Panel(code="people.accords", place=PLACE, provider=ours.show_accords, order=70),
    panels.Panel(code="people.key_workers", place=PLACE, provider=ours.show_key_workers, order=80),
)


def register_screens() -> None:
    """Called once, from the `AppConfig.ready`."""
    item = navigation.Item(
        code="people", label=_("Personnes"), icon="users", url_name="people:list", permission=Permission.PERSON_LIST, order=20
    )
    navigation.register(item)
    for tab in TABS:
        tabs.register(tab)
    for panel in PANELS:
        panels.register(panel)
