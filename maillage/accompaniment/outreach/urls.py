"""Addresses of the room, under `/terrain/`."""

from django.urls import URLPattern, path

from maillage.accompaniment.outreach import views
from maillage.accompaniment.outreach.urls_capture import capture_urls

app_name = "outreach"
_field = [
    path("", views.show_home, name="home"),
    path("maraudes/", views.list_rounds, name="rounds"),
    path("maraudes/tableau/", views.export_rounds, name="rounds_table"),
    path("maraudes/noter/", views.note_round, name="note_round"),
    path("maraudes/prevoir/", views.plan_round, name="plan_round"),
    path("maraudes/<uuid:pk>/", views.show_round, name="round"),
    path("maraudes/<uuid:pk>/feuille/", views.fill_round, name="fill_round"),
    path("maraudes/<uuid:pk>/corriger/", views.correct_round, name="correct_round"),
    path("maraudes/<uuid:pk>/annuler/", views.cancel_round, name="cancel_round"),
    path("maraudes/<uuid:pk>/mineure/", views.raise_alert_of_round, name="alert_of_round"),
    path("mineures/", views.list_alerts, name="alerts"),
    path("mineures/alerter/", views.raise_alert, name="raise_alert"),
    path("mineures/<uuid:pk>/", views.show_alert, name="alert"),
    path("mineures/<uuid:pk>/acte/", views.note_act, name="alert_act"),
    path("mineures/<uuid:pk>/clore/", views.end_alert, name="end_alert"),
    path("mineures/<uuid:pk>/dossier/", views.follow_in_file, name="alert_file"),
    path("mineures/<uuid:pk>/effacer/", views.forget_alert, name="forget_alert"),
    path("mineures/actes/<uuid:pk>/reponse/", views.answer_act, name="alert_answer"),
    path("en-ligne/", views.list_campaigns, name="campaigns"),
    path("en-ligne/noter/", views.note_campaign, name="note_campaign"),
    path("en-ligne/<uuid:pk>/", views.show_campaign, name="campaign"),
    path("en-ligne/<uuid:pk>/comptes/", views.change_campaign, name="change_campaign"),
    path("observations/", views.list_observations, name="observations"),
    path("observations/noter/", views.note_observation, name="note_observation"),
    path("observations/themes/<slug:theme>/", views.show_theme, name="theme"),
    path("observations/<uuid:pk>/", views.show_observation, name="observation"),
    path("observations/<uuid:pk>/expliquer/", views.explain, name="explain"),
    path("observations/<uuid:pk>/retirer/", views.withdraw, name="withdraw"),
]
urlpatterns: list[URLPattern] = [*_field, *capture_urls]
