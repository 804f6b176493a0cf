"""What can go wrong with territories, each with a sentence for people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maillage.foundation.kernel.errors import Refused


class TerritoryUnfit(Refused):
    """An invented department says so in its code, which nobody else has."""

    message = _("Un département inventé porte un code libre qui commence par F, par exemple F7.")


class PlaceUnnamed(Refused):
    """A name without a letter nor a digit."""

    message = _("Ce nom ne se lit pas : écrivez-le avec des lettres.")


class PlaceKnown(Refused):
    """The same name is already there, however it is written."""

    message = _("« %(name)s » existe déjà dans ce département. Si c'en est une autre, ajoutez de quoi les distinguer, comme la ville.")


class PlaceKnownClosed(PlaceKnown):
    """The same name was there, and closed."""

    message = _("« %(name)s » existe déjà dans ce département, mais elle est fermée : rouvrez-la, rien de ce qui y fut noté n'est perdu.")


class CityUnfit(Refused):
    """A zone stands in an open city of its own department; a city stands in none."""

    message = _("Une zone se range dans une ville ouverte du même département : choisissez-la dans la liste, ou laissez-la sans ville.")


class ClosesTooEarly(Refused):
    """Somebody may have chosen it since."""

    message = _("Une ville ou une zone ne se ferme pas dans le passé : choisissez aujourd'hui ou un jour à venir.")


class AlreadyClosed(Refused):
    """Closed already."""

    message = _("Elle est déjà fermée depuis le %(day)s. Rien n'a changé.")


class PlaceServes(Refused):
    """Something current stands on it, and nobody knows until when."""

    message = _("On s'en sert encore : %(what)s. Voyez d'abord avec qui s'en sert, puis fermez-la.")


class PlaceServesUntil(PlaceServes):
    """Something current stands on it, until a known day."""

    message = _("On s'en sert encore : %(what)s. Fermez-la à partir du %(day)s, ou plus tard.")


class StillOpen(Refused):
    """Nothing to reopen."""

    message = _("Elle est ouverte : il n'y a rien à rouvrir.")


class CityClosed(Refused):
    """A zone does not open in a closed city."""

    message = _("Sa ville, %(city)s, est fermée : rouvrez d'abord la ville.")


class PlaceClosed(Refused):
    """It may not be chosen on that day."""

    message = _("« %(name)s » est fermée depuis le %(day)s : choisissez-en une autre, ou demandez à la déléguée de la rouvrir.")
