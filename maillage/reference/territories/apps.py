from django.apps import AppConfig


class TerritoriesConfig(AppConfig):
    name = "maillage.reference.territories"
    label = "mg_territories"
    verbose_name = "territoires"
