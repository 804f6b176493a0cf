from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "maillage.accompaniment.people"
    label = "mg_people"
    verbose_name = "personnes"

    def ready(self) -> None:
        from maillage.accompaniment.people.erasure import erase_rows
        from maillage.accompaniment.people.screens import register_screens
        from maillage.foundation.vault import on_erasure

        on_erasure(erase_rows)
        register_screens()
