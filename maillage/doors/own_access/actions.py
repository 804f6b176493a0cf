"""What the journal says of her own access. Nothing is ever written of her visits."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maillage.doors.own_access.models import CardKind, Closed
from maillage.foundation.journal import action

OPENED = action("own_access.opened", _("%(actor)s a ouvert pour elle un accès personnel, après un entretien sur les risques."))
CLOSED = action("own_access.closed", _("%(actor)s a fermé son accès : %(reason)s."), words={"reason": lambda code: str(Closed(code).label)})
SHOWN = action("own_access.shown", _("%(actor)s lui montre : %(kind)s."), words={"kind": lambda code: str(CardKind(code).label)})
TAKEN_BACK = action(
    "own_access.taken_back", _("%(actor)s ne lui montre plus : %(kind)s."), words={"kind": lambda code: str(CardKind(code).label)}
)
LANGUAGE_ACCEPTED = action(
    "own_access.language_accepted", _("%(actor)s accepte de servir à elle-même des textes non relus (%(language)s).")
)
LANGUAGE_REFUSED = action("own_access.language_refused", _("%(actor)s n'accepte plus les textes non relus (%(language)s)."))
