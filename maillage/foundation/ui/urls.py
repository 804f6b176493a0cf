"""Preferences, quick exit and the gallery."""

from django.urls import path

from maillage.foundation.ui import views

app_name = "ui"
urlpatterns = [
    path("langue/", views.set_language, name="language"),
    path("fond/", views.set_theme, name="theme"),
    path("quitter/", views.quit_fast, name="quit"),
    path("galerie/", views.show_gallery, name="gallery"),
]
