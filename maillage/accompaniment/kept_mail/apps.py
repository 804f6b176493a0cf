from django.apps import AppConfig


class KeptMailConfig(AppConfig):
    name = "maillage.accompaniment.kept_mail"
    label = "mg_kept_mail"
    verbose_name = "courrier gardé"
