from django.apps import AppConfig


class CommissionConfig(AppConfig):
    name = "maillage.pathway.commission"
    label = "mg_commission"
    verbose_name = "commission"
