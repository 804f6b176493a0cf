from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "maillage.accompaniment.people"
    label = "mg_people"
    verbose_name = "personnes"

    def ready(self) -> None:
        from maillage.accompaniment.people import actions, notices  # noqa: F401
        from maillage.accompaniment.people.criteria import register_criteria
        from maillage.accompaniment.people.erasure import erase_rows
        from maillage.accompaniment.people.models.contact_rule import triggers_of_rules
        from maillage.accompaniment.people.reunions import register_reunions
        from maillage.accompaniment.people.screens import register_screens
        from maillage.foundation.kernel import triggers
        from maillage.foundation.vault import on_erasure

        for trigger in triggers_of_rules():
            triggers.register(trigger)

        on_erasure(erase_rows)
        register_screens()
        register_reunions()
        register_criteria()
