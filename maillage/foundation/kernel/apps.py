from django.apps import AppConfig


class KernelConfig(AppConfig):
    """Registers the database settings and installs declared triggers after each migration."""

    name = "maillage.foundation.kernel"
    label = "mg_kernel"
    verbose_name = "fondations"

    def ready(self) -> None:
        from maillage.foundation.kernel import triggers

        triggers.connect()
