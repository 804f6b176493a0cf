"""The addresses of accounts that are our own."""

from django.urls import path

from maillage.reference.accounts.views import entrance, own

app_name = "accounts"
urlpatterns = [
    path("compte/", own.mine, name="mine"),
    path("compte/langue/", own.set_language, name="set_language"),
    path("compte/appareils/", own.devices, name="devices"),
    path("compte/appareils/fermer/", own.end_device, name="end_device"),
    path("compte/appareils/fermer-les-autres/", own.end_other_devices, name="end_other_devices"),
    path("compte/confirmer/", own.confirm, name="confirm"),
    path("invitation/<str:token>/", entrance.accept_invitation, name="accept_invitation"),
]
