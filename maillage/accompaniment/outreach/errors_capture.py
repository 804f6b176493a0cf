"""What can go wrong with phones, links and what they send, in sentences."""

from django.utils.translation import gettext_lazy as _

from maillage.foundation.kernel.errors import Refused


class AlreadySettled(Refused):
    message = _("Cette saisie est déjà rangée ou écartée : il n'y a plus rien à faire.")


class NoRoundToSettle(Refused):
    message = _("La maraude de cette saisie n'existe plus : écartez la saisie, ou notez la maraude à nouveau.")


class RoundIsOver(Refused):
    message = _("Cette maraude est annulée ou trop ancienne : un lien de bénévole n'y servirait plus.")


class LinkClosed(Refused):
    message = _(
        "Ce lien ne sert plus : la maraude est finie, ou le lien a été fermé. Donnez votre feuille à la personne qui vous l'a remis."
    )


class TooManySheets(Refused):
    message = _("Ce lien a déjà envoyé beaucoup de feuilles. Attendez une heure, ou donnez la vôtre à la personne qui vous l'a remis.")


class FileNotFound(Refused):
    message = _("Aucun dossier de votre association ne porte ce nom d'usage : vérifiez-le, puis choisissez dans la liste.")
