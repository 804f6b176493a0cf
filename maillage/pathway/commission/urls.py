"""Addresses of the commission, under `/commission/`. No name and no number of an application is ever in an address."""

from django.urls import path

from maillage.pathway.commission import views

app_name = "commission"
urlpatterns = [
    path("", views.home, name="home"),
    path("inscrire/", views.set_up, name="set_up"),
    path("departements/<uuid:pk>/sieges/", views.composition, name="composition"),
    path("departements/<uuid:pk>/sieges/ajouter/", views.add_seat, name="seat_new"),
    path("departements/<uuid:pk>/regles/ajouter/", views.adopt_rule, name="rule_new"),
    path("departements/<uuid:pk>/seances/planifier/", views.plan_session, name="session_new"),
    path("sieges/<uuid:pk>/titulaire/", views.name_holder, name="holder_new"),
    path("titulaires/<uuid:pk>/fin/", views.end_holder, name="holder_end"),
    path("seances/<uuid:pk>/", views.show_session, name="session"),
    path("seances/<uuid:pk>/inscrire/", views.add_to_agenda, name="agenda_add"),
    path("seances/<uuid:pk>/convoquer/", views.convene, name="convene"),
    path("seances/<uuid:pk>/ouvrir/", views.open_session, name="session_open"),
    path("seances/<uuid:pk>/presences/", views.record_presences, name="presences"),
    path("seances/<uuid:pk>/clore/", views.close_session, name="session_close"),
    path("seances/<uuid:pk>/annuler/", views.cancel_session, name="session_cancel"),
    path("seances/<uuid:pk>/proces-verbal/", views.draft_minutes, name="minutes_draft"),
    path("seances/<uuid:pk>/proces-verbal/approuver/", views.approve_minutes, name="minutes_approve"),
    path("seances/<uuid:pk>/proces-verbal.pdf", views.minutes_pdf, name="minutes_pdf"),
    path("seances/<uuid:pk>/proces-verbal/scan/", views.minutes_scan, name="minutes_scan"),
    path("seances/<uuid:pk>/lecture/", views.show_reading, name="reading"),
    path("convocations/<uuid:pk>.pdf", views.convocation_pdf, name="convocation_pdf"),
    path("convocations/<uuid:pk>/recue/", views.acknowledge, name="acknowledge"),
    path("convocations/<uuid:pk>/suppleance/", views.send_to_deputy, name="to_deputy"),
    path("points/<uuid:pk>/", views.show_item, name="item"),
    path("points/<uuid:pk>/retirer/", views.remove_from_agenda, name="item_remove"),
    path("points/<uuid:pk>/deport/", views.declare_recusal, name="recusal"),
    path("points/<uuid:pk>/avis/", views.record_opinions, name="opinions"),
    path("points/<uuid:pk>/issue/<slug:outcome>/", views.close_item, name="item_close"),
    path("points/<uuid:pk>/prochaine-date/", views.note_next_date, name="next_date"),
    path("points/<uuid:pk>/lecture/", views.read_item, name="reading_item"),
    path("points/<uuid:pk>/lecture/avis/", views.give_opinion, name="opinion"),
    path("points/<uuid:pk>/lecture/deport/", views.declare_own_recusal, name="own_recusal"),
    path("demandes/<uuid:pk>/inscrire/", views.schedule, name="schedule"),
    path("demandes/<uuid:pk>/decision/", views.prepare_decision, name="prepare"),
    path("decisions/", views.list_decisions, name="decisions"),
    path("decisions/<uuid:pk>/", views.show_decision, name="decision"),
    path("decisions/<uuid:pk>/signature/", views.record_signed, name="decision_record"),
    path("decisions/<uuid:pk>/notification/", views.record_notified, name="decision_notify"),
    path("decisions/<uuid:pk>/projet.pdf", views.decision_pdf, name="decision_pdf"),
    path("decisions/<uuid:pk>/scan/", views.decision_scan, name="decision_scan"),
]
