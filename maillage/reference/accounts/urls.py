"""The addresses of accounts that are our own."""

from django.urls import path

from maillage.reference.accounts.views import entrance, own, team

app_name = "accounts"
urlpatterns = [
    path("compte/", own.mine, name="mine"),
    path("compte/langue/", own.set_language, name="set_language"),
    path("compte/appareils/", own.devices, name="devices"),
    path("compte/appareils/fermer/", own.end_device, name="end_device"),
    path("compte/appareils/fermer-les-autres/", own.end_other_devices, name="end_other_devices"),
    path("compte/confirmer/", own.confirm, name="confirm"),
    path("invitation/<str:token>/", entrance.accept_invitation, name="accept_invitation"),
    path("organisation/equipe/", team.team, name="team"),
    path("organisation/equipe/inviter/", team.invite, name="invite"),
    path("organisation/equipe/mandats/<uuid:pk>/", team.end_mandate, name="end_mandate"),
    path("organisation/equipe/mandats/<uuid:pk>/fermer-le-compte/", team.disable_account, name="disable_account"),
    path("organisation/equipe/invitations/<uuid:pk>/annuler/", team.cancel_invitation, name="cancel_invitation"),
    path("organisation/equipe/invitations/<uuid:pk>/renvoyer/", team.send_again, name="send_again"),
]
