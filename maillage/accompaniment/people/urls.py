"""Addresses of the files, under `/personnes/`. No name is ever in an address."""

from django.urls import path

from maillage.accompaniment.people import views

app_name = "people"
urlpatterns = [
    path("", views.list_people, name="list"),
    path("nouvelle/", views.open_file, name="new"),
    path("recherche/", views.search_people, name="search"),
    path("accords/<uuid:pk>/retrait/", views.withdraw_accord, name="accord_withdraw"),
    path("suivis/<uuid:pk>/fin/", views.end_key_worker, name="key_worker_end"),
    path("<uuid:pk>/", views.show_person, name="file"),
    path("<uuid:pk>/historique/", views.show_history, name="history"),
    path("<uuid:pk>/contact/", views.open_contact, name="contact"),
    path("<uuid:pk>/contact/modifier/", views.edit_contact, name="contact_edit"),
    path("<uuid:pk>/identite/", views.open_identity, name="identity"),
    path("<uuid:pk>/identite/modifier/", views.edit_identity, name="identity_edit"),
    path("<uuid:pk>/pseudonyme/", views.edit_pseudonym, name="pseudonym_edit"),
    path("<uuid:pk>/accord/", views.give_accord, name="accord_new"),
    path("<uuid:pk>/referentes/", views.assign_key_worker, name="key_worker_assign"),
]
