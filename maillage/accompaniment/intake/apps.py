from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "maillage.accompaniment.intake"
    label = "mg_intake"
    verbose_name = "premières demandes"
