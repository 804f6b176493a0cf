"""Addresses of the notes, under `/notes/`."""

from django.urls import path

from maillage.accompaniment.notes import views

app_name = "notes"
urlpatterns = [
    path("<uuid:pk>/", views.list_notes, name="list"),
    path("<uuid:pk>/ecrire/", views.write, name="write"),
    path("<uuid:pk>/brouillon/", views.save_draft, name="draft"),
    path("partage/<uuid:pk>/ecrire/", views.write_shared, name="shared_write"),
    path("brouillons/<uuid:pk>/jeter/", views.drop_draft, name="draft_drop"),
    path("note/<uuid:pk>/corriger/", views.correct, name="correct"),
    path("note/<uuid:pk>/brouillon/", views.save_correction, name="correction_draft"),
    path("note/<uuid:pk>/lecture/", views.change_level, name="level"),
    path("note/<uuid:pk>/promesse/", views.make_promise, name="promise"),
    path("promesses/<uuid:pk>/tenue/", views.keep_promise, name="promise_kept"),
]
