from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "maillage.foundation.vault"
    label = "mg_vault"
    verbose_name = "coffre"
