"""Addresses of the room, under `/contacts/`."""

from django.urls import URLPattern, path

from maillage.accompaniment.contacts.views import calls, effect, her_word, log, lost, messages, rhythm, service_calls, vital

app_name = "contacts"
_messages: list[URLPattern] = [
    path("messages/", messages.list_lost, name="lost_messages"),
    path("messages/retour/", messages.hear_gateway, name="hear_gateway"),
    path("messages/dossier/<uuid:pk>/", messages.list_messages, name="messages"),
    path("messages/dossier/<uuid:pk>/ecrire/", messages.write_message, name="write_message"),
    path("messages/dossier/<uuid:pk>/retenir/", messages.hold, name="hold_messages"),
    path("messages/dossier/<uuid:pk>/laisser/", messages.release, name="release_messages"),
    path("messages/<uuid:pk>/annuler/", messages.cancel, name="cancel_message"),
    path("messages/<uuid:pk>/perdu/", messages.lose, name="lose_message"),
    path("messages/<uuid:pk>/regler/", messages.handle, name="handle_message"),
]
_log: list[URLPattern] = [
    path("noter/", log.pick, name="note"),
    path("noter/<uuid:pk>/", log.note_with, name="note_with"),
    path("dossier/<uuid:pk>/", log.show_contacts_of, name="person"),
    path("dossier/<uuid:pk>/sa-parole/", her_word.note_her_word, name="her_word"),
    path("dossier/<uuid:pk>/suite/", her_word.choose_course, name="course"),
    path("echange/<uuid:pk>/", log.show, name="show"),
    path("echange/<uuid:pk>/corriger/", log.correct, name="correct"),
    path("echange/<uuid:pk>/erreur/", log.cross_out, name="cross_out"),
    path("echange/<uuid:pk>/a-faire/", log.raise_task, name="raise_task"),
    path("echange/<uuid:pk>/besoin/", log.raise_request, name="raise_request"),
    path("services/", service_calls.list_calls, name="services"),
    path("services/noter/", service_calls.note_call, name="service_note"),
    path("services/<uuid:pk>/retirer/", service_calls.take_back, name="service_take_back"),
    path("effet/", effect.show_effect, name="effect"),
    path("effet/echanges/", effect.list_behind, name="effect_rows"),
]
_calls: list[URLPattern] = [
    path("appels/", calls.list_calls, name="calls"),
    path("appels/<uuid:pk>/", calls.note_outcome, name="call_outcome"),
    path("silences/", calls.list_silences, name="silences"),
    path("rythme/<uuid:pk>/", rhythm.edit_rhythm, name="rhythm"),
    path("rythme/<uuid:pk>/pause/", rhythm.suspend, name="rhythm_suspend"),
    path("rythme/<uuid:pk>/reprise/", rhythm.resume, name="rhythm_resume"),
    path("rythme/<uuid:pk>/fin/", rhythm.end, name="rhythm_end"),
    path("rythmes-releves/", rhythm.list_raises, name="raises"),
    path("rythmes-releves/relever/", rhythm.raise_many, name="raise"),
    path("rythmes-releves/<uuid:pk>/remettre/", rhythm.put_back, name="put_back"),
    path("recherche/<uuid:pk>/", lost.show_search, name="lost"),
    path("recherche/<uuid:pk>/commencer/", lost.open_search, name="lost_open"),
    path("recherche/<uuid:pk>/fait/", lost.note_step, name="lost_step"),
    path("recherche/<uuid:pk>/nouvelles/", lost.close_search, name="lost_close"),
    path("liste-vitale/", vital.print_vital, name="vital"),
]
urlpatterns: list[URLPattern] = [*_calls, *_log, *_messages]
