from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    """Declares what the journal may say of organisations, and their place in the rail."""

    name = "maillage.reference.organisations"
    label = "mg_organisations"
    verbose_name = "organisations"

    def ready(self) -> None:
        from importlib import import_module

        from maillage.foundation.ui.navigation import Item, register
        from maillage.reference.organisations.selectors import seats_of
        from maillage.reference.territories.reach import register_seats

        import_module("maillage.reference.organisations.actions")
        register_seats(seats_of)
        register(Item(code="organisations", label=_("Partenaires"), icon="handshake", url_name="organisations:list", order=60))
