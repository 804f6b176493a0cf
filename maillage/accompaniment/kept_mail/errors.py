"""What can go wrong with kept mail, in sentences."""

from django.utils.translation import gettext_lazy as _

from maillage.foundation.kernel.errors import Refused


class NotArrivedYet(Refused):
    message = _("Ce courrier porte une date à venir : notez le jour où il est arrivé.")


class AlreadyGone(Refused):
    message = _("Ce courrier n'est plus là : il est déjà noté %(outcome)s. Rien n'a été changé.")


class NothingWaits(Refused):
    message = _("Aucun courrier ne l'attend : rien n'a été changé.")


class NothingToTell(Refused):
    message = _("Elle sait déjà pour chaque courrier qui l'attend : rien n'a été changé.")


class KeepingWithdrawn(Refused):
    message = _("Elle a retiré son accord pour que son courrier soit gardé ici : retournez-le à l'expéditeur, ou demandez-lui de nouveau.")
