from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "maillage.doors.demo"
    label = "mg_demo"
    verbose_name = "démonstration"

    def ready(self) -> None:
        # Its sentences are needed by whatever shows the journal, addresses loaded or not.
        from maillage.doors.demo import actions as actions
