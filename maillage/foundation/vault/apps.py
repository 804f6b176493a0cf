from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Checks the master key, gives the journal its signer, writes the alerts that wait at the end of each request."""

    name = "maillage.foundation.vault"
    label = "mg_vault"
    verbose_name = "coffre"

    def ready(self) -> None:
        from maillage.foundation.vault import alerts, signer, startup

        alerts.connect()
        signer.connect()
        startup.connect()
