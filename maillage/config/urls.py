"""The addresses: each room brings its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("compte/", include("allauth.urls")),
]
