"""Contacts before, during and after the lockdown, in two associations: the one that closed and called, the one that stayed open, slowed.

What each service answered, what they say of the calls, and what is decided of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from maillage.accompaniment.contacts.models import (
    ContactKind,
    ContactWay,
    Course,
    CourseReason,
    Helped,
    Initiator,
    Mood,
    Reached,
    ServiceKind,
    Theme,
    Wish,
)
from maillage.accompaniment.contacts.services import ContactDraft, choose_course, note_contact, note_her_word, note_service_call
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.selectors import rule_of
from maillage.accompaniment.people.selectors.contact import ways_now
from maillage.core.contact_effect import LOCKDOWN, REOPENING
from maillage.core.safe_contact import Channel
from maillage.doors.demo.chronicle import Chronicle, Event
from maillage.doors.demo.stage import Stage
from maillage.foundation.kernel.moment import PARIS, Moment

HANDS = {"a": "alice", "c": "clara"}
BEFORE, TODAY = date(2020, 1, 22), date(2020, 5, 19)
NEXT = date(2020, 6, 3)
HER, US = Initiator.HER, Initiator.US
# By which of her ways we called: those that one talks by, in the order of preference.
TALKING = {
    Channel.PHONE: ContactWay.PHONE,
    Channel.MESSAGING: ContactWay.MESSAGING,
    Channel.SMS: ContactWay.SMS,
    Channel.MAIL: ContactWay.MAIL,
    Channel.PARTNER: ContactWay.PARTNER,
}
MOODS = (Mood.WELL, Mood.TIRED, Mood.WORRIED, Mood.ALONE, Mood.WELL, Mood.WORRIED, Mood.UNKNOWN, Mood.TIRED)
THEMES = ((Theme.NEWS,), (Theme.FOOD, Theme.MONEY), (Theme.PAPERS,), (Theme.HOUSING,), (Theme.NEWS, Theme.LONELINESS), (Theme.HEALTH,))


@dataclass(frozen=True)
class Pattern:
    """A way of keeping in touch: in which association, with which files, from a day to another, every so many days, begun by whom."""

    association: str
    ranks: range
    first: date
    last: date
    every: int
    by: Initiator
    way: ContactWay | None = None  # None: the first that her rule allows
    kind: ContactKind = ContactKind.INFORMAL

    def days(self, rank: int) -> Iterator[date]:
        """The days of one file, each beginning a little after the former one."""
        day = self.first + timedelta(days=rank * 3 % self.every)
        while day <= self.last:
            yield day
            day += timedelta(days=self.every)


_EVE, _OUT = LOCKDOWN - timedelta(days=1), REOPENING - timedelta(days=1)
PATTERNS = (
    # A waited for them to come; closed, it called; open two days a week, both.
    Pattern("a", range(8), BEFORE, _EVE, 21, HER, ContactWay.ON_SITE),
    Pattern("a", range(3), BEFORE, _EVE, 45, HER, ContactWay.ON_SITE, ContactKind.FORMAL),
    Pattern("a", range(8), LOCKDOWN, _OUT, 13, US),
    Pattern("a", range(0, 8, 2), LOCKDOWN, _OUT, 40, HER, ContactWay.PHONE),
    Pattern("a", range(8), REOPENING, TODAY, 9, US),
    # C stayed open, slowed: they came less, and met it outside.
    Pattern("c", range(6), BEFORE, _EVE, 24, HER, ContactWay.ON_SITE),
    Pattern("c", range(6), LOCKDOWN, _OUT, 28, HER, ContactWay.OUTSIDE),
    Pattern("c", range(0, 6, 2), LOCKDOWN, _OUT, 35, US),
    Pattern("c", range(6), REOPENING, TODAY, 9, HER, ContactWay.ON_SITE),
)
ANSWERS: tuple[tuple[date, ServiceKind, Reached], ...] = (
    (date(2020, 3, 10), ServiceKind.PREFECTURE, Reached.NOBODY),
    (date(2020, 3, 11), ServiceKind.FAMILY_BENEFITS, Reached.WAITED),
    (date(2020, 3, 12), ServiceKind.PREFECTURE, Reached.NOBODY),
    (date(2020, 3, 13), ServiceKind.HEALTH_INSURANCE, Reached.WAITED),
    (date(2020, 3, 24), ServiceKind.SHELTER, Reached.NOBODY),
    (date(2020, 3, 25), ServiceKind.FAMILY_BENEFITS, Reached.ANSWERED),
    (date(2020, 4, 1), ServiceKind.FAMILY_BENEFITS, Reached.ANSWERED),
    (date(2020, 4, 2), ServiceKind.PREFECTURE, Reached.WAITED),
    (date(2020, 4, 8), ServiceKind.HEALTH_INSURANCE, Reached.ANSWERED),
    (date(2020, 4, 15), ServiceKind.PREFECTURE, Reached.ANSWERED),
    (date(2020, 4, 22), ServiceKind.SHELTER, Reached.WAITED),
    (date(2020, 4, 28), ServiceKind.HOSPITAL, Reached.ANSWERED),
    (date(2020, 5, 6), ServiceKind.FAMILY_BENEFITS, Reached.ANSWERED),
    (date(2020, 5, 13), ServiceKind.ASYLUM, Reached.NOBODY),
    (date(2020, 5, 18), ServiceKind.PREFECTURE, Reached.WAITED),
)
SAID: tuple[tuple[int, date, Helped, Wish], ...] = (
    (0, date(2020, 4, 24), Helped.YES, Wish.GO_ON),
    (1, date(2020, 4, 27), Helped.YES, Wish.MORE),
    (2, date(2020, 5, 4), Helped.SOMEWHAT, Wish.LESS),
    (3, date(2020, 5, 12), Helped.NO, Wish.STOP),
    (4, date(2020, 5, 14), Helped.NOT_SAID, Wish.NOT_SAID),
)
CHOSEN: tuple[tuple[int, date, Course, CourseReason], ...] = (
    (1, date(2020, 4, 28), Course.KEEP, CourseReason.STILL_ALONE),
    (2, date(2020, 5, 5), Course.TAPER, CourseReason.HER_WISH),
    (3, date(2020, 5, 13), Course.END, CourseReason.HER_WISH),
)


def _moment(day: date, hour: int = 15) -> Moment:
    return Moment(now=datetime.combine(day, time(hour), tzinfo=PARIS), today=day)


@dataclass(frozen=True)
class Log:
    """Plans what is noted of them."""

    stage: Stage

    def on(self, association: str, rank: int, act: Callable[[Person, date], object]) -> Event:
        """An event on a file simply followed; nothing if it is not open that day."""

        def play(day: date) -> None:
            person = self.stage.person(association, "followed", rank)
            if person is not None and person.closed_on is None and person.merged_into_id is None:
                act(person, day)

        return play

    def meet(self, pattern: Pattern, turn: int, person: Person, day: date) -> None:
        """One contact of a pattern; we begin none against her rule."""
        way = pattern.way or self._allowed(person, day)
        if way is None:
            return
        formal = pattern.kind == ContactKind.FORMAL
        draft = ContactDraft(
            way=way,
            kind=pattern.kind,
            initiated_by=pattern.by,
            mood=MOODS[turn % len(MOODS)],
            minutes=45 if formal else (None, 5, 10)[turn % 3],
            themes=THEMES[turn % len(THEMES)],
            next_on=NEXT if day >= REOPENING and turn % 2 else None,
        )
        note_contact(actor=self.stage.actor(HANDS[pattern.association], day), moment=_moment(day), person=person, draft=draft)

    @staticmethod
    def _allowed(person: Person, day: date) -> ContactWay | None:
        open_ways = {each.way for each in ways_now(rule_of(person), moment=_moment(day)) if each.verdict.allowed}
        return next((TALKING[way] for way in TALKING if way in open_ways), None)

    def slip(self, person: Person, day: date) -> None:
        """A call late in the evening, by a way that nobody had asked her about: kept, and said."""
        words = "Appelée tard, au mauvais moment : elle a dit qu'elle rappellerait."
        draft = ContactDraft(way=ContactWay.VISIT, initiated_by=US, mood=Mood.ANGRY, words=words)
        note_contact(actor=self.stage.actor("alice", day), moment=_moment(day, 21), person=person, draft=draft)

    def say(self, helped: Helped, wish: Wish, person: Person, day: date) -> None:
        """Her answer to the one question."""
        note_her_word(actor=self.stage.actor("alice", day), today=day, person=person, helped=helped, wish=wish)

    def choose(self, course: Course, reason: CourseReason, person: Person, day: date) -> None:
        """What the association does of its calls."""
        choose_course(actor=self.stage.actor("alice", day), today=day, person=person, course=course, reason=reason)

    def tap(self, service: ServiceKind, reached: Reached, day: date) -> None:
        """A service was called."""
        actor = self.stage.actor("alice", day)
        note_service_call(actor=actor, today=day, organisation_id=self.stage.organisations["a"].pk, service=service, reached=reached)


def play(*, stage: Stage, chronicle: Chronicle) -> None:
    """Plan it all."""
    log = Log(stage)
    for pattern in PATTERNS:
        for rank in pattern.ranks:
            for turn, day in enumerate(pattern.days(rank), start=rank):
                chronicle.at(day, log.on(pattern.association, rank, partial(log.meet, pattern, turn)))
    chronicle.at(date(2020, 4, 16), log.on("a", 6, log.slip))
    for rank, day, helped, wish in SAID:
        chronicle.at(day, log.on("a", rank, partial(log.say, helped, wish)))
    for rank, day, course, reason in CHOSEN:
        chronicle.at(day, log.on("a", rank, partial(log.choose, course, reason)))
    for day, service, reached in ANSWERS:
        chronicle.at(day, partial(log.tap, service, reached))
