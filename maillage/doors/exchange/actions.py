"""What the journal says of an import: counts, never a cell."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maillage.foundation.journal import action

RECEIVED = action("exchange.received", _("%(actor)s a déposé un tableau à reprendre (%(rows)s lignes)."))
DONE = action("exchange.done", _("%(actor)s a repris %(opened)s dossiers d'un tableau."))
GIVEN_UP = action("exchange.given_up", _("%(actor)s a abandonné une reprise : le tableau est détruit."))
