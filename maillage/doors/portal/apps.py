from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "maillage.doors.portal"
    label = "mg_portal"
    verbose_name = "portail"
