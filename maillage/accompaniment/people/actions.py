"""What the journal says of a file."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people.models import Purpose
from maillage.foundation.journal import action


def _purpose(code: Any) -> Any:
    return dict(Purpose.choices).get(str(code), code)


FILE_OPENED = action("people.file_opened", _("%(actor)s a ouvert le dossier."))
CONTACT_CHANGED = action("people.contact_changed", _("%(actor)s a modifié le canal sûr."))
PSEUDONYM_CHANGED = action("people.pseudonym_changed", _("%(actor)s a modifié le pseudonyme."))
IDENTITY_RECORDED = action("people.identity_recorded", _("%(actor)s a noté l'identité civile."))
KEY_WORKER_ASSIGNED = action("people.key_worker_assigned", _("%(actor)s a désigné une référente."))
KEY_WORKER_ENDED = action("people.key_worker_ended", _("%(actor)s a mis fin au suivi d'une référente."))
ACCORD_GIVEN = action("people.accord_given", _("%(actor)s a noté son accord : %(purpose)s."), words={"purpose": _purpose})
ACCORD_WITHDRAWN = action(
    "people.accord_withdrawn", _("%(actor)s a noté le retrait de son accord : %(purpose)s."), words={"purpose": _purpose}
)
SEARCHED = action("people.searched", _("%(actor)s a cherché un dossier (%(found)s trouvés)."))
ERASED = action("people.erased", _("%(actor)s a effacé le dossier."))
