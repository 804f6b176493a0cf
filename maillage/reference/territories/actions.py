"""What the journal says about territories."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.foundation.journal import action
from maillage.reference.territories.models import PlaceKind


def _kind(code: Any) -> str:
    return str(PlaceKind(code).label)


_WORDS = {"kind": _kind}

TERRITORY_REGISTERED = action("territory.registered", _("%(actor)s a créé un département inventé."))
PLACE_ADDED = action("territory.place_added", _("%(actor)s a ajouté une %(kind)s au département."), words=_WORDS)
PLACE_CHANGED = action("territory.place_changed", _("%(actor)s a modifié le nom d'une %(kind)s, ou sa ville."), words=_WORDS)
PLACE_CLOSED = action("territory.place_closed", _("%(actor)s a fermé une %(kind)s à partir du %(closed_on)s."), words=_WORDS)
PLACE_REOPENED = action("territory.place_reopened", _("%(actor)s a rouvert une %(kind)s."), words=_WORDS)
