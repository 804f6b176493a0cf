from django.apps import AppConfig


class OutreachConfig(AppConfig):
    """Puts the room in the rail and on the file."""

    name = "maillage.accompaniment.outreach"
    label = "mg_outreach"
    verbose_name = "terrain"

    def ready(self) -> None:
        from maillage.accompaniment.outreach import actions  # noqa: F401
        from maillage.accompaniment.outreach.erasure import erase_rows
        from maillage.accompaniment.outreach.places import register_uses
        from maillage.accompaniment.outreach.registering import register_field
        from maillage.foundation.vault import on_erasure

        on_erasure(erase_rows)
        register_field()
        register_uses()
        from maillage.accompaniment.outreach import registering_capture

        registering_capture.connect()
