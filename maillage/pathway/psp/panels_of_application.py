"""What this room itself shows on the page of an application, and on the file: corrections, moves, a list that changed."""

from __future__ import annotations

from datetime import date

from maillage.accompaniment.people.models import Person
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.panels import Shown
from maillage.pathway.psp import selectors
from maillage.pathway.psp.models import Application, CorrectionState, Extract, PieceState, Transfer
from maillage.pathway.psp.notices import secretaries_of
from maillage.pathway.psp.selectors.lists import lacking_of
from maillage.pathway.psp.workflow import PREPARED_BY_ASSOCIATION, State

_CORRECTABLE = (State.FILED, State.SCHEDULED)


def show_corrections(*, actor: Actor, obj: Application, today: date) -> Shown | None:
    """What the State asked to correct; from the filing on."""
    if obj.filed_on is None:
        return None
    own, rows = selectors.is_own(actor, obj), selectors.corrections_of(obj)
    receives = actor.may(Permission.APPLICATION_RECEIVE, on=obj)
    # An association writes down what came on paper only where nobody receives for the State in Maillage.
    writes_paper = (
        own
        and actor.may(Permission.PATHWAY_RECORD, on=obj)
        and not Extract.unscoped.filter(application=obj).exists()
        and not secretaries_of(obj.territory_id, today=today)
    )
    may_ask = obj.state in _CORRECTABLE and (writes_paper or (receives and not own))
    if not rows and not may_ask:
        return None
    data = {
        "rows": rows,
        "may_ask": may_ask,
        "may_answer": own and actor.may(Permission.APPLICATION_FILE, on=obj) and actor.may(Permission.STORY_OPEN, on=obj),
        "may_settle": receives and not own,
        "settles_here": writes_paper,
        "on_paper": obj.person_id is None,
        "clock": selectors.states_clock(obj, today=today),
    }
    return Shown(template="psp/panels/corrections.html", data=data)


def show_list_changes(*, actor: Actor, obj: Application, today: date) -> Shown | None:
    """The department's list is no longer the one that this checklist was made from."""
    if not actor.may(Permission.APPLICATION_PREPARE, on=obj):
        return None
    lacking = lacking_of(obj, today=today)
    return Shown(template="psp/panels/list_changes.html", data={"count": len(lacking)}) if lacking else None


def show_on_handover(*, actor: Actor, obj: Person, today: date) -> Shown | None:
    """What whoever takes over must know first: pieces awaited or refused, corrections to answer, why it is not presented."""
    application = Application.unscoped.wishes().waiting().filter(person=obj).order_by("wished_on", "pk").first()
    if application is None or not actor.may(Permission.APPLICATION_LIST, on=obj):
        return None
    pieces = selectors.with_waits(selectors.pieces_of(application), today=today) if application.state in PREPARED_BY_ASSOCIATION else []
    data = {
        "pieces": [each for each in pieces if each.state in (PieceState.ASKED, PieceState.REFUSED)],
        "corrections": [row for row in selectors.corrections_of(application) if row.correction.state == CorrectionState.ASKED],
        "hold": selectors.running_hold(application),
    }
    return Shown(template="psp/panels/handover.html", data=data) if any(data.values()) else None


def show_transfers(*, actor: Actor, obj: Person, today: date) -> Shown | None:
    """The moves of her follow-up, as her association sees them."""
    if not actor.may(Permission.APPLICATION_LIST, on=obj):
        return None
    found = Transfer.unscoped.filter(person=obj).select_related("receiver", "territory").order_by("-proposed_on", "pk")
    transfers = list(found)
    return Shown(template="psp/panels/transfers.html", data={"transfers": transfers}) if transfers else None
