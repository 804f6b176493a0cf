"""What can go wrong after the opinion: the decision, its notification, the hearing before an end."""

from django.utils.translation import gettext_lazy as _

from maillage.foundation.kernel.errors import Refused


class SenseUnfit(Refused):
    message = _(
        "Cette décision ne répond pas à ce qui est demandé : un parcours s'accorde, se renouvelle ou se refuse, une fin se décide ou non."
    )


class HeardFirst(Refused):
    message = _(
        "Elle n'a pas demandé cette fin : informez-la d'abord de ce qui est reproché, et laissez-lui le temps de répondre "
        "(CRPA, art. L. 121-1 et L. 122-1). La décision se prépare après."
    )


class HearingKnown(Refused):
    message = _("La procédure contradictoire est déjà ouverte pour cette demande : complétez-la.")


class HearingNotNeeded(Refused):
    message = _("Seule une fin qu'elle ne demande pas appelle des observations avant la décision.")


class DelayTooShort(Refused):
    message = _("Laissez-lui au moins %(days)s jours pour répondre.")


class DelayRunning(Refused):
    message = _("Son délai pour répondre court jusqu'au %(until)s : « aucune observation » se note après ce jour.")


class NotToldYet(Refused):
    message = _("Elle n'a pas encore reçu ce courrier : notez d'abord le jour où elle l'a eu.")


class NotSigned(Refused):
    message = _("La décision signée n'est pas encore enregistrée : elle ne peut pas être remise.")


class NotifiedAlready(Refused):
    message = _("La notification de cette décision est déjà notée, avec sa preuve : elle ne change plus.")


class ProofUnsaid(Refused):
    message = _("Dites ce qui prouve le jour où elle l'a reçue, même « aucune preuve gardée ».")


class DayUnsaid(Refused):
    message = _("Dites le jour où elle l'a reçue.")


class WayTellsOnly(Refused):
    message = _("Par ce moyen on la prévient, on ne lui remet pas un papier : annoncez, puis notez la remise.")


class LetterNotOpen(Refused):
    message = _("Aucune lettre ne part de la préfecture pour cette décision : confiez la remise à l'association qui l'accompagne.")


class NobodyToEntrust(Refused):
    message = _(
        "Son dossier n'est pas suivi ici : voyez avec l'association comment la décision lui est remise, puis notez le jour et la preuve."
    )


class NotStarted(Refused):
    message = _("La remise n'a pas commencé : dites d'abord par quel moyen la décision lui est remise.")
