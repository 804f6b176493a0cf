from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "maillage.accompaniment.people"
    label = "mg_people"
    verbose_name = "personnes"

    def ready(self) -> None:
        from maillage.accompaniment.people.erasure import erase_rows
        from maillage.foundation.access.permissions import Permission
        from maillage.foundation.ui import navigation
        from maillage.foundation.vault import on_erasure

        on_erasure(erase_rows)
        navigation.register(
            navigation.Item(
                code="people", label=_("Personnes"), icon="users", url_name="people:list", permission=Permission.PERSON_LIST, order=20
            )
        )
