"""The door of the demonstration: nowhere else."""

from django.urls import path

from maillage.doors.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.entry, name="entry"),
    path("entrer/", views.enter_as, name="enter_as"),
    path("jour/", views.advance, name="advance"),
]
