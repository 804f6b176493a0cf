"""Mail kept at the day centre: in every state, and left behind by the lockdown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from maillage.accompaniment.kept_mail.models import KeptMail, Outcome, Sender, Told
from maillage.accompaniment.kept_mail.selectors import ways_to_tell
from maillage.accompaniment.kept_mail.services import close_mail, keep_mail, tell_mail
from maillage.accompaniment.people.models import Person
from maillage.doors.demo.chronicle import Chronicle
from maillage.doors.demo.stage import Stage
from maillage.foundation.kernel.moment import PARIS, Moment

ITS_DESK = {"a": "rose", "b": "charlie", "c": "clara"}


@dataclass(frozen=True)
class Envelope:
    """One letter: for whom, from whom, when it came, when she was told (in person or as her rule allows), how it left."""

    association: str
    goal: str
    rank: int
    sender: Sender
    on: date
    urgent: bool = False
    told: date | None = None
    in_person: bool = False
    left: tuple[Outcome, date] | None = None


ENVELOPES: tuple[Envelope, ...] = (
    Envelope(
        "a", "followed", 1, Sender.HEALTH_INSURANCE, date(2019, 10, 7), told=date(2019, 10, 9), left=(Outcome.HANDED, date(2019, 10, 14))
    ),
    Envelope("a", "followed", 4, Sender.BANK, date(2019, 11, 18), left=(Outcome.RETURNED, date(2020, 2, 24))),
    Envelope(
        "a", "followed", 0, Sender.ASYLUM, date(2020, 2, 10), urgent=True, told=date(2020, 2, 10),
        left=(Outcome.HANDED, date(2020, 2, 12)),
    ),
    Envelope("a", "followed", 6, Sender.OTHER, date(2020, 3, 2), left=(Outcome.MISTAKE, date(2020, 3, 2))),
    # The lockdown closes the centre: urgent letters stay behind its door.
    Envelope("a", "followed", 0, Sender.ASYLUM, date(2020, 5, 6), urgent=True),
    Envelope("a", "followed", 7, Sender.COURT, date(2020, 5, 11), urgent=True, told=date(2020, 5, 12)),
    Envelope("a", "followed", 3, Sender.PREFECTURE, date(2020, 4, 14), urgent=True, left=(Outcome.FORWARDED, date(2020, 4, 16))),
    Envelope("a", "followed", 4, Sender.FAMILY_BENEFITS, date(2020, 3, 23)),
    Envelope("a", "followed", 6, Sender.BANK, date(2020, 5, 15)),
    Envelope("a", "followed", 8, Sender.EMPLOYMENT, date(2020, 5, 18), told=date(2020, 5, 18), in_person=True),
    Envelope("a", "filed", 0, Sender.PREFECTURE, date(2020, 5, 18), urgent=True),
    Envelope("a", "pathway", 9, Sender.HEALTH_INSURANCE, date(2020, 5, 4), told=date(2020, 5, 5)),
    Envelope("b", "followed", 0, Sender.FAMILY, date(2020, 5, 12)),
    Envelope("b", "followed", 1, Sender.COURT, date(2020, 5, 13), urgent=True),
    Envelope("c", "followed", 2, Sender.BANK, date(2020, 4, 6), told=date(2020, 4, 8), left=(Outcome.HANDED, date(2020, 5, 13))),
)  # fmt: skip


def _moment(day: date) -> Moment:
    return Moment(now=datetime.combine(day, time(15), tzinfo=PARIS), today=day)


@dataclass(frozen=True)
class Desk:
    """Plans what the reception does with each letter."""

    stage: Stage
    chronicle: Chronicle

    def on(self, each: Envelope, act: Callable[[Person, date], object]) -> Callable[[date], None]:
        """An event on one of these files; nothing if it is not open that day."""

        def play(day: date) -> None:
            person = self.stage.person(each.association, each.goal, each.rank)
            if person is not None and person.closed_on is None and person.merged_into_id is None:
                act(person, day)

        return play

    def keep(self, each: Envelope) -> None:
        """A letter, from the day it came to the day it left."""
        self.chronicle.at(each.on, self.on(each, partial(self._note, each)))
        if each.told is not None:
            self.chronicle.at(each.told, self.on(each, partial(self._tell, each)))
        if each.left is not None:
            self.chronicle.at(each.left[1], self.on(each, partial(self._leave, each)))

    def _note(self, each: Envelope, person: Person, day: date) -> None:
        actor = self.stage.actor(ITS_DESK[each.association], day)
        keep_mail(actor=actor, today=day, person=person, sender=each.sender, urgent=each.urgent, received_on=day)

    def _tell(self, each: Envelope, person: Person, day: date) -> None:
        """By the first way that her rule allows then; nobody is told against it."""
        moment = _moment(day)
        allowed = [way.by for way in ways_to_tell(person, moment=moment) if way.allowed and way.by != Told.IN_PERSON]
        by = Told.IN_PERSON if each.in_person else next(iter(allowed), None)
        if by is not None and self._waiting(each, person):
            tell_mail(actor=self.stage.actor(ITS_DESK[each.association], day), moment=moment, person=person, by=by)

    def _leave(self, each: Envelope, person: Person, day: date) -> None:
        if each.left is None:
            return
        for mail in self._waiting(each, person):
            actor = self.stage.actor(ITS_DESK[each.association], day)
            close_mail(actor=actor, moment=_moment(day), mail=mail, seen=mail.version, outcome=each.left[0])

    def _waiting(self, each: Envelope, person: Person) -> list[KeptMail]:
        came = (each.on, each.on + timedelta(days=1))  # on a Sunday, the Monday
        rows = KeptMail.unscoped.waiting().filter(person=person, sender=each.sender, received_on__range=came)
        return list(rows.order_by("received_on", "pk"))


def play(*, stage: Stage, chronicle: Chronicle) -> None:
    """Plan it all."""
    desk = Desk(stage, chronicle)
    for each in ENVELOPES:
        desk.keep(each)
