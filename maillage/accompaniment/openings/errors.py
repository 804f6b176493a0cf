"""What can go wrong with openings, in sentences."""

from django.utils.translation import gettext_lazy as _

from maillage.foundation.kernel.errors import Refused


class NameTaken(Refused):
    message = _("Ce nom est déjà pris ici : choisissez-en un autre.")


class ActivityKnown(Refused):
    message = _("Cette activité existe déjà à cet endroit : donnez-lui un autre nom, ou modifiez celle qui existe.")


class SiteNeeded(Refused):
    message = _("Vous dites qu'elle a besoin de son lieu : choisissez lequel.")


class PlaceElsewhere(Refused):
    message = _("Cette ville ou cette zone n'est pas dans votre département : choisissez-en une de la liste.")


class NoActivity(Refused):
    message = _("Cochez au moins une activité qui change.")


class CapacityNeeded(Refused):
    message = _("Au ralenti, dites combien de personnes à la fois : c'est ce que l'équipe regardera à la porte.")


class DaysNeeded(Refused):
    message = _("Sur rendez-vous, dites quels jours et à quelles heures la porte s'ouvre.")


class EndsBeforeItStarts(Refused):
    message = _("La fin tombe avant le début : corrigez l'une des deux dates.")


class BeforeTheActivity(Refused):
    message = _("%(activity)s n'existait pas encore ce jour-là : choisissez un jour à partir du %(day)s.")


class AlreadyBegun(Refused):
    message = _("Ce changement a commencé : il reste au dossier. Décidez-en un autre, qui le corrige.")


class AlreadyWithdrawn(Refused):
    message = _("Ce changement a été retiré : rien n'a été changé.")


class NothingTicked(Refused):
    message = _("Rien n'était coché : cochez ce qui doit être fait, ou laissez une ligne de côté.")


class NotByItself(Refused):
    message = _("Cette ligne ne se fait pas d'un clic : elle demande une parole, ou une décision.")


class AlreadyKnown(Refused):
    message = _("C'est déjà noté : rien n'a été changé.")


class LackIncomplete(Refused):
    message = _("Dites ce qui manque : le lieu, le partenaire, ou combien de l'équipe sont là pour quelle activité.")


class MoreAtOnceThanAll(Refused):
    message = _("Il ne peut pas y en avoir plus en même temps que sur toute la journée.")


class DayToCome(Refused):
    message = _("Ce jour n'est pas passé : notez les présences le jour même, ou après.")


class ListMoved(Refused):
    message = _("La liste a changé pendant votre lecture : relisez les nombres, puis appliquez.")


class NotAPartner(Refused):
    message = _("Ce partenaire n'est pas de votre département : choisissez-le dans la liste.")


class StillToDo(Refused):
    message = _("Il reste des lignes : faites-les, ou laissez-les de côté, puis le changement sera achevé.")
