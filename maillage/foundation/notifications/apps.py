from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "maillage.foundation.notifications"
    label = "mg_notifications"
    verbose_name = "notifications"
