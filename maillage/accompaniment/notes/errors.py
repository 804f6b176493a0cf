"""What can go wrong with a note, in sentences."""

from django.utils.translation import gettext_lazy as _

from maillage.foundation.kernel.errors import Refused


class NoteEmpty(Refused):
    message = _("La note est vide : écrivez quelques mots, ou revenez au dossier.")


class NoteTooLong(Refused):
    message = _("La note dépasse %(limit)s signes : faites-en deux notes.")


class NoteFromTheFuture(Refused):
    message = _("Une note raconte ce qui a eu lieu : choisissez aujourd'hui ou un jour passé.")


class PromiseEmpty(Refused):
    message = _("Dites en quelques mots ce qui est promis.")


class PromiseDueBefore(Refused):
    message = _("Le jour promis vient avant la note : choisissez un jour à partir du %(day)s.")


class PromiseKept(Refused):
    message = _("Cette promesse est déjà tenue : rien n'a été changé.")


class NotTheAuthor(Refused):
    message = _("Seule la personne qui a écrit la note peut changer qui la lit.")


class WideningNotConfirmed(Refused):
    message = _("Plus de personnes liront cette note : confirmez-le avant de l'enregistrer.")


class DraftUsed(Refused):
    message = _("Ce brouillon est déjà devenu une note.")


class FileErased(Refused):
    message = _("Ce dossier a été effacé : plus rien ne peut y être noté.")
