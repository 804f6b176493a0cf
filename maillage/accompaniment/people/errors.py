"""What can go wrong with a file, in sentences."""

from django.utils.translation import gettext_lazy as _

from maillage.foundation.kernel.errors import Refused


class NotAColleague(Refused):
    message = _("Cette personne ne travaille pas aujourd'hui dans l'association : choisissez une collègue de la liste.")


class AlreadyKeyWorker(Refused):
    message = _("Cette collègue est déjà référente de ce dossier : rien n'a été changé.")


class AlreadyWithdrawn(Refused):
    message = _("Cet accord est déjà retiré : rien n'a été changé.")


class AccordFromTheFuture(Refused):
    message = _("Un accord ne peut pas porter une date à venir : notez le jour où elle l'a donné.")


class WrongRecipient(Refused):
    message = _("L'accord doit viser le secrétariat de la commission du département : choisissez-le dans la liste.")
