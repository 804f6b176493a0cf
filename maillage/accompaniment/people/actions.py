"""What the journal says of a file."""

from collections.abc import Callable
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people.models import ActKind, Danger, OutgoingKind, Purpose, ToldHow
from maillage.foundation.journal import action


def _said(codes: type[TextChoices]) -> Callable[[Any], Any]:
    return lambda code: dict(codes.choices).get(str(code), code)


def _purpose(code: Any) -> Any:
    return dict(Purpose.choices).get(str(code), code)


FILE_OPENED = action("people.file_opened", _("%(actor)s a ouvert le dossier."))
CONTACT_CHANGED = action("people.contact_changed", _("%(actor)s a changé les consignes de contact."))
PSEUDONYM_CHANGED = action("people.pseudonym_changed", _("%(actor)s a modifié le pseudonyme."))
IDENTITY_RECORDED = action("people.identity_recorded", _("%(actor)s a noté l'identité civile."))
KEY_WORKER_ASSIGNED = action("people.key_worker_assigned", _("%(actor)s a pris le suivi."))
KEY_WORKER_ENDED = action("people.key_worker_ended", _("%(actor)s a mis fin au suivi de %(worker)s."))
FOLLOW_UP_OFFERED = action("people.follow_up_offered", _("%(actor)s a proposé le suivi à %(worker)s."))
FOLLOW_UP_ACCEPTED = action("people.follow_up_accepted", _("%(actor)s a accepté le suivi."))
FOLLOW_UP_REFUSED = action("people.follow_up_refused", _("%(actor)s n'a pas pu prendre le suivi."))
FOLLOW_UP_WITHDRAWN = action("people.follow_up_withdrawn", _("%(actor)s a retiré la proposition faite à %(worker)s."))
FILE_CLOSED = action("people.file_closed", _("%(actor)s a fermé le dossier."))
FILE_REOPENED = action("people.file_reopened", _("%(actor)s a rouvert le dossier."))
HAND_OVER_READ = action("people.hand_over_read", _("%(actor)s a ouvert la relève du dossier."))
HISTORY_EXPORTED = action("people.history_exported", _("%(actor)s a exporté l'historique (%(lines)s lignes)."))
ACCORD_GIVEN = action("people.accord_given", _("%(actor)s a noté son accord : %(purpose)s."), words={"purpose": _purpose})
ACCORD_WITHDRAWN = action(
    "people.accord_withdrawn", _("%(actor)s a noté le retrait de son accord : %(purpose)s."), words={"purpose": _purpose}
)
SEARCHED = action("people.searched", _("%(actor)s a cherché un dossier (%(found)s trouvés)."))
ERASED = action("people.erased", _("%(actor)s a effacé le dossier."))
LEFT_FOR_HER = action("people.outgoing", _("%(actor)s a noté un envoi vers elle : %(kind)s."), words={"kind": _said(OutgoingKind)})
OVERRIDE_ASKED = action(
    "people.override_asked",
    _("%(actor)s a demandé à passer outre son accord, danger vital : %(danger)s."),
    words={"danger": _said(Danger)},
)
OVERRIDE_CONFIRMED = action(
    "people.override_confirmed", _("%(actor)s, en deuxième lecture, a confirmé de passer outre son accord, jusqu'au %(last_on)s.")
)
OVERRIDE_REFUSED = action("people.override_refused", _("%(actor)s, en deuxième lecture, a refusé de passer outre son accord."))
OVERRIDE_TOLD = action(
    "people.override_told", _("%(actor)s lui a dit ce qui a été transmis sans son accord, %(how)s."), words={"how": _said(ToldHow)}
)
MANDATE_GIVEN = action("people.mandate_given", _("%(actor)s a noté un mandat pour agir en son nom, jusqu'au %(last_on)s."))
MANDATE_ENDED = action("people.mandate_ended", _("%(actor)s a noté la fin d'un mandat."))
ACT_NOTED = action("people.act_in_her_name", _("%(actor)s a agi en son nom : %(kind)s, le %(done_on)s."), words={"kind": _said(ActKind)})
ACT_TOLD = action("people.act_in_her_name_told", _("%(actor)s lui a dit ce qui a été fait en son nom, le %(told_on)s."))
FILES_MERGED = action("people.files_merged", _("%(actor)s a réuni deux dossiers en un seul (lignes déplacées : %(moved)s)."))
MERGE_UNDONE = action("people.merge_undone", _("%(actor)s a séparé à nouveau les deux dossiers réunis."))
SAID_DIFFERENT = action("people.said_different", _("%(actor)s a ouvert ce dossier en sachant qu'un autre lui ressemble."))
LIST_SAVED = action("people.list_saved", _("%(actor)s a enregistré une liste de dossiers."))
LIST_REMOVED = action("people.list_removed", _("%(actor)s a supprimé une liste de dossiers."))
LIST_EXPORTED = action("people.list_exported", _("%(actor)s a exporté une liste de dossiers (%(found)s lignes)."))
