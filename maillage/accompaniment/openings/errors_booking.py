"""What can be refused about appointments, in sentences."""

from django.utils.translation import gettext_lazy as _

from maillage.foundation.kernel.errors import Refused


class NotThen(Refused):
    message = _("%(why)s")


class DayPast(Refused):
    message = _("Ce jour est passé (%(day)s) : choisissez un jour à venir.")


class AlreadyClosed(Refused):
    message = _("Ce rendez-vous est déjà noté « %(state)s » : rien n'a été changé.")


class NotYet(Refused):
    message = _("Ce rendez-vous n'a pas encore eu lieu : notez ce qu'il est devenu le jour même, ou annulez-le.")


class FileClosed(Refused):
    message = _("Son dossier est fermé : rouvrez-le avant de prendre un rendez-vous.")


class NotWorkingHere(Refused):
    message = _("Cette collègue ne travaille pas dans l'association ce jour-là : choisissez-en une autre.")


class RoomElsewhere(Refused):
    message = _("Cette salle n'est pas au même endroit que l'activité : choisissez-en une autre.")


class ReminderTooLate(Refused):
    message = _("Ses consignes ne permettent pas de lui écrire avant ce rendez-vous : rappelez-le-lui de vive voix.")


class AlreadyReminded(Refused):
    message = _("Un rappel est déjà prévu pour ce rendez-vous : rien n'a été changé.")


class FeedEnded(Refused):
    message = _("Cette adresse d'agenda ne sert plus : rien n'a été changé.")
