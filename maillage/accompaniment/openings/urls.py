"""Addresses of the room, under `/ouvertures/`."""

from django.urls import path

from maillage.accompaniment.openings.views import appointments, changes, openings, sites, telling

app_name = "openings"

_modes = [
    path("", openings.list_openings, name="list"),
    path("mois/", openings.show_month, name="month"),
    path("presences/", openings.note_attendance, name="attendance"),
    path("changements/", openings.list_changes, name="changes"),
    path("changer/", changes.decide, name="decide"),
    path("changement/<uuid:pk>/", changes.show_change, name="change"),
    path("changement/<uuid:pk>/appliquer/", changes.apply_change, name="apply"),
    path("changement/<uuid:pk>/laisser/", changes.leave_aside, name="aside"),
    path("changement/<uuid:pk>/achever/", changes.finish, name="finish"),
    path("changement/<uuid:pk>/partenaire/", changes.tell_partner, name="tell_partner"),
    path("changement/<uuid:pk>/retirer/", changes.withdraw, name="withdraw"),
    path("a-prevenir/", telling.list_tellings, name="tellings"),
    path("a-prevenir/<uuid:pk>/", telling.tell, name="tell"),
    path("a-prevenir/<uuid:pk>/retirer/", telling.drop, name="drop"),
]
_sites = [
    path("lieux/", sites.list_sites, name="sites"),
    path("lieux/ajouter/<uuid:pk>/", sites.add_site, name="site_new"),
    path("lieux/<uuid:pk>/", sites.edit_site, name="site_edit"),
    path("lieux/<uuid:pk>/salle/", sites.add_room, name="room_new"),
    path("activites/ajouter/<uuid:pk>/", sites.add_activity, name="activity_new"),
    path("activites/<uuid:pk>/", sites.edit_activity, name="activity_edit"),
    path("manques/ajouter/<uuid:pk>/", sites.note_lack, name="lack_new"),
    path("manques/<uuid:pk>/fin/", sites.end_lack, name="lack_end"),
]
_appointments = [
    path("agenda/", appointments.show_day, name="day"),
    path("agenda/abonnement/", appointments.open_feed, name="open_feed"),
    path("agenda/abonnement/fin/", appointments.end_feed, name="end_feed"),
    path("agenda/<str:token>.ics", appointments.read_feed, name="feed"),
    path("rendez-vous/dossier/<uuid:pk>/", appointments.list_hers, name="appointments"),
    path("rendez-vous/dossier/<uuid:pk>/prendre/", appointments.take, name="take"),
    path("rendez-vous/<uuid:pk>/", appointments.show, name="appointment"),
    path("rendez-vous/<uuid:pk>/deplacer/", appointments.move, name="move"),
    path("rendez-vous/<uuid:pk>/rappeler/", appointments.remind, name="remind"),
]
urlpatterns = [*_modes, *_sites, *_appointments]
