"""Addresses of the applications and of the pathways, under `/demandes/`."""

from django.urls import path

from maillage.pathway.psp import views

app_name = "psp"
urlpatterns = [
    path("", views.list_applications, name="list"),
    path("papier/", views.receive_on_paper, name="receive"),
    path("parcours/", views.list_pathways, name="pathways"),
    path("parcours/<uuid:pk>/", views.show_pathway, name="pathway"),
    path("parcours/<uuid:pk>/titre/", views.note_permit, name="permit"),
    path("parcours/<uuid:pk>/allocation/", views.note_allowance, name="allowance"),
    path("personne/<uuid:pk>/nouvelle/", views.note_wish, name="new"),
    path("pieces/<uuid:pk>/", views.edit_piece, name="piece"),
    path("pieces/<uuid:pk>/etat/", views.tap_piece, name="piece_tap"),
    path("pieces/<uuid:pk>/fichier/", views.open_piece, name="piece_file"),
    path("etapes/<uuid:pk>/papier/", views.open_scan, name="scan"),
    path("<uuid:pk>/", views.show_application, name="application"),
    path("<uuid:pk>/preparation/", views.start, name="start"),
    path("<uuid:pk>/texte/", views.open_text, name="text_open"),
    path("<uuid:pk>/texte/modifier/", views.write_text, name="text"),
    path("<uuid:pk>/prete/", views.mark_ready, name="ready"),
    path("<uuid:pk>/reprise/", views.reopen, name="reopen"),
    path("<uuid:pk>/depot/", views.file_application, name="file"),
    path("<uuid:pk>/papier/", views.record_paper, name="paper"),
    path("<uuid:pk>/notification/", views.note_notification, name="notify"),
    path("<uuid:pk>/parcours/", views.begin_pathway, name="begin"),
    path("<uuid:pk>/dossier/", views.open_extract, name="extract"),
    path("<uuid:pk>/dossier/<uuid:document>/", views.open_extract_piece, name="extract_piece"),
    path("<uuid:pk>/accuse/", views.acknowledge, name="acknowledgement"),
]
