"""What can go wrong with a first request, in sentences."""

from django.utils.translation import gettext_lazy as _

from maillage.foundation.kernel.errors import Refused


class RequestFromTheFuture(Refused):
    message = _("Une demande reçue porte le jour d'aujourd'hui ou un jour passé.")


class ReasonMissing(Refused):
    message = _("« Sans solution » se note avec sa raison : c'est elle qui montre ce qui manque.")


class AlreadyLinked(Refused):
    message = _("Cette demande a déjà son dossier : la suite se note là.")


class ContactMissing(Refused):
    message = _("Il faut une façon sûre de la joindre, ou où elle nous voit, pour ouvrir son dossier.")


class OutcomeByItsAct(Refused):
    message = _("Cette issue se note en ouvrant le dossier ou la demande : utilisez le bouton prévu.")


class FileNotFound(Refused):
    message = _("Aucun de vos dossiers ouverts ne porte cette référence ou ce pseudonyme.")


class SeveralFiles(Refused):
    message = _("Plusieurs dossiers portent ce pseudonyme : donnez la référence.")


class OnlyAlike(Refused):
    message = _("Aucun dossier ne porte exactement ce nom ; certains y ressemblent. Cherchez la personne, puis donnez sa référence.")


class RequestErased(Refused):
    message = _("Cette demande a été effacée : il n'en reste que le compte.")
