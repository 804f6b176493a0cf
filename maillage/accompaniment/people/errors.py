"""What can go wrong with a file, in sentences."""

from django.utils.translation import gettext_lazy as _

from maillage.foundation.kernel.errors import Refused


class PseudonymMissing(Refused):
    message = _("Il faut un pseudonyme pour retrouver ce dossier : choisissez-le avec elle, jamais son vrai prénom.")


class NotAColleague(Refused):
    message = _("Cette personne ne travaille pas aujourd'hui dans l'association : choisissez une collègue de la liste.")


class AlreadyKeyWorker(Refused):
    message = _("Cette collègue est déjà référente de ce dossier : rien n'a été changé.")


class NameMissing(Refused):
    message = _("Notez au moins un nom ou un prénom : sans l'un des deux, il n'y a pas d'identité à enregistrer.")


class BornInFuture(Refused):
    message = _("Cette date de naissance est à venir : vérifiez-la, ou laissez le champ vide si elle n'est pas connue.")


class AlreadyWithdrawn(Refused):
    message = _("Cet accord est déjà retiré : rien n'a été changé.")


class AccordFromTheFuture(Refused):
    message = _("Un accord ne peut pas porter une date à venir : notez le jour où elle l'a donné.")


class WrongRecipient(Refused):
    message = _("L'accord doit viser le secrétariat de la commission du département : choisissez-le dans la liste.")


class FileErased(Refused):
    message = _("Ce dossier a été effacé : plus rien ne peut y être noté.")
