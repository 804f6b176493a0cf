from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "maillage.foundation.ui"
    label = "mg_ui"
    verbose_name = "interface"
