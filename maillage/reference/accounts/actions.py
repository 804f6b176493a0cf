"""What the journal says about accounts: codes, dates and ids, never a name or an address."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.roles import ROLES, Role
from maillage.foundation.journal import action


def _role(code: Any) -> str:
    return str(ROLES[Role(code)].label)


SIGNED_IN = action("account.signed_in", _("%(actor)s s'est connectée ou connecté."))
DEMO_ENTERED = action("account.demo_entered", _("%(actor)s est entrée ou entré dans la démonstration."))
PASSWORD_CHANGED = action("account.password_changed", _("%(actor)s a changé son mot de passe."))
FACTOR_ADDED = action("account.second_factor_added", _("%(actor)s a ajouté un second facteur."))
FACTOR_REMOVED = action("account.second_factor_removed", _("%(actor)s a retiré un second facteur."))
SESSION_ENDED = action("account.session_ended", _("%(actor)s a fermé une session sur un autre appareil."))
SESSIONS_ENDED = action("account.sessions_ended", _("%(actor)s a fermé ses autres sessions (%(count)s)."))
ACCOUNT_DISABLED = action("account.disabled", _("%(actor)s a fermé un compte."))
INVITED = action("account.invited", _("%(actor)s a invité une personne pour le rôle « %(role)s »."), words={"role": _role})
INVITATION_CANCELLED = action("account.invitation_cancelled", _("%(actor)s a annulé une invitation."))
INVITATION_ACCEPTED = action("account.invitation_accepted", _("%(actor)s a accepté son invitation."))
MANDATE_GRANTED = action("account.mandate_granted", _("%(actor)s a confié le rôle « %(role)s »."), words={"role": _role})
MANDATE_ENDED = action("account.mandate_ended", _("%(actor)s a mis fin au rôle « %(role)s »."), words={"role": _role})
