"""What can be refused about messages, in sentences."""

from django.utils.translation import gettext_lazy as _

from maillage.foundation.kernel.errors import Refused


class MessagesHeld(Refused):
    message = _("Ses messages sont retenus depuis le %(since)s : rien n'est parti. Levez la retenue si elle le veut bien.")


class AlreadyHeld(Refused):
    message = _("Les messages pour cette personne sont déjà retenus : rien n'a été changé.")


class NotHeld(Refused):
    message = _("Aucune retenue n'est en cours : rien n'a été changé.")


class NothingToWriteTo(Refused):
    message = _("Ses consignes de contact ne donnent rien pour cette voie (%(way)s) : complétez-les avec elle avant d'écrire.")


class AliasBetrays(Refused):
    message = _("L'alias « %(alias)s » la trahirait : %(why)s. Choisissez-en un autre avec elle, dans ses consignes de contact.")


class HourMissing(Refused):
    message = _("Ce message dit un jour et une heure : donnez-les tous les deux.")


class DayPast(Refused):
    message = _("Ce message annonce un jour passé (%(day)s) : corrigez le jour.")


class NotInVainAgain(Refused):
    message = _("%(why)s")


class NeverOpens(Refused):
    message = _("Sa consigne ne permet jamais de lui écrire par cette voie : %(why)s")


class AlreadyLeft(Refused):
    message = _("Ce message n'attend plus : il est noté « %(state)s ». Rien n'a été changé.")


class NothingToHandle(Refused):
    message = _("Ce message ne demande plus rien : il est noté « %(state)s ». Rien n'a été changé.")


class NotSentYet(Refused):
    message = _("Ce message n'est pas encore parti : il n'a pas pu se perdre. Annulez-le s'il ne doit pas partir.")
