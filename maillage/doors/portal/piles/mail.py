"""The list of letters kept for too long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.kept_mail.models import KeptMail
from maillage.accompaniment.kept_mail.selectors import Which, mail_visible_to
from maillage.doors.portal.links import Page, link
from maillage.doors.portal.piles.applications import kept
from maillage.doors.portal.piles.registry import Pile, register
from maillage.doors.portal.values import Asked, Chip, Found, Line
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Scope
from maillage.foundation.ui.speech import say


def unclaimed(asked: Asked) -> Found:
    """Letters whose patience is over, the urgent first."""
    rows = kept(mail_visible_to(asked.actor, today=asked.today, which=Which.ALERTING), asked)
    return Found(rows, lambda found: _lines(found, today=asked.today))


def _lines(mails: Sequence[KeptMail], *, today: date) -> list[Line]:
    return [_line(mail, today=today) for mail in mails]


def _line(mail: KeptMail, *, today: date) -> Line:
    alert = mail.alert(today=today)
    told = Chip(_("prévenue"), "good", "check") if mail.told_on else Chip(_("elle ne le sait pas"), "alert", "bell")
    return Line(
        title=mail.person.reference,
        person=mail.person,
        url=link(Page.MAIL, mail.person_id),
        detail=say(alert.sentence) if alert else "",
        chips=(*((Chip(_("urgent"), "alert", "mail-warning"),) if mail.urgent else ()), told),
        day=mail.received_on,
    )


UNCLAIMED = register(
    Pile(
        code="courrier-en-souffrance",
        title=_("Courrier qui attend depuis trop longtemps"),
        lead=_("L'urgent d'abord. Prévenez-la par une voie sûre, ou ouvrez-lui sur rendez-vous."),
        empty=_("Aucun courrier n'attend trop"),
        teaches=_("Un courrier urgent apparaît ici après trois jours, un courrier ordinaire après trente."),
        permission=Permission.MAIL_KEEP,
        find=unclaimed,
        scope=Scope.ORGANISATION,
        owned=True,
    )
)
