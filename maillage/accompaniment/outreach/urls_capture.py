"""Addresses of the notebook, of its inbox and of the links, under `/terrain/`."""

from django.urls import path

from maillage.accompaniment.outreach.views import carnet, inbox, volunteers

capture_urls = [
    path("poche/", carnet.page, name="carnet"),
    path("poche/service.js", carnet.service_script, name="carnet_service"),
    path("poche/carnet.webmanifest", carnet.show_manifest, name="carnet_manifest"),
    path("poche/etat/", carnet.read_state, name="carnet_state"),
    path("poche/inscrire/", carnet.enrol, name="carnet_enrol"),
    path("poche/envoi/", carnet.receive, name="carnet_send"),
    path("carnets/revoquer/", inbox.revoke, name="revoke_device"),
    path("saisies/", inbox.list_captures, name="captures"),
    path("saisies/<uuid:pk>/", inbox.show_capture, name="capture"),
    path("saisies/<uuid:pk>/departager/", inbox.settle, name="settle"),
    path("saisies/<uuid:pk>/a-part/", inbox.set_apart, name="set_apart"),
    path("saisies/<uuid:pk>/completer/", inbox.mend, name="mend"),
    path("saisies/<uuid:pk>/dossier/", inbox.file_note, name="file_note"),
    path("saisies/<uuid:pk>/ecarter/", inbox.drop, name="drop_capture"),
    path("maraudes/<uuid:pk>/liens/", inbox.invite, name="invite"),
    path("liens/<uuid:pk>/fermer/", inbox.close_link, name="close_link"),
    path("feuille/", volunteers.enter, name="sheet"),
    path("feuille/remplir/", volunteers.fill, name="fill_sheet"),
    path("feuille/envoyer/", volunteers.send, name="send_sheet"),
]
