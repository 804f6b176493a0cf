from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "maillage.doors.demo"
    label = "mg_demo"
    verbose_name = "démonstration"
