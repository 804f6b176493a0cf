"""Addresses of this room."""

from django.urls import URLPattern

app_name = "intake"
urlpatterns: list[URLPattern] = []
