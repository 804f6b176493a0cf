from django.apps import AppConfig


class SituationConfig(AppConfig):
    name = "maillage.accompaniment.situation"
    label = "mg_situation"
    verbose_name = "situation"
