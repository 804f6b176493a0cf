"""What can go wrong with a vote or a written exchange, in sentences."""

from django.utils.translation import gettext_lazy as _

from maillage.foundation.kernel.errors import Refused


class CountNotAsked(Refused):
    message = _(
        "Aucun vote compté n'est ouvert sur ce point : l'avis s'y constate par consensus. "
        "La présidence peut demander un décompte à tout moment."
    )


class CountAsked(Refused):
    message = _("Un vote compté est ouvert sur ce point : comptez les voix, ou notez que la présidence renonce au décompte.")


class SenseMissing(Refused):
    message = _("Dites le sens de la délibération : favorable ou défavorable.")


class NotWritten(Refused):
    message = _("Cette séance ne se tient pas par échange d'écrits.")


class VoteByWritingOnly(Refused):
    message = _("Dans un échange d'écrits, le vote s'ouvre pour toute la séance : voyez l'onglet « Écrits ».")


class PresenceInWriting(Refused):
    message = _(
        "Dans un échange d'écrits, personne n'est présent : un siège participe en écrivant ou en votant (ordonnance 2014-1329, art. 4). "
        "Notez sa contribution ou sa voix."
    )


class VoteNotOpen(Refused):
    message = _("Le vote n'est pas ouvert : la présidence clôt d'abord les échanges, puis ouvre le vote en disant sa durée.")


class VoteOver(Refused):
    message = _("Le vote s'est clos le %(until)s : plus aucune voix n'est reçue.")


class VoteOpenAlready(Refused):
    message = _("Le vote est déjà ouvert, jusqu'au %(until)s : la présidence peut le prolonger.")


class VoteDayUnfit(Refused):
    message = _("Le vote dure au moins un jour et se termine au plus tard le %(held_on)s : au-delà, prolongez d'abord la séance.")


class ExchangesOver(Refused):
    message = _("Les échanges sont clos : le vote se prépare ou se tient. Ce que vous vouliez écrire n'a pas été enregistré.")


class ExchangesRunning(Refused):
    message = _("Les échanges courent encore : la présidence les clôt, puis ouvre le vote.")


class NothingWritten(Refused):
    message = _("Écrivez votre contribution avant de l'envoyer.")


class ResultsTooSoon(Refused):
    message = _("Des points n'ont pas encore d'issue : les résultats s'envoient quand tous en ont une.")
