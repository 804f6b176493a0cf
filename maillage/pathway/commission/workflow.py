"""The life of a session, as data. A closed or cancelled session never opens again: the database says so too."""

from __future__ import annotations

from enum import StrEnum

from maillage.core.phrase import phrase
from maillage.core.workflow import StateCard, Transition, Workflow


class State(StrEnum):
    """Where a session stands."""

    DRAFT = "draft"
    CONVENED = "convened"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Pen(StrEnum):
    """Who holds the pen."""

    SECRETARIAT = "secretariat"
    CHAIR = "chair"


S, C = Pen.SECRETARIAT, Pen.CHAIR

WORKFLOW: Workflow[State, Pen] = Workflow(
    initial=State.DRAFT,
    pens={S: phrase("le secrétariat de la commission"), C: phrase("la présidence de la commission")},
    states=(
        StateCard(State.DRAFT, phrase("en préparation"), S),
        StateCard(State.CONVENED, phrase("convoquée"), S),
        StateCard(State.OPEN, phrase("ouverte"), C),
        StateCard(State.CLOSED, phrase("close"), S),
        StateCard(State.CANCELLED, phrase("annulée"), S),
    ),
    transitions=(
        Transition("convene", (State.DRAFT,), State.CONVENED, phrase("convoquer"), (S, C)),
        Transition("change", (State.CONVENED,), State.DRAFT, phrase("changer la forme ou le jour"), (S,)),
        Transition("open", (State.CONVENED,), State.OPEN, phrase("ouvrir la séance"), (S, C)),
        Transition("close", (State.OPEN,), State.CLOSED, phrase("clore la séance"), (S, C)),
        Transition("cancel", (State.DRAFT, State.CONVENED), State.CANCELLED, phrase("annuler la séance"), (S,)),
    ),
)

READING_STATES = (State.CONVENED.value, State.OPEN.value)
"""While the members may read: from the convocation to the closing, and no later than the reading deadline."""
AGENDA_STATES = (State.DRAFT.value,)
LIVE_STATES = (State.DRAFT.value, State.CONVENED.value, State.OPEN.value)
OVER_STATES = (State.CLOSED.value, State.CANCELLED.value)
"""Nothing changes any more: the reading key is gone."""
