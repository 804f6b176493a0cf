"""What can go wrong with an application, in sentences: what happened, why, what to do."""

from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from maillage.core.phrase import Phrase
from maillage.foundation.kernel.errors import Refused
from maillage.foundation.ui import speech


class AlreadyRunning(Refused):
    message = _("Une demande de ce type est déjà en cours pour cette personne : ouvrez-la plutôt que d'en créer une autre.")


class PathwayRunning(Refused):
    message = _("Un parcours est déjà en cours pour cette personne : c'est un renouvellement qu'il faut demander.")


class NoPathway(Refused):
    message = _("Aucun parcours en cours n'est connu ici : un renouvellement prolonge un parcours. Commencez par une première demande.")


class StateRefused(Refused):
    """Carries the sentence of the workflow, in the language of the reader."""

    @classmethod
    def saying(cls, phrase: Phrase) -> "StateRefused":
        """The refusal of a rule."""
        return cls(lazystr(_Said(phrase)))


class _Said:
    """Says a phrase when it is read, not when it is refused."""

    def __init__(self, phrase: Phrase) -> None:
        self.phrase = phrase

    def __str__(self) -> str:
        return speech.say(self.phrase)


class PiecesMissing(Refused):
    message = _("La demande n'est pas prête : il reste %(count)s pièce(s) demandée(s) à toutes. Réunissez-les, ou notez « sans objet ».")


class IdentityMissing(Refused):
    message = _("L'identité civile n'est pas notée : la préfecture en a besoin pour instruire. Notez-la, puis déposez.")


class AccordMissing(Refused):
    message = _("Aucun accord en cours n'autorise ce dépôt : recueillez son accord, notez-le, puis déposez.")


class TooYoung(Refused):
    message = _(
        "La date de naissance notée est celle d'une mineure : la demande d'engagement ne lui est pas ouverte. "
        "Alertez la protection de l'enfance ; vérifiez la date si c'est une erreur."
    )


class TextMissing(Refused):
    message = _("Le projet et les engagements ne sont pas rédigés : la commission en a besoin. Rédigez-les, puis déposez.")


class NoSecretariat(Refused):
    message = _("Aucun secrétariat de commission n'est connu dans ce département : demandez à la délégation de s'inscrire.")


class UnknownAssociation(Refused):
    message = _("Cette association n'est pas connue dans le département : choisissez-la dans la liste.")


class DateInFuture(Refused):
    message = _("Cette date est à venir : notez le jour où l'acte a eu lieu.")


class DateBeforePrevious(Refused):
    message = _("Cette date précède l'étape d'avant, du %(previous)s : vérifiez les deux dates.")


class ReceivedBeforeAsked(Refused):
    message = _("La pièce ne peut pas être reçue avant d'avoir été demandée : vérifiez les deux dates.")


class NotYours(Refused):
    message = _("Cette étape est tenue par l'autre côté, qui utilise Maillage : elle s'enregistrera d'elle-même.")


class FileHere(Refused):
    message = _("Le secrétariat de ce département utilise Maillage : déposez la demande ici, elle lui arrivera aussitôt.")


class DecisionUnclear(Refused):
    message = _("Dites si la demande est accordée ou refusée : c'est ce que la décision dit.")


class CapReached(Refused):
    message = _("Le parcours a atteint sa durée maximale : aucune période ne peut s'ajouter. Vérifiez avec la préfecture.")


class PieceReplaced(Refused):
    message = _("Cette pièce est déjà partie avec la demande : elle ne peut plus changer. Adressez la nouvelle au secrétariat.")


class NothingToNote(Refused):
    message = _("Aucune date n'est donnée : notez au moins le jour de la demande, ou celui de la remise.")


class PermitIncomplete(Refused):
    message = _("Un titre remis porte une date de fin : notez le jour de la remise et le dernier jour de validité.")


class StartTooLate(Refused):
    message = _("Ce premier jour vient plus de %(months)s mois après la décision, du %(decided)s : vérifiez les deux dates.")


class EndBeforeStart(Refused):
    message = _("La fin précède le début : vérifiez les deux dates.")
