"""My news."""

from django.urls import path

from maillage.foundation.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.list_notices, name="list"),
    path("tout-lire/", views.mark_all_read, name="mark_all_read"),
    path("<uuid:pk>/ouvrir/", views.open_notice, name="open"),
]
