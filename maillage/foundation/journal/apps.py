from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Declares the triggers of the trail and gives each request its number."""

    name = "maillage.foundation.journal"
    label = "mg_journal"
    verbose_name = "journal"

    def ready(self) -> None:
        from maillage.foundation.journal import guarding, requests

        guarding.declare()
        requests.connect()
