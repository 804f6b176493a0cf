from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OwnAccessConfig(AppConfig):
    name = "maillage.doors.own_access"
    label = "mg_own_access"
    verbose_name = "son accès"

    def ready(self) -> None:
        from maillage.accompaniment.people import history
        from maillage.accompaniment.people.merging import Merging, on_merge
        from maillage.doors.own_access import actions, withdrawal
        from maillage.doors.own_access.erasure import erase_rows
        from maillage.doors.own_access.languages import languages
        from maillage.doors.own_access.panels import show_on_file
        from maillage.foundation.access.permissions import Permission
        from maillage.foundation.ui import gestures, panels, tabs
        from maillage.foundation.vault import on_erasure

        languages()  # a sentence missing in one language stops the start, never her page
        on_erasure(erase_rows)
        on_merge(Merging(model="mg_own_access.OwnAccess", label=_("son accès")))
        withdrawal.connect()
        panels.register(panels.Panel(code="own_access.file", place="people.file", provider=show_on_file, order=90))
        tabs.register(
            tabs.Tab(
                code="own_access",
                place="people.file",
                label=_("Son accès"),
                url_name="own_access:manage",
                permission=Permission.HER_ACCESS_OPEN,
                order=80,
            )
        )
        history.reserve(Permission.HER_ACCESS_OPEN, actions.OPENED, actions.CLOSED, actions.SHOWN, actions.TAKEN_BACK)
        gestures.register(
            gestures.Gesture(
                code="own_access.languages",
                place="organisations.own",
                label=_("Langues de son accès"),
                permission=Permission.ORGANISATION_MANAGE,
                url_name="own_access:languages",
                icon="languages",
            )
        )
