from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "maillage.foundation.journal"
    label = "mg_journal"
    verbose_name = "journal"
