from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "maillage.reference.accounts"
    label = "mg_accounts"
    verbose_name = "comptes"
