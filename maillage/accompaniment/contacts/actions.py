"""What the journal says of this room: that a contact was noted and who began it, never by which way, nor how she was."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.contacts.models import ContactKind, Initiator
from maillage.foundation.journal import action


def _kind(code: Any) -> Any:
    return dict(ContactKind.choices).get(str(code), code)


def _who(code: Any) -> Any:
    return {Initiator.HER.value: _("à son initiative"), Initiator.US.value: _("à notre initiative")}.get(str(code), code)


CONTACT_NOTED = action(
    "contacts.noted", _("%(actor)s a noté un contact : %(kind)s, %(initiated_by)s."), words={"kind": _kind, "initiated_by": _who}
)
CONTACT_CORRECTED = action("contacts.corrected", _("%(actor)s a corrigé un contact."))
CONTACT_MISTAKEN = action("contacts.mistaken", _("%(actor)s a rayé un contact noté par erreur."))
HER_WORD_NOTED = action("contacts.her_word", _("%(actor)s a noté ce qu'elle dit de nos appels."))
CALLS_CHOSEN = action("contacts.calls_chosen", _("%(actor)s a noté la suite donnée à nos appels, et pourquoi."))
SERVICE_CALL_TAKEN_BACK = action("contacts.service_call_taken_back", _("%(actor)s a retiré un appel à un service, noté par erreur."))
