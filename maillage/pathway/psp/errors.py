"""What can go wrong with an application, in sentences: what happened, why, what to do."""

from django.utils.translation import gettext_lazy as _

from maillage.foundation.kernel.errors import Refused


class AlreadyRunning(Refused):
    message = _("Une demande de ce type est déjà en cours pour cette personne : ouvrez-la plutôt que d'en créer une autre.")


class StateRefused(Refused):
    """Carries the sentence of the workflow."""


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


class DateInFuture(Refused):
    message = _("Cette date est à venir : notez le jour où l'acte a eu lieu.")


class DateBeforePrevious(Refused):
    message = _("Cette date précède l'étape d'avant, du %(previous)s : vérifiez les deux dates.")


class NotYours(Refused):
    message = _("Cette étape est tenue par l'autre côté, qui utilise Maillage : elle s'enregistrera d'elle-même.")


class CapReached(Refused):
    message = _("Le parcours a atteint sa durée maximale : aucune période ne peut s'ajouter. Vérifiez avec la préfecture.")


class PieceReplaced(Refused):
    message = _("Cette pièce est déjà partie avec la demande : elle ne peut plus changer. Adressez la nouvelle au secrétariat.")
