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


class SignedBeforeHeard(Refused):
    message = _(
        "La procédure contradictoire s'est achevée le %(day)s : une fin se signe ce jour-là ou après, jamais avant de l'avoir entendue "
        "(CRPA, art. L. 121-1). Vérifiez le jour de la signature ; s'il est juste, l'arrêté est à reprendre."
    )


class ObservationsKept(Refused):
    message = _(
        "La fin de cette procédure est déjà notée, le %(day)s : un silence noté ensuite n'y change rien. Si elle a dit autre chose "
        "depuis, notez ses mots."
    )


class DecidedMeanwhile(Refused):
    message = _(
        "La décision est déjà signée : ce qu'elle dit maintenant ne peut plus y entrer. Dites-lui qu'elle peut le faire valoir par un "
        "recours, et transmettez son courrier à qui a signé."
    )


class ToldAlready(Refused):
    message = _(
        "Le jour où elle a eu ce courrier est déjà noté, le %(day)s, et son délai court depuis : il ne change plus. Si c'est une erreur, "
        "gardez la preuve avec le dossier et laissez-lui le délai le plus long."
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


class ReceivedBeforeLeaving(Refused):
    message = _("Cette remise a commencé le %(day)s : elle ne peut pas avoir reçu la décision avant. Vérifiez le jour.")


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


class MinutesSigned(Refused):
    message = _(
        "Le procès-verbal signé est déjà gardé, signé le %(day)s : rien n'a été ajouté ni remplacé. Ouvrez-le, et comparez avec votre "
        "papier."
    )
