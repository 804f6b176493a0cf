from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "maillage.foundation.access"
    label = "mg_access"
    verbose_name = "accès"
