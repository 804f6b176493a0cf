"""What can go wrong in the field, in sentences."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.core.short_reference import Unfit
from maillage.foundation.kernel.errors import Refused


class DayToCome(Refused):
    message = _("Ce jour n'est pas encore passé : choisissez aujourd'hui ou un jour d'avant.")


class PlanOfYesterday(Refused):
    message = _("Une maraude se prévoit pour aujourd'hui ou plus tard. Pour une maraude passée, remplissez sa feuille.")


class ZoneElsewhere(Refused):
    message = _("Cette zone n'est pas dans votre département : choisissez-en une de la liste.")


class TeamUnknown(Refused):
    message = _("L'équipe ne compte que des collègues de votre association : retirez les autres. Les bénévoles sont un nombre.")


class NobodyWent(Refused):
    message = _("Une maraude compte au moins une personne dans l'équipe.")


class BeyondMeasure(Refused):
    message = _("Un de ces nombres est trop grand pour une nuit (%(most)s au plus) : vérifiez-le.")


class HoursMissing(Refused):
    message = _("Une heure de fin demande une heure de début.")


class AlreadyRecorded(Refused):
    message = _("La feuille de cette maraude est déjà remplie : corrigez-la sur sa page.")


class RoundCancelled(Refused):
    message = _("Cette maraude est annulée : notez-en une nouvelle si elle a eu lieu.")


class NotPlanned(Refused):
    message = _("Seule une maraude prévue s'annule : corrigez la feuille de celle-ci.")


class CodeUnknown(Refused):
    message = _("Un de ces choix n'est pas connu (%(code)s) : rechargez la page et recommencez.")


class FunnelWidens(Refused):
    message = _("%(more)s ne peut pas dépasser %(less)s : chaque étape compte une partie de la précédente.")


class DaysInverted(Refused):
    message = _("Le dernier jour vient avant le premier : vérifiez les deux.")


class NumberMissing(Refused):
    message = _("« Compté » demande un nombre et ce qu'il compte. Sans nombre, choisissez « rapporté » ou « intuition ».")


class NumberOfNothing(Refused):
    message = _("Un nombre ne va qu'avec « compté » ou « estimé », et avec ce qu'il compte.")


class ReferenceMissing(Refused):
    message = _("Dites en quelques mots lequel : le journal et sa date, le partenaire, le rapport.")


_UNFIT = {
    Unfit.LONG: _("La référence tient en une ligne courte : le journal et sa date, le partenaire, le rapport."),
    Unfit.LINK: _("Pas de lien ni d'adresse dans la référence : aucune annonce ne se garde ici. Donnez le nom et la date."),
    Unfit.ACCOUNT: _("Pas de compte ni de mot-dièse dans la référence : aucune annonce ne se garde ici. Donnez le nom et la date."),
    Unfit.NUMBER: _("Pas de numéro dans la référence : aucune annonce ne se garde ici. Donnez le nom et la date."),
    Unfit.PERSON: _("Pas de nom de personne dans la référence : la structure et la date suffisent."),
}


class ReferenceUnfit(Refused):
    """The words of a reference look like an advert or name somebody."""

    def __init__(self, why: Unfit, **facts: Any) -> None:
        super().__init__(_UNFIT[why], **facts)


class AlreadyExplained(Refused):
    message = _("Cette explication est déjà notée, avec cette source.")


class AlreadyWithdrawn(Refused):
    message = _("Cette observation est déjà retirée.")


class AlertEnded(Refused):
    message = _("Cette alerte est close : ouvrez-en une autre si un nouveau doute apparaît.")


class AnswerBeforeAct(Refused):
    message = _("La réponse ne peut pas précéder l'acte : vérifiez les deux jours.")


class FileNotHers(Refused):
    message = _("Aucun dossier ouvert de votre association ne porte cette référence : vérifiez-la, ou ouvrez d'abord son dossier.")


class StillKept(Refused):
    message = _("Cette alerte se garde jusqu'au %(until)s.")
