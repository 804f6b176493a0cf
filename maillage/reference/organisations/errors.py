"""What can go wrong with organisations, each with a sentence for people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maillage.foundation.kernel.errors import Refused


class NameTaken(Refused):
    """Two organisations of one department never share a name."""

    message = _("Une organisation de ce département porte déjà ce nom. Précisez-le.")


class KindUnfit(Refused):
    """An institution says which seat it holds; the others hold none by themselves."""

    message = _("Une institution doit dire quel siège elle occupe, et elle seule.")


class NotAnAssociation(Refused):
    """Only an association is accredited."""

    message = _("Seule une association reçoit un agrément.")


class OrderIncomplete(Refused):
    """An accreditation by order has a number; a tacit one has none."""

    message = _("Un agrément accordé par arrêté porte le numéro de l'arrêté. Un agrément tacite n'en a pas.")


class DatesUnfit(Refused):
    """An end comes after its beginning."""

    message = _("La fin doit venir après le début. Corrigez les dates.")


class AccreditationKnown(Refused):
    """The same accreditation is already recorded."""

    message = _("Un agrément de ce jour est déjà enregistré pour ce département. Rien n'a été ajouté.")


class AlreadyWithdrawn(Refused):
    """It was withdrawn before."""

    message = _("Cet agrément a déjà été retiré.")


class StatusHeld(Refused):
    """The same status is already held at that time."""

    message = _("L'organisation a déjà ce statut à cette date.")
