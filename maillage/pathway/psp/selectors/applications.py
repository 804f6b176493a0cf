"""Applications, pathways and their rows: one, or a list, inside the reader's scope."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F

from maillage.accompaniment.people.selectors import labels_of
from maillage.core.phrase import Phrase
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.roles import Scope
from maillage.foundation.kernel.errors import OutOfScope
from maillage.pathway.psp.models import Application, Extract, Hold, Pathway, Piece, Step
from maillage.pathway.psp.selectors.waiting import since_filing_of_many, waiting_of_many
from maillage.pathway.psp.workflow import PREPARED_BY_ASSOCIATION, ROAD, WORKFLOW, Pen, State


@dataclass(frozen=True)
class ApplicationRow:
    """A line of a list. `title` is her pseudonym for her association, the number for the State: never a name."""

    id: uuid.UUID
    title: str
    own: bool
    number: str
    association: str
    kind: Any
    state: str
    state_label: Phrase
    pen: Phrase
    pen_is_mine: bool
    waiting_days: int
    running: bool
    granted: bool | None


def get_application(*, actor: Actor, pk: uuid.UUID, today: date) -> Application:
    """The application, or OutOfScope."""
    found: Application | None = (
        Application.objects.visible_to(actor, today=today).select_related("person", "organisation", "territory").filter(pk=pk).first()
    )
    if found is None:
        raise OutOfScope
    return found


def get_piece(*, actor: Actor, pk: uuid.UUID, today: date) -> Piece:
    """A line of the checklist, or OutOfScope."""
    rows = Piece.objects.visible_to(actor, today=today).select_related("application", "application__person", "application__organisation")
    found: Piece | None = rows.filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def get_step(*, actor: Actor, pk: uuid.UUID, today: date) -> Step:
    """A dated step, for the side that recorded it, or OutOfScope: its paper is kept under that side's key."""
    found = Step.unscoped.filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    found.application = get_application(actor=actor, pk=found.application_id, today=today)
    if found.by_state == is_own(actor, found.application):
        raise OutOfScope
    return found


def get_pathway(*, actor: Actor, pk: uuid.UUID, today: date) -> Pathway:
    """The pathway, or OutOfScope."""
    found: Pathway | None = (
        Pathway.objects.visible_to(actor, today=today).select_related("person", "organisation", "territory", "entry").filter(pk=pk).first()
    )
    if found is None:
        raise OutOfScope
    return found


def get_extract_for(*, actor: Actor, pk: uuid.UUID, today: date) -> Extract:
    """The extract of the application `pk`, or OutOfScope: the State's side only."""
    found: Extract | None = (
        Extract.objects.visible_to(actor, today=today)
        .select_related("application", "application__organisation", "territory", "organisation")
        .filter(application_id=pk)
        .first()
    )
    if found is None:
        raise OutOfScope
    return found


def receipt_of(application: Application) -> Extract:
    """The State's receipt of an application, for both sides, or OutOfScope: what its columns say, its content stays closed."""
    rows = Extract.unscoped.select_related("application", "application__organisation", "territory", "organisation")
    found = rows.filter(application_id=application.pk).first()
    if found is None:
        raise OutOfScope
    return found


def is_own(actor: Actor, row: Any) -> bool:
    """Is it an application (or a pathway) of the reader's own association? Otherwise she reads it for the State."""
    return any(m.organisation_id == row.organisation_id and m.scope is Scope.ORGANISATION for m in actor.mandates)


def applications_visible_to(actor: Actor, *, today: date, state: str = "", kind: str = "") -> Any:
    """Applications that the actor may list: those still waiting first, the oldest wish on top; then the decided, the latest first."""
    rows = Application.objects.visible_to(actor, today=today).select_related("person", "organisation")
    if state:
        rows = rows.filter(state=state)
    if kind:
        rows = rows.filter(kind=kind)
    return rows.order_by(F("decided_on").desc(nulls_first=True), "wished_on", "pk")


def counts_by_state(actor: Actor, *, today: date, kind: str = "") -> dict[str, int]:
    """How many applications in each state, those without any left at zero."""
    rows = Application.objects.visible_to(actor, today=today)
    if kind:
        rows = rows.filter(kind=kind)
    found = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    return {state.value: found.get(state.value, 0) for state in State}


def rows_of(
    applications: list[Application], *, actor: Actor, today: date, labels: dict[uuid.UUID, str] | None = None
) -> list[ApplicationRow]:
    """The lines of a page: labels (unless they are given), waits and pieces each in one query, whatever the number."""
    mine = [each for each in applications if is_own(actor, each)]
    others = [each for each in applications if not is_own(actor, each)]
    people = {each.person.pk: each.person for each in mine if each.person is not None}
    labels = labels if labels is not None else labels_of(list(people.values()), actor=actor, today=today)
    cuts = waiting_of_many(mine, today=today) | since_filing_of_many(others, today=today)
    return [_row(each, own=is_own(actor, each), labels=labels, days=cuts[each.pk].total) for each in applications]


def _row(application: Application, *, own: bool, labels: dict[uuid.UUID, str], days: int) -> ApplicationRow:
    owner = WORKFLOW.owner_of(State(application.state))
    number = application.number or ""
    return ApplicationRow(
        id=application.pk,
        title=labels[application.person.pk] if own and application.person is not None else number,
        own=own,
        number=number,
        association=application.organisation.name,
        kind=application.get_kind_display(),
        state=application.state,
        state_label=state_label(application.state),
        pen=WORKFLOW.pens[owner],
        pen_is_mine=(owner is Pen.ASSOCIATION) == own,
        waiting_days=days,
        running=application.over_on is None,
        granted=application.granted,
    )


def pathways_visible_to(actor: Actor, *, today: date) -> Any:
    """Running pathways that the actor may list."""
    rows = Pathway.objects.visible_to(actor, today=today).filter(ended_on__isnull=True)
    return rows.select_related("person", "organisation", "entry").order_by("starts_on", "pk")


def steps_of(application: Application, *, own: bool) -> list[Step]:
    """The dated steps, oldest first; for the State, those since the filing only."""
    rows = application.steps.all()
    if not own:
        rows = rows.exclude(state__in=PREPARED_BY_ASSOCIATION)
    order = list(State)
    # Two steps of one day have no hour: they come in the order of the workflow.
    return sorted(rows.order_by("pk"), key=lambda step: (step.happened_on, step.recorded_on, order.index(State(step.state))))


def road_state(application: Application) -> State:
    """How far it went on the road from her wish to the decision, even if it left it."""
    state = State(application.state)
    if state in ROAD:
        return state
    passed = {State(each) for each in application.steps.order_by("pk").values_list("state", flat=True)}
    return max((each for each in passed if each in ROAD), key=ROAD.index, default=State.WISH)


def running_hold(application: Application) -> Hold | None:
    """Why it is not presented for now; None when it is not held."""
    if application.state != State.HELD:
        return None
    return application.holds.filter(ends_on__isnull=True).first()


def state_label(state: str) -> Phrase:
    """The name of a state on screen."""
    return WORKFLOW.label_of(State(state))
