"""The addresses of the team: their own namespace, so that the rail shows where one stands."""

from django.urls import path

from maillage.reference.accounts.views import team

app_name = "team"
urlpatterns = [
    path("", team.team, name="list"),
    path("inviter/", team.invite, name="invite"),
    path("mandats/<uuid:pk>/", team.end_mandate, name="end_mandate"),
    path("mandats/<uuid:pk>/fermer-le-compte/", team.disable_account, name="disable_account"),
    path("invitations/<uuid:pk>/annuler/", team.cancel_invitation, name="cancel_invitation"),
    path("invitations/<uuid:pk>/renvoyer/", team.send_again, name="send_again"),
]
