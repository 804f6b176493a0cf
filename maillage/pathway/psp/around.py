"""Short parts of the page of an application: what is written with her, the day to file by, the services consulted, the packages."""

from __future__ import annotations

from datetime import date
from typing import Any

from maillage.core.clock.filing import next_filing
from maillage.core.law import current_law
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.panels import Shown
from maillage.pathway.psp import selectors
from maillage.pathway.psp.models import Application, Kind
from maillage.pathway.psp.notices import secretaries_of
from maillage.pathway.psp.opinions import opinion_words
from maillage.pathway.psp.sessions import filing_days, planned_sessions
from maillage.pathway.psp.workflow import State

BEFORE_FILING = frozenset({State.WISH, State.PREPARING, State.READY})


def written_panel(*, actor: Actor, obj: Any, today: date) -> Shown | None:
    """What is written with her: the form and how far it is, the document, the talk, what left."""
    if not _hers(actor, obj) or obj.state == State.WISH or obj.kind == Kind.END:
        return None
    may_open = actor.may(Permission.STORY_OPEN, on=obj)
    return Shown(
        template="psp/panels/written.html",
        data={
            "form": selectors.form_row(obj),
            "document": selectors.signed_document(obj),
            "talk": selectors.latest_talk(obj),
            "may_write": actor.may(Permission.APPLICATION_PREPARE, on=obj) and may_open,
            "may_open": may_open,
        },
    )


def deadline_panel(*, actor: Actor, obj: Any, today: date) -> Shown | None:
    """The last day to file for the next session that can still be caught, with what is left."""
    if not _hers(actor, obj) or obj.state not in BEFORE_FILING:
        return None
    planned = planned_sessions(territory_id=obj.territory_id, today=today)
    if planned is None:
        return None
    found = next_filing(planned, today=today, law=current_law(), filing_days=filing_days(territory_id=obj.territory_id))
    return Shown(template="psp/panels/deadline.html", data={"deadline": found, "planned": sorted(planned)})


def consultations_panel(*, actor: Actor, obj: Any, today: date) -> Shown | None:
    """Whom the secretariat consulted: the association reads it too."""
    if not isinstance(obj, Application) or obj.filed_on is None:
        return None
    return Shown(template="psp/panels/consultations.html", data={"consultations": selectors.consultations_of(obj)})


def packages_panel(*, actor: Actor, obj: Any, today: date) -> Shown | None:
    """Packages of this application on the reader's own side, and the one to close now."""
    if not isinstance(obj, Application):
        return None
    may_file, may_answer = actor.may(Permission.APPLICATION_FILE, on=obj), actor.may(Permission.APPLICATION_RECEIVE, on=obj)
    if not may_file and not may_answer:
        return None
    parcels = selectors.parcels_of(obj, organisation_ids=actor.organisation_ids, territory_ids=actor.territory_ids)
    carry = may_file and obj.person_id is not None and obj.state == State.READY and not secretaries_of(obj.territory_id, today=today)
    answer = may_answer and any(each.direction == "in" for each in parcels)
    if not parcels and not carry:
        return None
    rows = [(each, opinion_words(each.opinion) if each.opinion else "") for each in parcels]
    return Shown(template="psp/panels/packages.html", data={"parcels": rows, "carry": carry, "answer": answer})


def _hers(actor: Actor, obj: Any) -> bool:
    return isinstance(obj, Application) and obj.person_id is not None and selectors.is_own(actor, obj)
