from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "maillage.accompaniment.notes"
    label = "mg_notes"
    verbose_name = "notes"
