"""Addresses of the first requests, under `/premieres-demandes/`."""

from django.urls import path

from maillage.accompaniment.intake import views

app_name = "intake"
urlpatterns = [
    path("", views.list_requests, name="list"),
    path("noter/", views.note, name="note"),
    path("<uuid:pk>/", views.show_request, name="request"),
    path("<uuid:pk>/suite/", views.settle, name="settle"),
    path("<uuid:pk>/sans-solution/", views.settle_without, name="no_solution"),
    path("<uuid:pk>/dossier/", views.open_file, name="open_file"),
    path("<uuid:pk>/rattacher/", views.link_file, name="link"),
]
