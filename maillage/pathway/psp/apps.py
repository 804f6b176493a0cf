from django.apps import AppConfig


class PspConfig(AppConfig):
    name = "maillage.pathway.psp"
    label = "mg_psp"
    verbose_name = "parcours"

    def ready(self) -> None:
        from maillage.foundation.kernel import triggers
        from maillage.pathway.psp.models.extract import triggers_of_extract

        for trigger in triggers_of_extract():
            triggers.register(trigger)
