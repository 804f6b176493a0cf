from django.apps import AppConfig


class OwnAccessConfig(AppConfig):
    name = "maillage.doors.own_access"
    label = "mg_own_access"
    verbose_name = "son accès"
