from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TerritoriesConfig(AppConfig):
    """Declares what the journal may say of territories, and puts their cities and zones in the rail."""

    name = "maillage.reference.territories"
    label = "mg_territories"
    verbose_name = "territoires"

    def ready(self) -> None:
        from maillage.foundation.access.permissions import Permission
        from maillage.foundation.ui.navigation import Item, register
        from maillage.reference.territories import actions  # noqa: F401

        register(
            Item(
                code="places",
                label=_("Villes et zones"),
                icon="map",
                url_name="territories:places",
                permission=Permission.ORGANISATION_MANAGE,
                # Whoever runs an association finds them on the page of its own sites.
                unless=Permission.OPENINGS_MANAGE,
                order=62,
            )
        )
