"""What can go wrong with territories, each with a sentence for people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maillage.foundation.kernel.errors import Refused


class TerritoryUnfit(Refused):
    """An invented department says so in its code, which nobody else has."""

    message = _("Un département inventé porte un code libre qui commence par F, par exemple F7.")


class PlaceKnown(Refused):
    """The same place is already there."""

    message = _("Ce lieu existe déjà dans ce département. Rien n'a été ajouté.")
