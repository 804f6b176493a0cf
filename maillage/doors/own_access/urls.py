"""Addresses of her access, under `/mon-acces/`: hers say nothing, the team's carry ids only."""

from django.urls import path

from maillage.doors.own_access import views, views_for_her

app_name = "own_access"
urlpatterns = [
    path("", views_for_her.enter, name="enter"),
    path("question/", views_for_her.ask, name="ask"),
    path("page/", views_for_her.show, name="show"),
    path("page/<uuid:pk>/", views_for_her.read_document, name="document"),
    path("dossiers/<uuid:pk>/", views.manage, name="manage"),
    path("dossiers/<uuid:pk>/ouvrir/", views.open_access, name="open"),
    path("acces/<uuid:pk>/montrer/", views.show_chosen, name="show_chosen"),
    path("acces/<uuid:pk>/rendez-vous/", views.show_meeting, name="meeting"),
    path("acces/<uuid:pk>/fermer/", views.close_access, name="close"),
    path("cartes/<uuid:pk>/retirer/", views.take_back, name="take_back"),
    path("langues/<uuid:pk>/", views.choose_languages, name="languages"),
]
