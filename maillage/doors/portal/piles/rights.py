"""Lists of what follows a decision and does not come: residence documents awaited, months of the allowance not paid."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from maillage.doors.portal.links import Page, link
from maillage.doors.portal.piles.applications import kept
from maillage.doors.portal.piles.registry import Pile, register
from maillage.doors.portal.values import Asked, Chip, Found, Line, Whose
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.speech import day_words, duration_words
from maillage.pathway.psp.models import MissedPayment, Permit
from maillage.pathway.psp.selectors import PermitRow, is_own, pathways_visible_to, permit_rows, permits_visible_to

LONG = 60
"""Days after the decision beyond which the wait for a document is shown in red: a choice of the house, not a rule."""


def awaited_permits(asked: Asked) -> Found:
    """Residence documents asked and not delivered, the oldest request first."""
    rows = permits_visible_to(asked.actor, today=asked.today, state="awaited")
    if asked.whose is Whose.MINE:
        rows = rows.filter(pathway__in=kept(pathways_visible_to(asked.actor, today=asked.today), asked).order_by().values("pk"))
    return Found(rows, lambda found: _permits(found, asked=asked))


def _permits(permits: Sequence[Permit], *, asked: Asked) -> list[Line]:
    lines = permit_rows(list(permits), actor=asked.actor, today=asked.today)
    return [_permit(row, permit=permit) for row, permit in zip(lines, permits, strict=True)]


def _permit(row: PermitRow, *, permit: Permit) -> Line:
    chips = [Chip(row.view.state.label, "wait")]
    if row.view.waited is not None:
        waited = _("%(length)s depuis la décision") % {"length": duration_words(row.view.waited)}
        chips.append(Chip(waited, "alert" if row.view.waited > LONG else "calm", "hourglass"))
    silence = row.view.silence
    detail = _("sans réponse le %(day)s, le silence vaut refus") % {"day": day_words(silence.date)} if silence else row.association
    return Line(
        title=row.title,
        person=permit.pathway.person if row.own else None,
        url=link(Page.PERMIT, permit.pk),
        detail=detail,
        chips=tuple(chips),
        because=silence.explanation if silence else (),
    )


def missed_payments(asked: Asked) -> Found:
    """Months of the allowance that did not come, the oldest first."""
    pathways = kept(pathways_visible_to(asked.actor, today=asked.today), asked).order_by().values("pk")
    rows = MissedPayment.unscoped.filter(allowance__pathway__in=pathways, settled_on__isnull=True)
    rows = rows.select_related("allowance__pathway__person", "allowance__pathway__organisation", "allowance__pathway__entry")
    return Found(rows.order_by("month", "pk"), lambda found: [_missed(each, asked=asked) for each in found])


def _missed(row: MissedPayment, *, asked: Asked) -> Line:
    pathway = row.allowance.pathway
    return Line(
        title=pathway.entry.number or pathway.organisation.name,
        person=pathway.person if is_own(asked.actor, pathway) else None,
        url=link(Page.PATHWAY, pathway.pk),
        detail=_("Versement du mois commencé le %(day)s, noté manquant le %(noted)s.")
        % {"day": day_words(row.month), "noted": day_words(row.noted_on)},
        chips=(Chip(_("pas venu"), "alert"),),
    )


AWAITED = register(
    Pile(
        code="titres-attendus",
        title=_("Titres de séjour attendus"),
        lead=_("Demandés et pas encore remis, la plus ancienne demande d'abord, avec les jours depuis la décision."),
        empty=_("Aucun titre n'est attendu"),
        teaches=_("Un titre apparaît ici dès que sa demande est notée, et jusqu'à sa remise ou son refus."),
        permission=Permission.PERMIT_RECORD,
        find=awaited_permits,
        owned=True,
    )
)
MISSED = register(
    Pile(
        code="versements",
        title=_("Versements qui ne sont pas venus"),
        lead=_("Un mois d'aide financière noté manquant, le plus ancien d'abord."),
        empty=_("Aucun versement ne manque"),
        teaches=_("Notez sur le parcours le mois qui n'est pas venu : il reste ici jusqu'à son arrivée."),
        permission=Permission.PATHWAY_RECORD,
        find=missed_payments,
        owned=True,
    )
)
