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


class Pen(StrEnum):
    """Who holds the pen."""

    ASSOCIATION = "association"
    SECRETARIAT = "secretariat"
    COMMISSION = "commission"
    PREFECT = "prefect"


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
    ),
)
