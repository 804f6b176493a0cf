"""The reading room: the pseudonymised copy of an item opens under the session's key, and each reading is journaled."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef

from maillage.foundation.access.actor import Actor
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.vault import Part, Reason, open_part, seal
from maillage.pathway.commission import actions
from maillage.pathway.commission.errors import Recused
from maillage.pathway.commission.errors_reading import PaperGone
from maillage.pathway.commission.models import Convocation, Item, Paper, PaperReading, Recusal, Session
from maillage.pathway.commission.reading_rights import open_convocations
from maillage.pathway.commission.services.recusing import writers_of
from maillage.pathway.commission.workflow import State
from maillage.pathway.psp.extracts import ExtractContent, loads
from maillage.pathway.psp.models import Addendum, Application, Extract
from maillage.pathway.psp.selectors import open_extract


def seal_papers(session: Session, *, actor: Actor, today: date) -> None:
    """The reading copies of what is on the agenda, under the session's own key, without anything that names her.

    Convened again, what each member read before stays counted, but where an answer has completed the file since: that is to be read.
    """
    added = Addendum.unscoped.filter(extract__application=OuterRef("item__application"), added_on__gte=OuterRef("read_on"))
    PaperReading.unscoped.filter(Exists(added), item__session=session).delete()
    rows = Item.unscoped.filter(session=session, outcome="", paper__isnull=True).select_related("application__ending__pathway__entry")
    items = {item.application_id: item for item in rows.order_by("rank", "pk")}
    for extract in Extract.unscoped.filter(application__in=items).order_by("filed_on", "pk"):
        item = items[extract.application_id]
        content = open_extract(actor=actor, extract=extract, reason=Reason.SESSION, today=today)
        names = _names_at_entry(item.application, actor=actor, today=today)
        paper = Paper(session=session, item=item)
        seal(paper, content=content.pseudonymised(names=names).dumps())
        paper.save(force_insert=True)


def renew_paper(*, actor: Actor, today: date, application: Application) -> None:
    """The file was completed while a session stays convened: its reading copy is sealed anew, and is to be read again.

    In the transaction of the act that completed it. Once the sitting is open nobody's paper changes under her eyes.
    """
    waiting = Item.unscoped.filter(application=application, outcome="", session__state=State.CONVENED)
    added = Addendum.unscoped.filter(extract__application=application)
    for item in waiting.filter(Exists(added)).select_related("session").order_by("pk"):
        Paper.unscoped.filter(item=item).delete()
        PaperReading.unscoped.filter(item=item).delete()
        seal_papers(item.session, actor=actor, today=today)
        record(actor, actions.PAPER_RENEWED, item, today=today, number=item.number)


def _names_at_entry(application: Application, *, actor: Actor, today: date) -> list[str]:
    """What an end proposed does not say again, and must not say in its words: her name, as the State received it at the entry."""
    ending = getattr(application, "ending", None)
    entry = Extract.unscoped.filter(application=ending.pathway.entry).first() if ending is not None else None
    if entry is None:
        return []
    fields = open_extract(actor=actor, extract=entry, reason=Reason.SESSION, today=today).fields
    return [fields.get(code, "") for code in ("last_name", "first_name")]


@transaction.atomic
def read_paper(*, actor: Actor, today: date, item: Item) -> ExtractContent:
    """The pseudonymised copy of an item, for a member convened who deliberates on it. The reading is journaled, and counted for her seat.

    Only from the convocation to the closing **and** until the reading deadline (`reading_rights`). Raises OutOfScope outside of that,
    Recused for a seat that does not deliberate on it, PaperGone when the application left the agenda.
    """
    sent = list(open_convocations(actor, today=today).filter(session_id=item.session_id).select_related("seat").order_by("pk"))
    if not sent:
        raise OutOfScope
    item = Item.unscoped.select_related("application").get(pk=item.pk)
    reading = deliberating(sent, item=item)
    # Asked again here: whoever came after the agenda was written does not read what she wrote.
    if not reading or actor.user_id in writers_of(item):
        raise Recused
    paper = Paper.unscoped.select_related("session").filter(item=item).first()
    if paper is None:
        raise PaperGone
    opened = open_part(actor=actor, subject=paper.session, part=Part.PAPERS, reason=Reason.SESSION, today=today)
    content = loads(opened.read(paper, "content"))
    for each in reading:
        PaperReading.unscoped.get_or_create(item=item, seat_id=each.seat_id, reader_id=actor.user_id, defaults={"read_on": today})
    record(actor, actions.PAPER_READ, item, today=today, number=item.number)
    return content


def deliberating(sent: list[Convocation], *, item: Item) -> list[Convocation]:
    """Those whose seat deliberates on the item: neither recused, nor of the association that presents it."""
    out = set(Recusal.unscoped.filter(item=item).order_by("pk").values_list("seat_id", flat=True))
    presents = item.application.organisation_id
    return [each for each in sent if each.seat_id not in out and each.seat.holder_organisation_id != presents]
