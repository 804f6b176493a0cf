"""The addresses of organisations."""

from django.urls import path

from maillage.reference.organisations import views

app_name = "organisations"
urlpatterns = [
    path("", views.around, name="list"),
    path("<uuid:pk>/", views.show, name="show"),
    path("<uuid:pk>/dossiers/", views.open_files_to, name="open_files_to"),
]
