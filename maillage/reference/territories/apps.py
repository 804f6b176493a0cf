from django.apps import AppConfig


class TerritoriesConfig(AppConfig):
    """Declares what the journal may say of territories."""

    name = "maillage.reference.territories"
    label = "mg_territories"
    verbose_name = "territoires"

    def ready(self) -> None:
        from importlib import import_module

        import_module("maillage.reference.territories.actions")
