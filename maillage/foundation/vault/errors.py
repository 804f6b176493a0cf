"""What can go wrong with secrets, each with a sentence. None names a person, a key or a field."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maillage.foundation.kernel.errors import Refused


class SealBroken(Refused):
    """A sealed value does not authenticate: altered, or moved from another row, column or organisation."""

    message = _(
        "Cette information scellée ne peut pas être ouverte : elle ne correspond plus à ce qui a été enregistré. "
        "Rien n'est affiché. L'alerte est consignée au journal ; prévenez la personne qui exploite le serveur."
    )
    status = 422


class SealErased(Refused):
    """The key of the subject is gone: what it sealed is erased for ever, backups included."""

    message = _("Ces informations ont été effacées. Elles ne peuvent plus être lues par personne.")
    status = 422


class ReasonRefused(Refused):
    """No reason, or one that is not in the closed list."""

    message = _("Choisissez un motif dans la liste pour ouvrir cette partie du dossier.")
    status = 422


class VaultUnusable(Exception):
    """The keys of this installation cannot serve its database. The sentence says which file, never its content."""


class SealedFieldMisuse(TypeError):
    """A programmer asked a sealed field for what it cannot do: filter, sort, aggregate, update in bulk, serialise."""
