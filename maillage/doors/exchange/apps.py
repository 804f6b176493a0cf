from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "maillage.doors.exchange"
    label = "mg_exchange"
    verbose_name = "échanges"
