"""The alerts about minors met outside, for those who protect them."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.outreach.models import MinorAlert
from maillage.accompaniment.outreach.selectors import running_alerts
from maillage.doors.portal.links import Page, link
from maillage.doors.portal.piles.registry import Pile, register
from maillage.doors.portal.values import Asked, Chip, Found, Line
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Scope


def alerts(asked: Asked) -> Found:
    """Alerts that run, those where nothing was done first."""
    return Found(running_alerts(asked.actor, today=asked.today), _lines)


def _lines(found: Sequence[MinorAlert]) -> list[Line]:
    return [
        Line(
            title=_("Rencontrée %(where)s") % {"where": alert.get_where_display()},
            url=link(Page.ALERT, alert.pk),
            detail=alert.zone.name if alert.zone is not None else "",
            chips=(_chip(alert),),
            day=alert.noted_on,
        )
        for alert in found
    ]


def _chip(alert: MinorAlert) -> Chip:
    if alert.done:  # type: ignore[attr-defined]
        return Chip(_("des actes sont notés"), "good", "check")
    return Chip(_("rien de noté : commencez par la mise à l'abri"), "alert", "shield-alert")


ALERTS = register(
    Pile(
        code="alertes-mineures",
        title=_("Mineures rencontrées dehors"),
        lead=_("Un doute a suffi pour le dire. Aucun nom ; ce qui est fait, ce qui attend."),
        empty=_("Aucune alerte en cours"),
        teaches=_("La feuille d'une maraude a un bouton pour donner l'alerte : elle arrive ici."),
        permission=Permission.MINOR_OPEN,
        find=alerts,
        scope=Scope.ORGANISATION,
    )
)
