"""What can go wrong before the sitting: the agenda, the convocation and its answers, the papers handed out."""

from django.utils.translation import gettext_lazy as _

from maillage.foundation.kernel.errors import Refused


class OrderStale(Refused):
    message = _("L'ordre du jour a changé entre-temps : rien n'a bougé. Le voici à jour, déplacez à nouveau.")
    status = 409


class TitleMissing(Refused):
    message = _("Donnez un intitulé à ce point, sans nommer personne.")


class PointClosed(Refused):
    message = _("La suite de ce point est déjà notée : elle ne change plus.")


class PointsLeft(Refused):
    message = _("Il reste %(count)s point(s) sans demande dont la suite n'est pas notée : « traité » ou « non abordé », puis closez.")


class WindowInWriting(Refused):
    message = _("Un échange d'écrits a son ouverture et sa clôture : il ne se planifie pas dans une fenêtre.")


class DayNotFixed(Refused):
    message = _("Cette séance est planifiée dans une fenêtre : fixez d'abord son jour, puis convoquez.")


class ReplyTooLate(Refused):
    message = _("Les réponses se donnent entre la convocation et l'ouverture de la séance : ensuite, les présences se notent en séance.")


class ConvocationReplaced(Refused):
    message = _("Cette convocation a été remplacée par une autre : répondez à la dernière.")


class NobodyToRemind(Refused):
    message = _("Aucun siège à relancer : choisissez-en au moins un parmi ceux qui n'ont pas répondu.")


class ProofMissing(Refused):
    message = _("Donnez la référence de la preuve, ou joignez-la numérisée, et choisissez au moins un siège.")


class ProofTooEarly(Refused):
    message = _("Une preuve d'envoi ne précède pas l'envoi : vérifiez la date.")


class NotConvened(Refused):
    message = _("La séance n'est pas convoquée : convoquez-la d'abord.")


class SetNotBack(Refused):
    message = _("Ce jeu n'est pas revenu : notez d'abord son retour, puis sa destruction.")


class SetBack(Refused):
    message = _("Ce jeu est revenu : il ne s'imprime plus. Remettez-en un autre si le siège en a besoin.")


class SetClosed(Refused):
    message = _(
        "Ce jeu ne s'imprime pas : son siège ne lit pas, ou plus, les documents de cette séance. "
        "La lecture va de la convocation à la clôture, sans dépasser son dernier jour."
    )
    status = 410


class SetDatesWrong(Refused):
    message = _("Un jeu revient après avoir été remis, et se détruit après son retour : vérifiez la date.")


class NoSecondConvocation(Refused):
    message = _("Aucun point de cette séance n'a été laissé faute de quorum : une séance ordinaire s'impose (CRPA, art. R. 133-10).")


class SecondAlready(Refused):
    message = _("Une seconde convocation est déjà planifiée pour cette séance.")


class AgendaNotSame(Refused):
    message = _(
        "Une demande laissée faute de quorum n'attend plus de séance : le même ordre du jour ne peut pas être repris. "
        "Planifiez une séance ordinaire."
    )
