"""What may be refused of rhythms, tries and searches: what happened, why, and what to do."""

from django.utils.translation import gettext_lazy as _

from maillage.foundation.kernel.errors import Refused


class CallerNotHere(Refused):
    message = _("Cette collègue ne travaille pas aujourd'hui sur les dossiers de l'association : choisissez quelqu'un d'autre.")


class AgreedInTheFuture(Refused):
    message = _("Un accord se note quand elle l'a donné : choisissez aujourd'hui ou un jour passé, ou laissez vide.")


class WayNeverAllowed(Refused):
    message = _("Ses consignes disent de ne jamais la joindre ainsi : choisissez une autre façon, ou changez d'abord les consignes.")


class PaceOutOfRange(Refused):
    message = _("Un rythme va de %(fewest)s à %(most)s jours : corrigez le nombre de jours.")


class NoRhythm(Refused):
    message = _("Aucun rythme n'est convenu avec elle : rien n'a été changé.")


class AlreadySuspended(Refused):
    message = _("Ce rythme est déjà en pause depuis le %(day)s : rien n'a été changé.")


class NotSuspended(Refused):
    message = _("Ce rythme n'est pas en pause : rien n'a été changé.")


class RaiseEndsBefore(Refused):
    message = _("Ce relèvement finirait avant de commencer : choisissez aujourd'hui ou un jour à venir, ou laissez vide.")


class NobodyToRaise(Refused):
    message = _("Personne ne répond à ce choix : aucun rythme n'a été relevé. Choisissez un autre groupe.")


class AlreadyBack(Refused):
    message = _("Les rythmes d'avant sont déjà remis depuis le %(day)s : rien n'a été changé.")


class TriedSince(Refused):
    message = _("%(who)s a essayé de la joindre entre-temps : %(outcome)s. Rien n'a été ajouté ; relisez sa ligne.")


class NoNumberThere(Refused):
    message = _("Un mauvais numéro ne se note que pour un appel, un SMS ou la messagerie : choisissez une autre réponse.")


class AlreadySearched(Refused):
    message = _("Une recherche est déjà en cours depuis le %(day)s : notez plutôt ce qui est fait.")


class SearchOver(Refused):
    message = _("Cette recherche est finie : %(news)s. Rien n'a été changé.")


class StepInTheFuture(Refused):
    message = _("Une démarche se note quand elle est faite : choisissez aujourd'hui ou un jour depuis le début de la recherche.")


class StepRefused(Refused):
    message = _("%(reason)s Rien n'a été noté.")


class NobodyToPrint(Refused):
    message = _("Aucun dossier ouvert ici : la liste vitale serait vide, rien n'est imprimé.")
