"""What the journal says of a situation. Of health and of a minor, it says no more than a colleague without the right may know."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.situation.sections import BY_CODE
from maillage.foundation.journal import action

RESERVED = "reserved"


def _section(code: Any) -> Any:
    return BY_CODE[code].label if code in BY_CODE else _("une rubrique réservée")


SECTION_SAVED = action("situation.section_saved", _("%(actor)s a mis à jour la situation : %(section)s."), words={"section": _section})
PROTECTION_OPENED = action("situation.protection_opened", _("%(actor)s a ouvert un parcours de protection."))
PROTECTION_ACT = action("situation.protection_act", _("%(actor)s a noté un acte de protection."))
PROTECTION_ANSWERED = action("situation.protection_answered", _("%(actor)s a noté une réponse à un acte de protection."))
PROTECTION_ENDED = action("situation.protection_ended", _("%(actor)s a refermé le parcours de protection."))
PROTECTION_FORGOTTEN = action("situation.protection_forgotten", _("%(actor)s a effacé un parcours de protection, sa durée passée."))
PROTECTION_LETTER = action("situation.protection_letter", _("%(actor)s a imprimé une lettre de protection."))
