"""The numbered set of papers of one seat, printed: what this seat may read today, and nothing else."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from maillage.foundation.access.actor import Actor, require, system_actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.vault import Part, Reason, open_part
from maillage.pathway.commission import actions, letters
from maillage.pathway.commission.errors_convening import SetBack, SetClosed
from maillage.pathway.commission.models import Convocation, Item, Paper, PaperSet
from maillage.pathway.commission.reading_rights import open_for_seat
from maillage.pathway.commission.services.reading import deliberating
from maillage.pathway.commission.services.recusing import writers_of
from maillage.pathway.psp.extracts import ExtractContent, loads


def print_paper_set(*, actor: Actor, today: date, paper_set: PaperSet) -> bytes:
    """The set of one seat as a PDF: the pseudonymised copies of the session, minus the items on which this seat does not deliberate.

    What may be read is what the member would read on the screen today (`reading_rights`); the printing is journaled, with how many items.
    Raises Denied, SetBack, SetClosed when the seat reads nothing today.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=paper_set)
    papers = _read(actor, paper_set, today=today)
    return letters.paper_set(paper_set, papers=papers, today=today)


@transaction.atomic
def _read(actor: Actor, paper_set: PaperSet, *, today: date) -> list[tuple[Item, ExtractContent]]:
    paper_set = PaperSet.unscoped.select_related("session").locked(paper_set.pk)
    if paper_set.returned_on is not None:
        raise SetBack
    sent = open_for_seat(session_id=paper_set.session_id, seat_id=paper_set.seat_id, today=today)
    if sent is None:
        raise SetClosed
    rows = Paper.unscoped.filter(session_id=paper_set.session_id).select_related("session", "item__application__organisation")
    hers = [row for row in rows.order_by("item__rank", "item_id") if _may_read(sent, row.item)]
    record(actor, actions.SET_PRINTED, paper_set.session, today=today, number=paper_set.number, items=len(hers))
    if not hers:
        return []
    # The secretariat prints without the right of a member to read: the machine opens the copies for the seat, one key for all.
    opened = open_part(actor=system_actor(), subject=paper_set.session, part=Part.PAPERS, reason=Reason.SESSION, today=today, system=True)
    return [(row.item, loads(opened.read(row, "content"))) for row in hers]


def _may_read(sent: Convocation, item: Item) -> bool:
    """As on the screen: neither recused, nor of the presenting association, nor held by somebody who wrote in the file."""
    user_id = sent.holder.user_id
    return bool(deliberating([sent], item=item)) and (user_id is None or user_id not in writers_of(item))
