"""What can go wrong with a situation or a protection, in sentences."""

from django.utils.translation import gettext_lazy as _

from maillage.foundation.kernel.errors import Refused


class DayToCome(Refused):
    message = _("« %(question)s » porte une date à venir : notez le jour où c'est arrivé.")


class DatesCrossed(Refused):
    message = _("La fin précède le début : vérifiez les deux dates.")


class NotAgreed(Refused):
    message = _("Ces questions n'existent que si elle est d'accord : cochez d'abord son accord, le jour où elle l'a donné.")


class AlreadyProtected(Refused):
    message = _("Un parcours de protection est déjà en cours pour elle : rien n'a été changé.")


class ProtectionEnded(Refused):
    message = _("Ce parcours de protection est refermé : notez un nouveau doute s'il le faut.")


class NotYetOfAge(Refused):
    message = _("D'après sa date de naissance, elle n'a pas encore 18 ans : le parcours de protection continue.")


class StillKept(Refused):
    message = _("Ce parcours de protection est gardé jusqu'au %(until)s : il pourra être effacé ensuite.")


class AnswerBeforeAct(Refused):
    message = _("La réponse ne peut pas venir avant l'acte : vérifiez les deux dates.")
