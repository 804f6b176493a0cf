"""What the journal says about territories."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maillage.foundation.journal import action

TERRITORY_REGISTERED = action("territory.registered", _("%(actor)s a créé un département inventé."))
PLACE_ADDED = action("territory.place_added", _("%(actor)s a ajouté un lieu au département."))
