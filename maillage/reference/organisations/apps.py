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

        import_module("maillage.reference.organisations.actions")
        register(Item(code="organisations", label=_("Partenaires"), icon="handshake", url_name="organisations:list", order=60))
