"""Addresses of this room."""

from django.urls import URLPattern

app_name = "own_access"
urlpatterns: list[URLPattern] = []
