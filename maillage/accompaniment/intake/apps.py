from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Brings its place in the rail and its panel, and what an erasure takes."""

    name = "maillage.accompaniment.intake"
    label = "mg_intake"
    verbose_name = "premières demandes"

    def ready(self) -> None:
        from maillage.accompaniment.intake import actions
        from maillage.accompaniment.intake.erasure import erase_rows
        from maillage.accompaniment.intake.screens import register_screens
        from maillage.accompaniment.people import history
        from maillage.foundation.access.permissions import Permission
        from maillage.foundation.vault import on_erasure

        on_erasure(erase_rows)
        history.reserve(Permission.REQUEST_NOTE, actions.LINKED)
        register_screens()
