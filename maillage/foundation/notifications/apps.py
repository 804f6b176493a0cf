from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "maillage.foundation.notifications"
    label = "mg_notifications"
    verbose_name = "notifications"

    def ready(self) -> None:
        from maillage.foundation.ui import navigation

        navigation.register(
            navigation.Item(code="notifications", label=_("Nouvelles"), icon="bell", url_name="notifications:list", order=900)
        )
