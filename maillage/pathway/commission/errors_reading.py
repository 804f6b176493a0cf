"""What can go wrong in the reading room, and with the opinions asked before the session, in sentences."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from maillage.foundation.kernel.errors import Refused
from maillage.foundation.ui.speech import day_words


class ReadingOver(Refused):
    """To somebody who was convened: the reading is over for her, and why."""

    message = _("La lecture de cette séance ne vous est plus ouverte : votre place dans cette séance a changé. Parlez-en au secrétariat.")
    status = 410

    @classmethod
    def closed(cls, day: date) -> ReadingOver:
        """The session is closed."""
        words = _("La séance est close depuis le %(day)s : ses documents ne se lisent plus, leurs copies et leur clé sont détruites.")
        return cls(words, day=day_words(day))

    @classmethod
    def cancelled(cls, day: date) -> ReadingOver:
        """The session was cancelled."""
        return cls(_("La séance a été annulée le %(day)s : ses documents ne se lisent plus."), day=day_words(day))

    @classmethod
    def deadline(cls, day: date) -> ReadingOver:
        """The last day of reading is past."""
        words = _("Le dernier jour de lecture était le %(day)s : les documents de cette séance ne se lisent plus.")
        return cls(words, day=day_words(day))


class PaperGone(Refused):
    message = _("Les documents de ce point ont été retirés : la demande a quitté l'ordre du jour.")


class NotBeforeSession(Refused):
    message = _("Un avis se demande entre la convocation et l'ouverture de la séance. Ensuite, il se donne en séance.")


class QuestionMissing(Refused):
    message = _("Écrivez la question posée : sans elle, personne ne sait sur quoi donner un avis.")


class DeadlineUnfit(Refused):
    message = _("Le dernier jour pour répondre va d'aujourd'hui au jour de la séance : vérifiez la date.")


class AskedAlready(Refused):
    message = _("Un avis est déjà demandé à ce siège sur ce point : retirez la demande, ou attendez sa réponse.")


class NothingAsked(Refused):
    message = _("Cette demande d'avis a été retirée : rien n'est plus attendu.")


class AnswerMissing(Refused):
    message = _("Écrivez l'avis : quelques mots suffisent.")


class AnsweredBySeat(Refused):
    message = _("Ce siège a répondu par son propre compte : lui seul peut changer sa réponse. Rien n'a été noté.")


class AnsweredBeforeRequest(Refused):
    message = _("L'avis aurait été reçu avant d'être demandé : vérifiez la date.")


class AlreadyAnswered(Refused):
    message = _("La réponse est arrivée : il n'y a plus rien à rappeler ni à retirer.")
