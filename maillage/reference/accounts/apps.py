from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Declares who may enter allauth's pages, listens to sign-ins, and tells the lower rooms names and places."""

    name = "maillage.reference.accounts"
    label = "mg_accounts"
    verbose_name = "comptes"

    def ready(self) -> None:
        from maillage.foundation.access.declaration import Declaration, declare_third_party
        from maillage.foundation.access.permissions import Permission
        from maillage.foundation.journal import register_name_resolver
        from maillage.foundation.ui.navigation import Item, register
        from maillage.foundation.ui.places import register_place_resolver
        from maillage.reference.accounts import selectors, signals, third_party

        declare_third_party(
            {
                str(route.name): Declaration(permission=None, public=True, because=third_party.ENTRANCE)
                if route.name in third_party.PUBLIC_ROUTES
                else Declaration(permission=None, because=third_party.OWN)
                for route in third_party.urlpatterns
            }
        )
        signals.connect()
        register_name_resolver(selectors.names_of)
        register_place_resolver(selectors.place_of)
        register(
            Item(code="team", label=_("Équipe"), icon="users-round", url_name="team:list", permission=Permission.MANDATE_MANAGE, order=80)
        )
        register(Item(code="account", label=_("Mon compte"), icon="circle-user-round", url_name="accounts:mine", order=95))
