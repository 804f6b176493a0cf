"""Addresses of the situation, under `/situation/`: ids and codes, never a name."""

from django.urls import path

from maillage.accompaniment.situation import views

app_name = "situation"
urlpatterns = [
    path("<uuid:pk>/", views.show_situation, name="page"),
    path("<uuid:pk>/ouvrir/", views.open_situation, name="open"),
    path("<uuid:pk>/rubrique/<slug:code>/", views.edit_section, name="section"),
    path("<uuid:pk>/doute/", views.note_doubt, name="doubt"),
    path("<uuid:pk>/protection/", views.show_protection, name="protection"),
    path("protection/<uuid:pk>/acte/", views.record_act, name="act_new"),
    path("protection/<uuid:pk>/fin/", views.end_protection, name="protection_end"),
    path("protection/<uuid:pk>/effacer/", views.forget_protection, name="protection_forget"),
    path("actes/<uuid:pk>/reponse/", views.answer_act, name="act_answer"),
    path("actes/<uuid:pk>/lettre/", views.print_letter, name="act_letter"),
]
