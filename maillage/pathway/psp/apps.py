from django.apps import AppConfig


class PspConfig(AppConfig):
    """Declares the guards of the database, what an erasure takes, and where the room shows itself (`screens.py`)."""

    name = "maillage.pathway.psp"
    label = "mg_psp"
    verbose_name = "parcours"

    def ready(self) -> None:
        from maillage.accompaniment.people import history
        from maillage.accompaniment.people.closing import on_closing
        from maillage.foundation.kernel import triggers
        from maillage.foundation.vault import on_erasure
        from maillage.pathway.psp import actions, notices, screens  # noqa: F401
        from maillage.pathway.psp.erasure import erase_rows
        from maillage.pathway.psp.first_requests import register as register_first_requests
        from maillage.pathway.psp.hand_over import foresee_closing, objects_of
        from maillage.pathway.psp.list_filters import register as register_filters
        from maillage.pathway.psp.merging import register as register_merging
        from maillage.pathway.psp.models.correction import triggers_of_addendum
        from maillage.pathway.psp.models.extract import triggers_of_extract
        from maillage.pathway.psp.withdrawal import register as register_withdrawal

        for trigger in (*triggers_of_extract(), *triggers_of_addendum()):
            triggers.register(trigger)
        on_erasure(erase_rows)
        register_withdrawal()
        register_merging()
        register_filters()
        register_first_requests()
        on_closing("psp", foresee=foresee_closing)
        history.also(objects_of, quiet=[actions.PIECE_CHANGED])
        screens.register()
