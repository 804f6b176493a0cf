"""What this room tells, and to whom: never about whom."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maillage.foundation.notifications import topic

CLOSED_BY_ERRORS = topic(
    "own_access.closed",
    label=_("Accès personnel fermé après des erreurs"),
    subject=_("Un accès personnel a été fermé"),
    sentence=_("Dix mauvaises réponses ont fermé l'accès d'une personne que vous suivez. Demandez-lui, sans danger, si c'était elle."),
)
