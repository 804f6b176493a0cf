"""Reading the journal."""

from django.urls import path

from maillage.foundation.journal import views

app_name = "journal"
urlpatterns = [path("", views.list_entries, name="entries")]
