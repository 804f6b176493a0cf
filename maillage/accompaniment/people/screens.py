"""What this room brings to the pages of the house: its place in the rail, the tabs of the file and its panels."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people import actions
from maillage.accompaniment.people import panels as ours
from maillage.accompaniment.people import panels_of_file as file
from maillage.accompaniment.people.history import reserve
from maillage.accompaniment.people.models import Purpose
from maillage.accompaniment.people.pages import CLOSED_PLACE, PLACE
from maillage.accompaniment.people.selectors import answer_may_contact
from maillage.accompaniment.people.services.key_workers import end_shares
from maillage.accompaniment.people.withdrawal import on_withdrawal
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui import guards, navigation, panels, tabs

TABS = (
    tabs.Tab(code="people.summary", place=PLACE, label=_("Résumé"), url_name="people:file", permission=Permission.PERSON_LIST, order=10),
    tabs.Tab(
        code="people.contact", place=PLACE, label=_("Contact"), url_name="people:contact", permission=Permission.CONTACT_OPEN, order=20
    ),
    tabs.Tab(
        code="people.accords", place=PLACE, label=_("Accords"), url_name="people:accords", permission=Permission.APPLICATION_LIST, order=60
    ),
    tabs.Tab(
        code="people.mandates",
        place=PLACE,
        label=_("Mandats"),
        url_name="people:mandates",
        permission=Permission.APPLICATION_LIST,
        order=65,
    ),
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
    panels.Panel(code="people.dangers", place=PLACE, provider=ours.show_dangers, order=3),
    panels.Panel(code="people.contact", place=PLACE, provider=ours.show_contact, order=10),
    panels.Panel(code="people.identity", place=PLACE, provider=ours.show_identity, order=40),
    panels.Panel(code="people.accords", place=PLACE, provider=ours.show_accords, order=70),
    panels.Panel(code="people.key_workers", place=PLACE, provider=file.show_key_workers, order=80),
    panels.Panel(code="people.closing", place=CLOSED_PLACE, provider=file.show_closing, order=5),
    panels.Panel(code="people.closed_key_workers", place=CLOSED_PLACE, provider=file.show_key_workers, order=80),
    panels.Panel(code="people.closed_about", place=CLOSED_PLACE, provider=file.show_about, order=95),
    panels.Panel(code="people.elsewhere", place=PLACE, provider=file.show_elsewhere, order=6),
    panels.Panel(code="people.about", place=PLACE, provider=file.show_about, order=95),
    panels.Panel(code="people.handover", place="people.handover", provider=file.show_hand_over, order=10),
    panels.Panel(code="people.handover_accords", place="people.handover", provider=ours.hand_over_accords, order=70),
)


def register_screens() -> None:
    """Called once, from the `AppConfig.ready`."""
    guards.register("may_contact", answer_may_contact)
    reserve(
        Permission.PERSON_ASSIGN,
        actions.OVERRIDE_ASKED,
        actions.OVERRIDE_CONFIRMED,
        actions.OVERRIDE_REFUSED,
        actions.OVERRIDE_TOLD,
    )
    item = navigation.Item(
        code="people", label=_("Personnes"), icon="users", url_name="people:list", permission=Permission.PERSON_LIST, order=20
    )
    navigation.register(item)
    for tab in TABS:
        tabs.register(tab)
    for panel in PANELS:
        panels.register(panel)
    on_withdrawal("people.share", purposes=[Purpose.SHARE_FOLLOW_UP], foresee=file.foresee_end_of_share, close=end_shares)
