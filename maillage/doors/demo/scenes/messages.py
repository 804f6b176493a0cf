"""Short neutral messages of the spring: some arrived, one came back and waits, one was written again, hers are held, one waits its hour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial

from maillage.accompaniment.contacts.models import Message, MessageWay
from maillage.accompaniment.contacts.selectors.messages import MessageDraft
from maillage.accompaniment.contacts.services.departing import depart
from maillage.accompaniment.contacts.services.messages import hold_messages, note_lost, resend, send_message
from maillage.accompaniment.people.models import Channel, Leaving, Person
from maillage.accompaniment.people.rules import RuleDraft
from maillage.accompaniment.people.selectors import rule_of
from maillage.accompaniment.people.services import change_rule
from maillage.core.neutral import Template
from maillage.core.safe_contact import Channel as Way
from maillage.core.safe_contact import Standing, Window
from maillage.doors.demo.chronicle import Chronicle, Event
from maillage.doors.demo.stage import Stage
from maillage.foundation.kernel.moment import PARIS, Moment

HOUSE, HAND = "a", "alice"
DAYTIME = (Window(frozenset(range(6)), time(10), time(19)),)
# Numbers that the numbering plan keeps for fiction.
NUMBERS = {5: "06 39 98 01 05", 7: "06 39 98 01 07", 8: "06 39 98 01 08", 9: "06 39 98 01 09"}
ALIASES = {5: "Sophie", 7: "Sophie", 8: "Nour", 9: "Sophie"}


def _moment(day: date, hour: int = 15) -> Moment:
    return Moment(now=datetime.combine(day, time(hour), tzinfo=PARIS), today=day)


@dataclass(frozen=True)
class Writing:
    """Plans what alice writes, and what becomes of it."""

    stage: Stage

    def on(self, rank: int, act: Callable[[Person, date], object]) -> Event:
        """An event on one of these files; nothing if it is not open that day."""

        def play(day: date) -> None:
            person = self.stage.person(HOUSE, "followed", rank)
            if person is not None and person.closed_on is None and person.merged_into_id is None:
                act(person, day)

        return play

    def allow(self, rank: int, person: Person, day: date) -> None:
        """She said that a short message is safe, in the daytime, and chose who signs it."""
        rule = rule_of(person)
        draft = RuleDraft(
            preferred=Channel.SMS,
            ways={Way.SMS: Standing.ALLOWED, Way.PHONE: Standing.ALLOWED},
            windows=DAYTIME,
            leaving=Leaving.NEUTRAL,
            sealed={"number": NUMBERS[rank], "alias": ALIASES[rank], "words": "SMS court, en journée ; elle rappelle."},
        )
        actor = self.stage.actor(HAND, day)
        change_rule(actor=actor, moment=_moment(day, 11), person=person, seen=rule.edition if rule is not None else 0, draft=draft)

    def write(self, draft: MessageDraft, hour: int, person: Person, day: date) -> None:
        """A message, which leaves at once when its hour is hers."""
        moment = _moment(day, hour)
        message = send_message(actor=self.stage.actor(HAND, day), moment=moment, person=person, draft=draft)
        depart(message.pk, moment=moment)

    def lose(self, person: Person, day: date) -> None:
        """Her telephone says that the number does not answer any more: the last message did not arrive."""
        last = self._last(person)
        if last is not None:
            note_lost(actor=self.stage.actor(HAND, day), moment=_moment(day), message=last)

    def again(self, draft: MessageDraft, person: Person, day: date) -> None:
        """Written again at once."""
        last = self._last(person)
        if last is not None:
            moment = _moment(day, 16)
            sent = resend(actor=self.stage.actor(HAND, day), moment=moment, message=last, seen=last.version, draft=draft)
            depart(sent.pk, moment=moment)

    def hold(self, person: Person, day: date) -> None:
        """For now she would rather not be written to."""
        hold_messages(actor=self.stage.actor(HAND, day), moment=_moment(day), person=person)

    @staticmethod
    def _last(person: Person) -> Message | None:
        found: Message | None = Message.unscoped.filter(person=person).order_by("-send_at", "pk").first()
        return found


def play(*, stage: Stage, chronicle: Chronicle) -> None:
    """Plan it all."""
    writing = Writing(stage)
    news = MessageDraft(template=Template.NEWS, way=MessageWay.SMS)
    call = MessageDraft(template=Template.CALL_BACK, way=MessageWay.SMS)
    agreed = MessageDraft(template=Template.AS_AGREED, way=MessageWay.SMS, day=date(2020, 5, 26), hour=time(14))
    for rank in NUMBERS:
        chronicle.at(date(2020, 3, 18), writing.on(rank, partial(writing.allow, rank)))
    planned: tuple[tuple[date, int, Callable[[Person, date], object]], ...] = (
        (date(2020, 3, 24), 5, partial(writing.write, news, 15)),
        (date(2020, 4, 14), 5, partial(writing.write, news, 15)),
        (date(2020, 5, 18), 5, partial(writing.write, agreed, 20)),
        (date(2020, 3, 31), 7, partial(writing.write, news, 15)),
        (date(2020, 5, 14), 7, partial(writing.write, call, 15)),
        (date(2020, 5, 15), 7, writing.lose),
        (date(2020, 5, 6), 8, partial(writing.write, call, 15)),
        (date(2020, 5, 7), 8, writing.lose),
        (date(2020, 5, 7), 8, partial(writing.again, call)),
        (date(2020, 4, 7), 9, partial(writing.write, news, 15)),
        (date(2020, 5, 12), 9, writing.hold),
    )
    for day, rank, act in planned:
        chronicle.at(day, writing.on(rank, act))
