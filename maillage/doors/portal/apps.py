from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """Puts the home and the page of the rules in the rail."""

    name = "maillage.doors.portal"
    label = "mg_portal"
    verbose_name = "portail"

    def ready(self) -> None:
        from maillage.foundation.access.permissions import Permission
        from maillage.foundation.ui import gestures
        from maillage.foundation.ui.navigation import Item, register

        gestures.register(
            gestures.Gesture(
                code="portal.requests_way",
                place="intake.list",
                label=_("D'une demande au parcours"),
                permission=Permission.APPLICATION_LIST,
                url_name="portal:requests_way",
                prefill=lambda obj: {},
                icon="route",
            )
        )
        register(Item(code="home", label=_("Aujourd'hui"), icon="sun", url_name="portal:home", order=0))
        # The journal's room stands below the interface: its place in the rail is given from here.
        reads = Permission.JOURNAL_READ
        register(Item(code="journal", label=_("Journal"), icon="scroll-text", url_name="journal:entries", permission=reads, order=85))
        register(Item(code="rules", label=_("Règles et dates"), icon="scale", url_name="portal:rules", order=90))
