"""What may be refused of a contact: never that it happened."""

from django.utils.translation import gettext_lazy as _

from maillage.foundation.kernel.errors import Refused


class ContactFromTheFuture(Refused):
    message = _("Un échange se note quand il a eu lieu : choisissez aujourd'hui ou un jour passé.")


class NextContactBefore(Refused):
    message = _("Le prochain contact vient avant celui-ci : choisissez un jour après le %(day)s.")


class LengthOutOfRange(Refused):
    message = _("La durée se compte en minutes, de 1 à %(most)s : corrigez-la, ou laissez-la vide.")


class AlreadyMistaken(Refused):
    message = _("Cet échange est déjà noté comme une erreur : rien n'a été changé.")


class ServiceCallOld(Refused):
    message = _("Un appel d'un jour passé ne se retire plus : il est déjà compté.")


class AskedFromTheFuture(Refused):
    message = _("Sa réponse se note quand elle l'a donnée : choisissez aujourd'hui ou un jour passé.")
