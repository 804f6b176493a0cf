"""Addresses of kept mail, under `/courrier/`."""

from django.urls import path

from maillage.accompaniment.kept_mail import views

app_name = "kept_mail"
urlpatterns = [
    path("", views.list_mail, name="list"),
    path("noter/", views.note_mail, name="note"),
    path("recherche/", views.search_mail, name="search"),
    path("dossier/<uuid:pk>/", views.show_mail_of, name="person"),
    path("dossier/<uuid:pk>/remettre/", views.hand_over, name="hand_over"),
    path("dossier/<uuid:pk>/prevenir/", views.tell, name="tell"),
    path("<uuid:pk>/sortie/", views.close, name="close"),
]
