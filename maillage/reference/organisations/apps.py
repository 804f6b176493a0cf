from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "maillage.reference.organisations"
    label = "mg_organisations"
    verbose_name = "organisations"
