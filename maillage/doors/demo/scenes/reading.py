"""The reading room: what members have read, opinions asked before a session, given here or on paper, reminded, withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from maillage.doors.demo.chronicle import Chronicle
from maillage.doors.demo.stage import Stage
from maillage.pathway.commission.models import Convocation, Item, OpinionRequest, Seat, Session
from maillage.pathway.commission.services import answer_request, ask_opinions, read_paper, remind_request, withdraw_request

APRIL, TODAY = date(2020, 4, 9), date(2020, 5, 19)
HOUSING = "Votre service peut-il confirmer que l'hébergement est assuré jusqu'à l'été ?"
PROCEDURE = "Une procédure en cours empêche-t-elle d'examiner ce point ce jour-là ?"
TRAINING = "La formation demandée ouvre-t-elle en septembre, et sous quelles conditions ?"


def play(*, stage: Stage, chronicle: Chronicle) -> None:
    """Plan the events of this scene."""
    events: tuple[tuple[date, Callable[..., None]], ...] = (
        (date(2020, 4, 2), _ask_in_april),
        (date(2020, 4, 7), _answer_in_april),
        (date(2020, 5, 12), _ask_for_the_live_session),
        (date(2020, 5, 14), _read_and_answer),
        (date(2020, 5, 16), _remind_and_withdraw),
    )
    for day, event in events:
        chronicle.at(day, partial(event, stage=stage))


def _items(territory: str, held_on: date) -> list[Item]:
    session = Session.unscoped.filter(territory=territory, held_on=held_on, state="convened").first()
    if session is None:
        return []
    return list(session.items.select_related("session", "application").filter(outcome="").order_by("rank", "pk"))


def _to_ask(item: Item, *, with_account: bool | None = None) -> list[Seat]:
    """The seats convened that deliberate on it, those who read here, those who do not, or all."""
    rows = Convocation.unscoped.filter(session_id=item.session_id, replaced_on__isnull=True).select_related("seat")
    if with_account is not None:
        rows = rows.filter(reader__isnull=not with_account)
    out = set(item.recusals.values_list("seat_id", flat=True))
    presents = item.application.organisation_id
    found = (row.seat for row in rows.order_by("seat__rank", "pk") if row.seat_id not in out)
    return [seat for seat in found if seat.holder_organisation_id != presents]


def _ask_in_april(day: date, *, stage: Stage) -> None:
    """Before the session at a distance: two services, on paper, one of them late."""
    for item in _items("F2", APRIL)[:1]:
        seats = _to_ask(item)[:2]
        ask_opinions(actor=stage.actor("eve", day), today=day, item=item, seats=seats, question=HOUSING, due_on=date(2020, 4, 6))


def _answer_in_april(day: date, *, stage: Stage) -> None:
    actor = stage.actor("eve", day)
    for request in OpinionRequest.unscoped.filter(item__in=_items("F2", APRIL)).order_by("seat__rank", "pk"):
        words = "L'hébergement est confirmé jusqu'au 31 août."
        answer_request(actor=actor, today=day, request=request, seen=request.version, answer=words)


def _ask_for_the_live_session(day: date, *, stage: Stage) -> None:
    """For the session of the tour: three seats on the first item; one, confidentially, on the second."""
    items, dana = _items("F1", TODAY), stage.actor("dana", day)
    for item in items[:1]:
        seats = [*_to_ask(item, with_account=True)[:2], *_to_ask(item, with_account=False)[:2]]
        ask_opinions(actor=dana, today=day, item=item, seats=seats, question=TRAINING, due_on=TODAY)
    for item in items[1:2]:
        seats = _to_ask(item, with_account=False)[:1]
        ask_opinions(actor=dana, today=day, item=item, seats=seats, question=PROCEDURE, due_on=date(2020, 5, 18), confidential=True)


def _read_and_answer(day: date, *, stage: Stage) -> None:
    """The magistrate reads the first item and answers; a service answers on paper."""
    items, marc, dana = _items("F1", TODAY), stage.actor("marc", day), stage.actor("dana", day)
    for item in items[:1]:
        if _seat_of(stage, "marc", item) is None:
            return
        read_paper(actor=marc, today=day, item=item)
        asked = OpinionRequest.unscoped.standing().filter(item=item)
        for request in asked.filter(seat=_seat_of(stage, "marc", item)):
            words = "Rien n'y fait obstacle de mon côté ; la date d'entrée reste à vérifier."
            answer_request(actor=marc, today=day, request=request, seen=request.version, answer=words)
        on_paper = _to_ask(item, with_account=False)
        for request in asked.filter(seat__in=on_paper[:1]):
            words = "La formation ouvre le 7 septembre ; l'inscription se fait en juin."
            answer_request(actor=dana, today=day, request=request, seen=request.version, answer=words, received_on=date(2020, 5, 13))


def _seat_of(stage: Stage, slug: str, item: Item) -> Seat | None:
    """The seat by which somebody of the cast reads this item, if she deliberates on it."""
    rows = Convocation.unscoped.filter(session_id=item.session_id, reader=stage.users[slug]).select_related("seat")
    out = set(item.recusals.values_list("seat_id", flat=True))
    return next((row.seat for row in rows.order_by("pk") if row.seat_id not in out), None)


def _remind_and_withdraw(day: date, *, stage: Stage) -> None:
    """Three days before: whoever has not answered is reminded, and one is asked no more."""
    items, dana = _items("F1", TODAY), stage.actor("dana", day)
    for item in items[:1]:
        waiting = list(OpinionRequest.unscoped.awaited().filter(item=item).order_by("seat__rank", "pk"))
        for request in waiting[:1]:
            remind_request(actor=dana, today=day, request=request)
        for request in waiting[1:]:
            withdraw_request(actor=dana, today=day, request=request)
