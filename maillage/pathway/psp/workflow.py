"""The life of an application, from her wish to the decision, as data."""

from __future__ import annotations

from enum import StrEnum

from maillage.core.phrase import phrase
from maillage.core.workflow import StateCard, Transition, Workflow


class State(StrEnum):
    """Where an application stands."""

    WISH = "wish"
    PREPARING = "preparing"
    READY = "ready"
    FILED = "filed"
    SCHEDULED = "scheduled"
    EXAMINED = "examined"
    DECIDED = "decided"
    HELD = "held"
    WITHDRAWN = "withdrawn"
    TRANSFERRED = "transferred"


PREPARED_BY_ASSOCIATION = (State.WISH, State.PREPARING, State.READY, State.HELD)
"""Before the filing: the checklist and the texts may still change."""
OVER = (State.DECIDED, State.WITHDRAWN, State.TRANSFERRED)
"""Nothing more happens to the application itself."""
ROAD = (State.WISH, State.PREPARING, State.READY, State.FILED, State.SCHEDULED, State.EXAMINED, State.DECIDED)
"""The steps of an application that goes to its end, in order."""


class Pen(StrEnum):
    """Who holds the pen."""

    ASSOCIATION = "association"
    SECRETARIAT = "secretariat"
    COMMISSION = "commission"
    PREFECT = "prefect"


_UNDECIDED = (State.WISH, State.PREPARING, State.READY, State.HELD, State.FILED, State.SCHEDULED, State.EXAMINED)
A, S, C, F = Pen.ASSOCIATION, Pen.SECRETARIAT, Pen.COMMISSION, Pen.PREFECT

WORKFLOW: Workflow[State, Pen] = Workflow(
    initial=State.WISH,
    pens={
        A: phrase("l'association"),
        S: phrase("le secrétariat de la commission"),
        C: phrase("la commission"),
        F: phrase("le préfet"),
    },
    states=(
        StateCard(State.WISH, phrase("envie exprimée"), A),
        StateCard(State.PREPARING, phrase("en préparation"), A),
        StateCard(State.READY, phrase("prête à déposer"), A),
        StateCard(State.FILED, phrase("déposée"), S),
        StateCard(State.SCHEDULED, phrase("à l'ordre du jour"), C),
        StateCard(State.EXAMINED, phrase("examinée, décision attendue"), F),
        StateCard(State.DECIDED, phrase("décidée"), A),
        StateCard(State.HELD, phrase("pas présentée pour le moment"), A),
        StateCard(State.WITHDRAWN, phrase("retirée"), A),
        StateCard(State.TRANSFERRED, phrase("transférée"), A),
    ),
    transitions=(
        Transition("prepare", (State.WISH,), State.PREPARING, phrase("commencer la préparation"), (A,)),
        Transition("ready", (State.PREPARING,), State.READY, phrase("déclarer la demande prête"), (A,)),
        Transition("reopen", (State.READY,), State.PREPARING, phrase("reprendre la préparation"), (A,)),
        Transition("file", (State.READY,), State.FILED, phrase("déposer"), (A, S)),
        Transition("schedule", (State.FILED,), State.SCHEDULED, phrase("inscrire à l'ordre du jour"), (S,)),
        Transition("put_back", (State.SCHEDULED,), State.FILED, phrase("remettre à une autre séance"), (S, C)),
        Transition("examine", (State.SCHEDULED,), State.EXAMINED, phrase("rendre l'avis"), (C,)),
        Transition("decide", (State.EXAMINED,), State.DECIDED, phrase("enregistrer la décision signée"), (F,)),
        Transition("hold", (State.WISH, State.PREPARING, State.READY), State.HELD, phrase("ne pas présenter pour le moment"), (A,)),
        Transition("resume_wish", (State.HELD,), State.WISH, phrase("revenir à l'envie exprimée"), (A,)),
        Transition("resume", (State.HELD,), State.PREPARING, phrase("reprendre là où elle en était"), (A,)),
        Transition("resume_ready", (State.HELD,), State.READY, phrase("reprendre la demande prête"), (A,)),
        Transition("withdraw", _UNDECIDED, State.WITHDRAWN, phrase("retirer la demande"), (A, S)),
        Transition("transfer", _UNDECIDED, State.TRANSFERRED, phrase("transférer à une autre association"), (A,)),
    ),
)
