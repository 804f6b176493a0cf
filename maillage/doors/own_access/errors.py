"""What can go wrong with her own access, in sentences for people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maillage.foundation.kernel.errors import Refused


class PhoneIsHeld(Refused):
    """Somebody else controls the device."""

    message = _(
        "Quelqu'un d'autre contrôle son téléphone : un accès serait un danger. Gardez les échanges de vive voix, "
        "ou proposez-lui de lire avec vous, à l'association."
    )


class NoAccordForAccess(Refused):
    """Her accord is not noted, or is withdrawn."""

    message = _("Elle n'a pas encore donné son accord pour un accès : notez-le d'abord dans ses accords.")


class AlreadyOpen(Refused):
    """One access at a time."""

    message = _("Elle a déjà un accès ouvert : fermez-le avant d'en ouvrir un autre. Un code perdu ne se retrouve pas.")


class AnswerTooShort(Refused):
    """An answer that anybody would guess."""

    message = _("La réponse est trop courte : choisissez avec elle une réponse d'au moins quatre lettres, que personne d'autre ne devine.")


class LanguageNotServed(Refused):
    """No speaker has reviewed these texts, and the association has not accepted them."""

    message = _("Aucune locutrice n'a relu les textes de cette langue. Votre association peut les accepter, dans « Langues de son accès ».")


class NotAgreedToSee(Refused):
    """She did not agree to see this kind of thing."""

    message = _("Elle n'a pas demandé à voir ce genre de chose : n'affichez que ce qu'elle a choisi.")


class AccessClosed(Refused):
    """Nothing is published on a closed access."""

    message = _("Cet accès est fermé : rien ne peut plus y être montré.")


class TalkFromTheFuture(Refused):
    """A talk that has not been held."""

    message = _("L'entretien sur les risques ne peut pas être daté de demain : notez le jour où vous l'avez eu.")
