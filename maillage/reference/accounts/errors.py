"""What can go wrong with accounts, each with a sentence for people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maillage.foundation.kernel.errors import Denied, Refused


class CannotGrant(Denied):
    """Nobody gives a role beyond her own reach."""

    message = _("Vous ne pouvez pas confier ce rôle dans cette organisation. Demandez à la personne qui l'administre.")


class RoleUnfit(Refused):
    """The role does not exist in this kind of organisation, or lacks its territory."""

    message = _("Ce rôle n'existe pas dans ce type d'organisation. Choisissez un rôle de la liste.")


class RightUnfit(Refused):
    """Health and legal rights go with the roles that accompany people."""

    message = _("Ce droit ne s'ajoute pas à ce rôle. Il va avec les rôles qui accompagnent des personnes.")


class AlreadyHeld(Refused):
    """The same role is already held there."""

    message = _("Cette personne a déjà ce rôle ici. Rien n'a été ajouté.")


class DatesUnfit(Refused):
    """A mandate ends after it begins."""

    message = _("La fin du mandat doit venir après son début. Corrigez les dates.")


class MandateOver(Refused):
    """The mandate has ended already."""

    message = _("Ce mandat a déjà pris fin.")


class LastManager(Refused):
    """An organisation would be left without anybody to manage it."""

    message = _("Vous êtes la dernière personne responsable ici. Confiez d'abord ce rôle à quelqu'un d'autre.")


class NotOneself(Refused):
    """An act on one's own account that somebody else must do."""

    message = _("Vous ne pouvez pas faire cela pour vous-même. Demandez à une autre personne responsable.")


class InvitationOver(Refused):
    """Used, cancelled, too old, or unknown: the answer is the same."""

    message = _("Cette invitation n'est plus valable. Demandez-en une autre à la personne qui vous a invitée.")


class InvitationForSomebodyElse(Refused):
    """Signed in with another account than the one invited."""

    message = _("Cette invitation a été envoyée à une autre adresse que la vôtre. Déconnectez-vous, puis ouvrez-la de nouveau.")


class AddressUnfit(Refused):
    """E-mail addresses are written without accents here, so that two of them never look the same."""

    message = _("Cette adresse n'est pas lisible. Écrivez-la sans accent, par exemple prenom.nom@association.fr.")
