from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "maillage.accompaniment.people"
    label = "mg_people"
    verbose_name = "personnes"
