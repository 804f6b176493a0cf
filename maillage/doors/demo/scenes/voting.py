"""Votes of the demonstration: one counted with a casting vote; one in writing, its exchanges, its extension, its results."""

from __future__ import annotations

from datetime import date

from maillage.foundation.access.actor import Actor
from maillage.pathway.commission.models import Item, ItemSense, Seat, Session, VoteSense
from maillage.pathway.commission.rules import Sitting, recused_on
from maillage.pathway.commission.services import (
    Examined,
    ask_count,
    close_exchanges,
    count_writing,
    extend_writing,
    give_opinion,
    open_session,
    open_vote,
    send_results,
    write_exchange,
)

_WORDS = (
    "Le projet est préparé depuis l'hiver : je n'ai pas de question.",
    "Je souhaite que le suivi de santé soit dit dans le bilan, sans détail.",
    "Vu ; le logement temporaire est confirmé par l'association.",
)


def voters(item: Item, *, day: date) -> list[Seat]:
    """The seats that vote on an item, in the order of the list."""
    sitting = Sitting.of(item.session, day=day)
    rights = {right.seat for right in sitting.electorate(recused=recused_on(item)).rights}
    return [each.seat for each in sitting.seats if str(each.seat.pk) in rights]


def settled_by_the_chair(*, actor: Actor, day: date, item: Item, sense: ItemSense) -> Examined:
    """The chair asks for a count; as many are for as against, and the chair's own vote settles."""
    ask_count(actor=actor, today=day, item=item)
    seats = voters(item, day=day)
    chair = next(seat for seat in seats if seat.chairs)
    others = [seat for seat in seats if seat.pk != chair.pk]
    against = VoteSense.UNFAVOURABLE if sense == ItemSense.FAVOURABLE else VoteSense.FAVOURABLE
    said = {chair.pk: VoteSense(sense.value)} | {seat.pk: VoteSense.ABSTENTION for seat in others}
    split = len(others) - 1 + len(others) % 2
    for rank, seat in enumerate(others[:split]):
        said[seat.pk] = against if rank % 2 == 0 else VoteSense(sense.value)
    for seat in seats:
        give_opinion(actor=actor, today=day, item=item, seat=seat, sense=said[seat.pk])
    return Examined(words="Les avis sont partagés sur le calendrier ; la présidence a voté et sa voix a prévalu.")


def begin(*, actor: Actor, day: date, session: Session) -> None:
    """The exchange opens, and three members write."""
    session = open_session(actor=actor, today=day, session=session)
    item = Item.unscoped.filter(session=session).order_by("rank")[0]
    for rank, words in enumerate(_WORDS):
        seat = voters(item, day=day)[rank]
        write_exchange(actor=actor, today=day, session=session, seat=seat, words=words, item=item if rank else None)


def vote(*, actor: Actor, day: date, session: Session, until: date) -> None:
    """The exchanges are closed, the vote opens to its last day; too few answer at first."""
    close_exchanges(actor=actor, today=day, session=session)
    open_vote(actor=actor, today=day, session=session, until=until)
    _ballots(actor=actor, day=day, session=session, seats=slice(0, 2))


def extend(*, actor: Actor, day: date, session: Session, until: date) -> None:
    """On the last day, the chair gives one day more."""
    extend_writing(actor=actor, today=day, session=session, until=until)


def finish(*, actor: Actor, day: date, session: Session) -> None:
    """The others have answered: recount, results."""
    _ballots(actor=actor, day=day, session=session, seats=slice(2, None))
    count_writing(actor=actor, today=day, session=session)
    send_results(actor=actor, today=day, session=session)


def _ballots(*, actor: Actor, day: date, session: Session, seats: slice) -> None:
    for item in Item.unscoped.select_related("session", "application").filter(session=session, outcome="").order_by("rank"):
        for seat in voters(item, day=day)[seats]:
            give_opinion(actor=actor, today=day, item=item, seat=seat, sense=VoteSense.FAVOURABLE)
