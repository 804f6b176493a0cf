"""The home, the lists behind its numbers, the rules, and the pulse of the service."""

from django.urls import path

from maillage.doors.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("a-faire/<slug:code>/", views.see_pile, name="pile"),
    path("regles/", views.explain_rule, name="rules"),
    path("premieres-demandes/chemin/", views.show_way, name="requests_way"),
    path("sante/", views.pulse, name="pulse"),
]
