"""Addresses of the imports, under `/reprise/`."""

from django.urls import path

from maillage.doors.exchange import views

app_name = "exchange"
urlpatterns = [
    path("", views.list_imports, name="list"),
    path("nouvelle/", views.receive_sheet, name="new"),
    path("<uuid:pk>/", views.show_import, name="show"),
    path("<uuid:pk>/colonnes/", views.choose_columns, name="columns"),
    path("<uuid:pk>/confirmer/", views.confirm_import, name="confirm"),
    path("<uuid:pk>/suite/", views.treat_next, name="next"),
    path("<uuid:pk>/abandonner/", views.give_up, name="give_up"),
]
