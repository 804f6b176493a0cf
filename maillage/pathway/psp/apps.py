from django.apps import AppConfig


class PspConfig(AppConfig):
    name = "maillage.pathway.psp"
    label = "mg_psp"
    verbose_name = "parcours"
