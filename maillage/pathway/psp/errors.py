"""What can go wrong with an application, in sentences: what happened, why, what to do."""

from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from maillage.core.phrase import Phrase
from maillage.foundation.kernel.errors import Refused
from maillage.foundation.ui import speech


class AlreadyRunning(Refused):
    message = _("Une demande de ce type est déjà en cours pour cette personne : ouvrez-la plutôt que d'en créer une autre.")


class EndProposedAlready(Refused):
    message = _("La fin de ce parcours est déjà proposée, et pas encore décidée : ouvrez cette demande plutôt que d'en faire une autre.")


class EndWordsMissing(Refused):
    message = _("Dites en quelques phrases pourquoi le parcours devrait s'arrêter : la commission ne peut pas donner d'avis sans cela.")


class NotToldOfEnd(Refused):
    message = _("Elle ne le sait pas encore : dites-le-lui d'abord, notez le jour, puis proposez la fin.")


class PathwayRunning(Refused):
    message = _("Un parcours est déjà en cours pour cette personne : c'est un renouvellement qu'il faut demander.")


class NoPathway(Refused):
    message = _("Aucun parcours en cours n'est connu ici : un renouvellement prolonge un parcours. Commencez par une première demande.")


class CarriedAway(Refused):
    message = _("Cette demande est partie dans un paquet : attendez son accusé de réception, ou retirez-la avec une lettre au secrétariat.")


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


class MinorProtected(Refused):
    """Carries the sentence of the guard: whom to ask, no more."""


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


class ExposureMissing(Refused):
    message = _("Ce que le dépôt lui fait courir n'a pas encore été discuté avec elle : parlez-en, notez l'échange, puis déposez.")


class ExposureSaysWait(Refused):
    message = _(
        "Le dernier échange sur les risques ne se termine pas par un dépôt : elle veut vérifier, attendre ou renoncer. "
        "Reparlez-en avec elle avant de déposer."
    )


class FieldsNotAgreed(Refused):
    message = _("Elle n'a pas encore dit oui à ce qui doit partir : %(fields)s. Relisez le formulaire avec elle, puis déposez.")


class NotInTheForm(Refused):
    message = _("Ce formulaire ne change plus : la demande est partie. Ce qui est à corriger s'adresse au secrétariat.")


class NothingToSign(Refused):
    message = _("Rien n'est encore à signer : écrivez avec elle au moins une action et les engagements.")


class SignatureMissing(Refused):
    message = _("Aucune signature n'est datée : notez au moins le jour de l'une des deux.")


class ConsultedAlready(Refused):
    message = _("Ce service est déjà consulté pour cette demande : notez sa réponse plutôt que de lui écrire deux fois.")


class NotConsultable(Refused):
    message = _("Une consultation se fait après le dépôt et avant la décision : cette demande n'en est pas là.")


class NothingSent(Refused):
    message = _("Dites quelles données d'identité sont parties : une consultation sans identité n'en est pas une.")


class AnsweredBeforeAsked(Refused):
    message = _("La réponse précède la consultation : vérifiez les deux dates.")


class ExpectedBeforeAsked(Refused):
    message = _("Ce jour précède celui où la pièce a été demandée : vérifiez les deux dates.")


class RefusalUnsaid(Refused):
    message = _("Dites pourquoi la pièce a été refusée : choisissez dans la liste.")


class NotAwaited(Refused):
    message = _("Cette pièce n'est pas attendue : notez d'abord le jour où elle a été demandée.")


class ReasonMissing(Refused):
    message = _("Dites pourquoi : les associations du département liront cette raison.")


class PieceUnknown(Refused):
    message = _("Cette pièce n'est pas dans la liste nationale : ajoutez-la avec son nom, et qui la donne.")


class HoldUnsaid(Refused):
    message = _("Choisissez la pièce qui manque : c'est à qui doit la donner que l'attente sera comptée.")


class ReviewInPast(Refused):
    message = _("Le jour où en reparler est déjà passé : choisissez un jour à venir.")


class CorrectionOpen(Refused):
    message = _("Une correction est déjà en cours sur ce point : attendez la réponse, ou redemandez-la.")


class CorrectionClosed(Refused):
    message = _("Cette correction a déjà sa suite : ouvrez la demande pour voir où elle en est.")


class CorrectionUnknown(Refused):
    message = _("Choisissez dans la liste la pièce ou la ligne à corriger.")


class CorrectionWords(Refused):
    message = _("Dites en quelques mots ce qui ne va pas, ou ce qui change : l'autre côté ne peut pas le deviner.")


class NothingNew(Refused):
    message = _("La réponse n'apporte rien : joignez la nouvelle pièce, corrigez la ligne dans son dossier, ou expliquez en quelques mots.")


class DeadlinePast(Refused):
    message = _("Le délai laissé pour répondre doit être un jour à venir.")


class TransferElsewhere(Refused):
    message = _("Choisissez une autre association que la vôtre.")


class TransferRunning(Refused):
    message = _("Un passage de relais est déjà proposé pour cette personne : attendez la réponse, ou annulez-le.")


class TransferClosed(Refused):
    message = _("Ce passage de relais a déjà sa suite : rien n'a été changé.")


class TransferAccordMissing(Refused):
    message = _("Elle n'a pas donné son accord pour que son suivi passe à cette association : recueillez-le, puis proposez.")


class TransferNotAccredited(Refused):
    message = _("Cette association n'a pas d'agrément en cours dans son département : elle ne peut pas reprendre un parcours.")


class TransferCut(Refused):
    message = _("Son accord, ou son dossier, n'est plus là : rien n'est passé. Demandez à l'association qui proposait.")


class NothingToMove(Refused):
    message = _("Il n'y a ni demande ni parcours en cours à transférer : le dossier suffit, passez le relais depuis sa page.")


class DaysContradict(Refused):
    """Carries the sentence of the rule that the days break, in the language of the reader."""

    @classmethod
    def saying(cls, phrase: Phrase) -> "DaysContradict":
        """The refusal of a rule."""
        return cls(lazystr(_Said(phrase)))


class RefusalWithoutReason(Refused):
    message = _("Dites le motif que donne la lettre ; s'il n'y en a pas, choisissez « motif non dit ».")


class OutcomeUnsaid(Refused):
    message = _("Dites comment le parcours s'est terminé : choisissez dans la liste.")


class PathwayOver(Refused):
    message = _("Ce parcours est terminé depuis le %(ended)s : rien de nouveau ne s'y note.")


class NotDecidedYet(Refused):
    message = _("L'aide n'est pas encore décidée : notez la décision et ses dates, puis la suite.")


class NoFileHere(Refused):
    message = _("Son dossier n'est pas ici : ce numéro ne peut pas être gardé scellé. Notez-le dans le dossier de l'association.")


class MonthNotDue(Refused):
    message = _("Ce mois n'est pas encore dû, ou il est hors de la période de l'aide : choisissez un mois écoulé.")


class SettledTooSoon(Refused):
    message = _("Le versement d'un mois ne vient pas avant ce mois : vérifiez la date.")


class ReviewOutsideTerm(Refused):
    message = _("Le bilan se tient après le début de la période, le %(starts)s : vérifiez la date.")


class ReviewEmpty(Refused):
    message = _("Le bilan ne dit encore rien : écrivez quelques mots, ou dites ce qui a été fait dans un domaine.")


class PackageUnreadable(Refused):
    message = _("Ce fichier n'est pas un paquet que cette version sait lire : demandez-le de nouveau à qui l'a fait.")


class PackageTampered(Refused):
    message = _("Ce paquet a été modifié en route : sa signature ne tient pas. Ne l'utilisez pas ; demandez-en un autre.")


class PackageForAnother(Refused):
    message = _("Ce paquet est fermé pour une autre maison : elle seule peut l'ouvrir. Rendez-le à qui vous l'a donné.")


class UnknownSigner(Refused):
    message = _("La maison qui a signé ce paquet n'est pas connue ici : ajoutez d'abord sa carte, et vérifiez son empreinte de vive voix.")


class SignerNotChecked(Refused):
    message = _("L'empreinte de cette maison n'a pas encore été vérifiée de vive voix : appelez-la, comparez, puis recommencez.")


class PackageReceivedAlready(Refused):
    message = _("Ce paquet est déjà arrivé ici le %(made_on)s : rien n'est enregistré deux fois.")


class ApplicationReceivedAlready(Refused):
    message = _("Cette demande est déjà enregistrée ici : un complément passe par une correction, pas par un second paquet.")


class PackageTooBig(Refused):
    message = _("Le paquet dépasse %(limit)s Mo avec ses pièces : réduisez les images, ou envoyez les plus lourdes sur papier.")


class CardUnreadable(Refused):
    message = _("Ce fichier n'est pas la carte d'une maison : demandez celle qui finit par « .maillage-carte ».")


class CardKnown(Refused):
    message = _("Cette carte est déjà connue ici : il reste peut-être à en vérifier l'empreinte.")


class OwnCard(Refused):
    message = _("C'est la carte de votre propre maison : ajoutez celle de l'autre.")


class WrongHouse(Refused):
    message = _("Choisissez pour quelle organisation cette maison parle, dans la liste.")


class AnswerUnknown(Refused):
    message = _("Cette réponse ne correspond à aucune demande emportée vers cette maison : vérifiez auprès du secrétariat.")


class AnswerOld(Refused):
    message = _("Une réponse plus récente est déjà enregistrée pour cette demande : celle-ci n'apporte rien.")


class ChangedMeanwhile(Refused):
    message = _("La demande a changé pendant que le paquet se fermait : relisez-la, puis recommencez.")


class NothingToAnswer(Refused):
    message = _("Cette demande n'est pas arrivée par un paquet : l'association a sa réponse ici, ou sur papier.")


class SecretariatHere(Refused):
    message = _("Le secrétariat de ce département utilise cette même maison : déposez la demande ici, elle lui arrivera aussitôt.")


class NothingToTakeOver(Refused):
    message = _("Il manque la décision d'entrée : un parcours se reprend à partir du jour où le préfet l'a autorisé.")


class TermOver(Refused):
    message = _(
        "La dernière période s'est terminée le %(last)s : rien ne court plus. Vérifiez les dates, ou ajoutez le renouvellement qui a suivi."
    )


class BeforeTheLaw(Refused):
    message = _("Aucun parcours n'a pu être décidé avant le %(first)s, jour où le décret l'a ouvert : vérifiez la date.")


class TwoRequestsRunning(Refused):
    message = _("Chacun des deux dossiers a une demande en cours (%(kind)s) : terminez ou retirez l'une des deux avant de les réunir.")


class TwoPathwaysRunning(Refused):
    message = _("Chacun des deux dossiers a un parcours en cours : notez d'abord la fin de l'un des deux.")
