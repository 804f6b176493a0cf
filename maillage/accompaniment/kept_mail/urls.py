"""Addresses of this room."""

from django.urls import URLPattern

app_name = "kept_mail"
urlpatterns: list[URLPattern] = []
