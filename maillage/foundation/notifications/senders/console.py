"""Nothing leaves: a line says that a message would have. The sender of the demonstration and of development."""

from __future__ import annotations

import sys

from django.utils.translation import gettext as _

from maillage.foundation.notifications.senders.base import Outbound, Receipt


class ConsoleSender:
    """Writes the length of the message on the standard error stream: no number, no word of it."""

    @property
    def label(self) -> str:
        """How it is named on screen."""
        return _("aucun : rien ne part d'ici, c'est un essai")

    def send(self, outbound: Outbound) -> Receipt:
        """Say it, and be done."""
        sys.stderr.write(f"maillage: a message of {len(outbound.text)} signs would have left.\n")
        return Receipt(final=True)
