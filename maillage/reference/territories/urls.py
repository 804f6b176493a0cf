"""The addresses of cities and zones, under `/villes-et-zones/`."""

from django.urls import path

from maillage.reference.territories import views

app_name = "territories"
urlpatterns = [
    path("", views.list_places, name="places"),
    path("departement/<slug:pk>/ajouter/", views.add_place, name="place_add"),
    path("<uuid:pk>/", views.show_place, name="place"),
    path("<uuid:pk>/modifier/", views.change_place, name="place_change"),
    path("<uuid:pk>/fermer/", views.close_place, name="place_close"),
    path("<uuid:pk>/rouvrir/", views.reopen_place, name="place_reopen"),
]
