"""The addresses: each room brings its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("maillage.doors.portal.urls")),
    path("demo/", include("maillage.doors.demo.urls")),
    path("", include("maillage.foundation.ui.urls")),
    path("journal/", include("maillage.foundation.journal.urls")),
    path("nouvelles/", include("maillage.foundation.notifications.urls")),
    path("villes-et-zones/", include("maillage.reference.territories.urls")),
    path("organisations/", include("maillage.reference.organisations.urls")),
    path("personnes/", include("maillage.accompaniment.people.urls")),
    path("situation/", include("maillage.accompaniment.situation.urls")),
    path("notes/", include("maillage.accompaniment.notes.urls")),
    path("courrier/", include("maillage.accompaniment.kept_mail.urls")),
    path("premieres-demandes/", include("maillage.accompaniment.intake.urls")),
    path("contacts/", include("maillage.accompaniment.contacts.urls")),
    path("ouvertures/", include("maillage.accompaniment.openings.urls")),
    path("terrain/", include("maillage.accompaniment.outreach.urls")),
    path("demandes/", include("maillage.pathway.psp.urls")),
    path("commission/", include("maillage.pathway.commission.urls")),
    path("reprise/", include("maillage.doors.exchange.urls")),
    path("mon-acces/", include("maillage.doors.own_access.urls")),
    path("organisation/equipe/", include("maillage.reference.accounts.team_urls")),
    path("", include("maillage.reference.accounts.urls")),
    path("", include("maillage.reference.accounts.third_party")),
]

handler404 = "maillage.foundation.ui.views.page_not_found"
handler500 = "maillage.foundation.ui.views.server_error"
