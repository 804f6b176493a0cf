"""What becomes of a message: its states, what a bounce asks for, and when one may write again to a number that did not answer."""

from __future__ import annotations

from enum import StrEnum

from maillage.core.phrase import Phrase, phrase
from maillage.core.workflow import StateCard, Transition, Workflow

ATTEMPTS = 3
MOST_BOUNCES = 2


class State(StrEnum):
    """Where a message stands."""

    WAITING = "waiting"
    LEAVING = "leaving"
    SENT = "sent"
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    REFUSED = "refused"
    HELD = "held"
    CANCELLED = "cancelled"


class Pen(StrEnum):
    """Who moves it."""

    WORKER = "worker"
    MACHINE = "machine"
    GATEWAY = "gateway"


DEPARTURES: Workflow[State, Pen] = Workflow(
    initial=State.WAITING,
    pens={Pen.WORKER: phrase("l'équipe"), Pen.MACHINE: phrase("Maillage"), Pen.GATEWAY: phrase("l'opérateur")},
    states=(
        StateCard(State.WAITING, phrase("attend son heure"), Pen.MACHINE),
        StateCard(State.LEAVING, phrase("part"), Pen.MACHINE),
        StateCard(State.SENT, phrase("parti"), Pen.GATEWAY),
        StateCard(State.DELIVERED, phrase("arrivé"), Pen.GATEWAY),
        StateCard(State.BOUNCED, phrase("pas arrivé"), Pen.WORKER),
        StateCard(State.REFUSED, phrase("non parti : sa consigne l'interdit"), Pen.WORKER),
        StateCard(State.HELD, phrase("retenu"), Pen.WORKER),
        StateCard(State.CANCELLED, phrase("annulé"), Pen.WORKER),
    ),
    transitions=(
        Transition("leave", (State.WAITING,), State.LEAVING, phrase("partir"), (Pen.MACHINE,)),
        Transition("refuse", (State.WAITING,), State.REFUSED, phrase("arrêter"), (Pen.MACHINE,)),
        Transition("hold", (State.WAITING,), State.HELD, phrase("retenir"), (Pen.WORKER, Pen.MACHINE)),
        Transition("cancel", (State.WAITING, State.HELD), State.CANCELLED, phrase("annuler"), (Pen.WORKER,)),
        Transition("wait", (State.LEAVING,), State.WAITING, phrase("essayer plus tard"), (Pen.MACHINE,)),
        Transition("send", (State.LEAVING,), State.SENT, phrase("confier à l'opérateur"), (Pen.MACHINE,)),
        Transition("deliver", (State.SENT,), State.DELIVERED, phrase("arriver"), (Pen.GATEWAY, Pen.WORKER)),
        Transition(
            "bounce", (State.LEAVING, State.SENT, State.DELIVERED), State.BOUNCED, phrase("ne pas arriver"), tuple(Pen)
        ),
    ),
)  # fmt: skip

UNSETTLED = (State.BOUNCED, State.REFUSED)  # somebody has to do something


def may_write_again(*, bounces: int) -> Phrase | None:
    """Why one may not write again by this way; None: one may. `bounces`: messages lost under the present version of her rule.

    Twice in vain to the same number, it may be somebody else's: it is asked of her before a third.
    """
    if bounces < MOST_BOUNCES:
        return None
    return phrase(
        "Deux messages ne sont pas arrivés par cette voie : vérifiez-la avec elle et corrigez ses consignes avant d'écrire encore."
    )
