"""What can go wrong with a file, in sentences."""

from django.utils.translation import gettext_lazy as _

from maillage.foundation.kernel.errors import Refused


class PseudonymMissing(Refused):
    message = _("Il faut un pseudonyme pour retrouver ce dossier : choisissez-le avec elle, jamais son vrai prénom.")


class NotAColleague(Refused):
    message = _("Cette personne ne travaille pas aujourd'hui dans l'association : choisissez une collègue de la liste.")


class AlreadyKeyWorker(Refused):
    message = _("Cette collègue est déjà référente de ce dossier : rien n'a été changé.")


class NameMissing(Refused):
    message = _("Notez au moins un nom ou un prénom : sans l'un des deux, il n'y a pas d'identité à enregistrer.")


class BornInFuture(Refused):
    message = _("Cette date de naissance est à venir : vérifiez-la, ou laissez le champ vide si elle n'est pas connue.")


class AlreadyWithdrawn(Refused):
    message = _("Cet accord est déjà retiré : rien n'a été changé.")


class AccordFromTheFuture(Refused):
    message = _("Un accord ne peut pas porter une date à venir : notez le jour où elle l'a donné.")


class WrongRecipient(Refused):
    message = _("L'accord doit viser le secrétariat de la commission du département : choisissez-le dans la liste.")


class FileErased(Refused):
    message = _("Ce dossier a été effacé : plus rien ne peut y être noté.")


class FileMerged(Refused):
    message = _("Ce dossier a été réuni avec un autre : ouvrez-le pour voir lequel, et continuez là.")


class NotTheSameAssociation(Refused):
    message = _("Ces deux dossiers ne sont pas de la même association : ils ne peuvent pas être réunis.")


class SameFile(Refused):
    message = _("C'est deux fois le même dossier : choisissez-en un autre.")


class ChoiceMissing(Refused):
    message = _("Il reste une question sans réponse : dites, pour chaque différence, laquelle des deux garder.")


class AlreadyApart(Refused):
    message = _("Ces deux dossiers sont déjà séparés : rien n'a été changé.")


class LaterMergeFirst(Refused):
    message = _("Une autre réunion a été faite depuis sur ce dossier : séparez d'abord la plus récente.")


class ListNameMissing(Refused):
    message = _("Donnez un nom à cette liste : c'est lui que vous verrez sur votre page d'accueil.")


class ListWithoutFilter(Refused):
    message = _("Choisissez au moins un filtre : sans lui, cette liste serait celle de tous les dossiers.")


class ContactRefused(Refused):
    message = _("Rien n'est parti. %(reason)s")


class PreferredNotSafe(Refused):
    message = _("Le canal préféré doit être un canal permis : mettez-le à « oui », ou choisissez-en un autre.")


class AccordExpired(Refused):
    message = _("La fin de cet accord précède le jour où elle l'a donné : vérifiez les deux dates.")


class ProofMissing(Refused):
    message = _("Un papier numérisé prouve un accord signé : choisissez « signé », ou retirez le fichier.")


class DangerUnsaid(Refused):
    message = _("Dites en quelques mots ce qui met sa vie en danger : la deuxième personne qui lira doit pouvoir en juger.")


class NeverWithoutHer(Refused):
    message = _("Cela ne se fait jamais sans son accord, même en cas de danger : recueillez-le.")


class TooManyDays(Refused):
    message = _("Un danger vital se compte en jours : de 1 à 15. Au-delà, demandez-lui son accord.")


class OverrideAsked(Refused):
    message = _("Une demande pareille attend déjà une deuxième lecture : rien n'a été changé.")


class OverrideDecided(Refused):
    message = _("Cette demande est déjà lue : rien n'a été changé.")


class SecondReaderIsAnother(Refused):
    message = _("La deuxième lecture revient à une autre personne de l'association : demandez à une collègue.")


class NotConfirmed(Refused):
    message = _("Rien n'a été transmis sans son accord : il n'y a rien à lui dire.")


class ToldTooEarly(Refused):
    message = _("Ce jour n'est pas possible : elle ne peut pas l'avoir appris avant que ce soit fait, ni à une date à venir.")


class MandateDates(Refused):
    message = _("Un mandat commence au plus tôt le jour où on le lui a expliqué, et finit après avoir commencé : vérifiez les dates.")


class MandateTooLong(Refused):
    message = _("Un mandat dure un an au plus : notez une fin plus proche, vous pourrez lui en demander un autre.")


class NothingGiven(Refused):
    message = _("Choisissez au moins une démarche : un mandat ne vaut que pour ce qu'il nomme.")


class NotToldEnough(Refused):
    message = _(
        "Avant de donner un mandat, elle doit savoir ce que nous ferons et qu'elle peut y mettre fin : cochez ce qui lui a été dit."
    )


class MandateOver(Refused):
    message = _("Ce mandat n'est pas en cours ce jour-là : rien ne peut être fait en son nom. Demandez-lui-en un autre.")


class OutsideMandate(Refused):
    message = _("Ce mandat ne couvre pas cette démarche : elle ne l'a pas confiée.")


class KeepTheOpenOne(Refused):
    message = _("L'un des deux dossiers est clos : gardez celui qui est ouvert, l'autre y sera réuni.")


class UndoBlocked(Refused):
    message = _(
        "Depuis la réunion, une ligne a été réécrite sur le dossier réuni (%(what)s) : elle empêche de remettre l'ancienne à sa place."
    )


class OfferToOneself(Refused):
    message = _("Vous n'avez pas à vous le proposer : prenez ce suivi directement.")


class AlreadyOffered(Refused):
    message = _("Ce suivi lui est déjà proposé : attendez sa réponse, ou retirez la proposition.")


class AlreadyAnswered(Refused):
    message = _("Cette proposition n'attend plus de réponse : rien n'a été changé.")


class OfferTooLate(Refused):
    message = _("Les dates de ce remplacement sont passées : demandez une nouvelle proposition.")


class WrongDates(Refused):
    message = _("Ces dates ne vont pas : le suivi commence aujourd'hui ou plus tard, et le retour vient après le départ.")


class NoAccordToShare(Refused):
    message = _("Elle n'a pas donné son accord pour partager son suivi avec cette association : notez-le d'abord avec elle.")


class LeadStaysInside(Refused):
    message = _("La référente est toujours de l'association du dossier : choisissez un autre rôle pour une collègue d'ailleurs.")


class FileClosed(Refused):
    message = _("Ce dossier est fermé : rouvrez-le d'abord.")


class FileOpen(Refused):
    message = _("Ce dossier est ouvert : rien n'a été changé.")


class ClosingBlocked(Refused):
    message = _("Ce dossier ne peut pas être fermé maintenant : %(why)s")


class WrongReference(Refused):
    message = _("La référence recopiée n'est pas celle de ce dossier : relisez-la, rien n'a été effacé.")
