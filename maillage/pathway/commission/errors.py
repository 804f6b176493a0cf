"""What can go wrong with a session, in sentences: what happened, why, what to do."""

from django.utils.translation import gettext_lazy as _

from maillage.foundation.kernel.errors import Refused


class RuleRefused(Refused):
    """Carries the sentence of a rule of the law, with its article where it has one."""


class StateRefused(Refused):
    """Carries the sentence of the workflow."""


class AlreadySetUp(Refused):
    message = _("La commission de ce département est déjà inscrite : complétez ses sièges plutôt que d'en créer une autre.")


class NoCommission(Refused):
    message = _("La commission de ce département n'est pas encore inscrite : le secrétariat l'inscrit, avec ses sièges.")


class FilingTimeUnfit(Refused):
    message = _("Ce nombre de jours n'est pas vraisemblable : la date limite de dépôt se compte en jours, 90 au plus, avant la séance.")


class SeatTaken(Refused):
    message = _("Ce siège a déjà une personne titulaire à cette date : notez d'abord son départ.")


class SeatKnown(Refused):
    message = _("Un siège en place porte déjà cet intitulé : choisissez-en un autre.")


class NoDeputy(Refused):
    message = _("Ce siège ne permet pas de suppléance (CRPA, art. R. 133-3) : un mandat à un autre membre reste possible.")


class WrongDates(Refused):
    message = _("Ces dates ne vont pas ensemble : vérifiez l'ouverture, la séance et la date limite de lecture.")


class DayUnfit(Refused):
    message = _("Ce jour n'est pas vraisemblable : vérifiez l'année.")


class NoRuleThatDay(Refused):
    message = _("Aucune règle n'est connue pour ce jour-là : vérifiez la date, les commissions n'existent que depuis octobre 2016.")


class DateInFuture(Refused):
    message = _("Cette date est à venir : notez le jour où l'acte a eu lieu.")


class DateInPast(Refused):
    message = _("Cette séance serait passée : pour enregistrer une séance déjà tenue, cochez « d'après les papiers ».")


class NotThatDay(Refused):
    message = _("Cette séance est prévue le %(held_on)s : elle s'ouvre ce jour-là. Si elle s'est tenue, notez sa date.")


class NotThisTerritory(Refused):
    message = _("Cette demande relève d'un autre département : choisissez une séance du sien.")


class NotOnThisKind(Refused):
    message = _("Cette séance n'examine pas de parcours individuels : choisissez-en une autre.")


class AgendaClosed(Refused):
    message = _("L'ordre du jour est parti avec la convocation : il ne change plus. Choisissez une autre séance.")


class AgendaEmpty(Refused):
    message = _("L'ordre du jour est vide : inscrivez au moins une demande avant de convoquer.")


class NobodyToConvene(Refused):
    message = _("Aucun siège n'a de titulaire : notez qui siège, puis convoquez.")


class Changed(Refused):
    message = _("La séance a changé pendant la préparation des courriers : rien n'est parti. Relisez l'ordre du jour, puis recommencez.")
    status = 409


class NotOpen(Refused):
    message = _("La séance n'est pas ouverte : rien ne peut être noté. Parlez-en au secrétariat.")


class ItemClosed(Refused):
    message = _("Ce point est clos : son issue est enregistrée et ne change plus.")


class SeatNotSitting(Refused):
    message = _("Ce siège ne compose pas cette séance : choisissez un siège de la liste.")


class NotYourSeat(Refused):
    message = _("Ce siège n'est pas le vôtre : vous donnez un avis par votre siège, ou par celui qui vous a donné mandat.")


class Recused(Refused):
    message = _("Ce siège est déporté sur ce point : il ne prend pas part à la délibération (CRPA, art. R. 133-12).")


class NoRightToVote(Refused):
    message = _("Ce siège n'est ni présent ni représenté : notez d'abord sa présence.")


class VotedAlready(Refused):
    message = _("Ce siège a donné son avis par son propre compte : lui seul peut le changer. Rien n'a été noté.")


class OpinionsChanged(Refused):
    message = _("Des avis ont été notés entre-temps : rien n'a été enregistré. Relisez la feuille, puis recommencez.")
    status = 409


class WindowRunning(Refused):
    message = _(
        "L'échange d'écrits court jusqu'au %(held_on)s inclus et tous les sièges n'ont pas répondu : "
        "ce point se clôt le lendemain, ou dès que tous ont répondu (ordonnance 2014-1329, art. 3)."
    )


class WindowClosed(Refused):
    """Carries the sentence of the written window."""


class NoProxyInWriting(Refused):
    message = _("Dans un échange d'écrits, chaque membre participe lui-même : aucun mandat n'est nécessaire.")


class SeatVacant(Refused):
    message = _("Ce siège est vacant : personne n'y siège ce jour-là. Notez d'abord qui l'occupe.")


class HourMissing(Refused):
    message = _("Un point est déjà clos : dites l'heure de ce changement, pour que le quorum compté reste vrai.")


class HourUnfit(Refused):
    message = _("Cette heure ne suit pas ce qui est déjà noté : vérifiez l'heure d'arrivée ou de départ.")


class HourUnknown(Refused):
    message = _("Cette séance s'est tenue un autre jour : dites l'heure de ce changement, celle de maintenant n'en est pas une.")


class PresencesChanged(Refused):
    message = _("Des présences ont changé entre-temps : %(seats)s. Rien n'a été noté : regardez la feuille à jour, puis recommencez.")
    status = 409


class HeardOtherwise(Refused):
    message = _(
        "L'avis de cette audition est déjà noté, et il est différent : rien n'a été changé. Relisez-le, puis complétez-le au procès-verbal."
    )


class StillHeard(Refused):
    message = _("Une personne entendue sur ce point est encore là : notez l'heure de son départ, puis délibérez (CRPA, art. R. 133-6).")


class NotHerWish(Refused):
    message = _("La personne concernée n'est entendue qu'à sa demande : notez le jour où elle l'a dite, et comment elle sera comprise.")


class NameMissing(Refused):
    message = _("Dites qui est entendu, et sa qualité : le procès-verbal le nomme (CRPA, art. R. 133-6 et R. 133-13).")


class HeardAlready(Refused):
    message = _("Cette audition est déjà notée sur ce point, avec son heure d'entrée : notez la sortie, puis complétez au procès-verbal.")


class QuorumKept(Refused):
    message = _("Le quorum est réuni : ce qui reste peut être examiné. Donnez à chaque point son issue, ou une autre cause que le quorum.")


class ChannelUnfit(Refused):
    message = _("Cette façon de participer ne va pas avec le mode de la séance.")


class NoQuorum(Refused):
    """Carries the figures of the quorum in words."""


class ItemsLeft(Refused):
    message = _("Il reste %(count)s point(s) sans issue : notez pour chacun « examinée », « non examinée » ou « ajournée », puis closez.")


class NextDateUnclear(Refused):
    message = _("Donnez la date de la prochaine séance, ou dites qu'elle n'est pas connue : l'un ou l'autre.")


class NextDateTooSoon(Refused):
    message = _("La prochaine séance suit celle-ci : vérifiez la date.")


class WordsMissing(Refused):
    message = _("Dites en quelques mots ce qui est demandé : l'ajournement n'aide personne sans cela.")


class NotClosed(Refused):
    message = _("La séance n'est pas close : le procès-verbal s'établit après la clôture.")


class MinutesMissing(Refused):
    message = _("Le procès-verbal n'est pas encore établi : établissez-le, relisez-le, puis approuvez-le.")


class NotExamined(Refused):
    message = _("La commission n'a pas encore rendu d'avis sur cette demande : la décision se prépare après.")


class MotivesMissing(Refused):
    message = _(
        "Un refus se motive en droit et en fait (CRPA, art. L. 211-2 et L. 211-5) : choisissez au moins un motif et écrivez-le en mots."
    )


class MotiveUnknown(Refused):
    message = _("Ce motif n'est pas dans la liste en vigueur pour cette sorte de demande.")


class MotiveFragile(Refused):
    message = _(
        "%(why)s Le Conseil d'État (19 novembre 2021, n° 440802) a écarté ce raisonnement : relisez, puis confirmez si vous le maintenez."
    )


class AlreadySigned(Refused):
    message = _("La décision signée est déjà enregistrée : elle ne change plus. Un nouvel arrêté demande une nouvelle décision.")


class StartUnfit(Refused):
    message = _("Le parcours commence le jour de la signature, ou dans les six mois qui la suivent : vérifiez la date.")


class NumberTaken(Refused):
    message = _("Ce numéro d'arrêté est déjà enregistré dans ce département : vérifiez-le.")


class SignatureMissing(Refused):
    message = _("Il manque le numéro de l'arrêté, ou le nom et la qualité de la personne qui a signé (CRPA, art. L. 212-1).")


class SeatHeld(Refused):
    message = _("Quelqu'un tient encore ce siège à cette date : notez d'abord son départ.")


class RuleKnown(Refused):
    message = _("Une règle en vigueur dit déjà quelque chose de cette forme pour ces demandes : notez d'abord sa fin.")


class InterestUnclear(Refused):
    message = _("Choisissez une organisation de la liste, ou nommez-en une autre : l'une ou l'autre, une seule fois.")


class NotYourCheck(Refused):
    message = _("La formation est notée par le secrétariat : demandez-le-lui.")


class NotAChair(Refused):
    message = _("Ce siège n'est pas celui d'une présidence à cette date : choisissez-en un autre.")


class PresidingFixed(Refused):
    message = _("Un point a déjà été examiné, ou la séance est terminée : qui préside ne change plus.")


class MinutesApproved(Refused):
    message = _("Le procès-verbal est approuvé : il ne change plus.")


class NotInReview(Refused):
    message = _("La relecture est terminée : écrivez au secrétariat, qui peut la prolonger tant que le procès-verbal n'est pas approuvé.")


class ReviewTooShort(Refused):
    message = _("Ce jour est passé : donnez aux membres le temps de relire.")


class TextChanged(Refused):
    message = _("Ce passage a changé entre-temps : rien n'a été enregistré. Relisez-le, puis reprenez la correction à la main.")
    status = 409


class CorrectionEmpty(Refused):
    message = _("Le texte est le même : changez au moins un mot, ou revenez en arrière.")


class BlockTooLong(Refused):
    message = _("Ce passage dépasse %(count)s caractères : abrégez-le.")


class CorrectionAnswered(Refused):
    message = _("Cette correction a déjà reçu sa réponse : elle ne change plus.")


class CorrectionsWaiting(Refused):
    message = _("Il reste %(count)s correction(s) sans réponse : acceptez ou écartez chacune, puis approuvez.")


class ReasonMissing(Refused):
    message = _("Dites en quelques mots pourquoi vous l'écartez : qui l'a proposée le lira.")


class MinutesNotApproved(Refused):
    message = _("Le procès-verbal n'est pas approuvé : notez d'abord son approbation.")


class ScanMissing(Refused):
    message = _("Joignez le procès-verbal signé, numérisé.")


class MinutesNotSigned(Refused):
    message = _("Le procès-verbal n'est pas signé : joignez d'abord le papier signé.")


class RecipientsMissing(Refused):
    message = _("Tous les membres reçoivent le procès-verbal, et l'autorité qui décide : dites le moyen pour chacun.")


class DaysOutOfOrder(Refused):
    message = _("Ces jours ne se suivent pas : vérifiez la date.")


class SessionNotOver(Refused):
    message = _("La séance n'est pas terminée : ses archives commencent à la clôture.")


class KeptLonger(Refused):
    message = _("La durée de conservation n'est pas terminée : rien ne peut être éliminé, ni demandé.")


class VisaMissing(Refused):
    message = _("Rien n'est éliminé sans le visa des archives (code du patrimoine, art. R. 212-14) : enregistrez-le d'abord.")


class VisaIncomplete(Refused):
    message = _("Il manque la référence du visa, le nom de la personne qui l'a donné, ou sa qualité.")


class VisaAnswered(Refused):
    message = _("Les archives ont déjà répondu : la réponse est enregistrée et ne change plus.")


class AlreadyEliminated(Refused):
    message = _("C'est déjà éliminé : il n'en reste que les dates et les nombres.")
