"""The addresses: each room brings its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("maillage.foundation.ui.urls")),
    path("nouvelles/", include("maillage.foundation.notifications.urls")),
    path("", include("maillage.reference.accounts.urls")),
    path("", include("maillage.reference.accounts.third_party")),
]

handler404 = "maillage.foundation.ui.views.page_not_found"
handler500 = "maillage.foundation.ui.views.server_error"
