"""Calls of spring 2020: rhythms agreed before, raised for everybody the day the doors close, and the calls of the present week.

One number is wrong, one evening was not safe, one person gives no news and is searched for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from maillage.accompaniment.contacts.models import LostContact, Mood, RhythmRaise
from maillage.accompaniment.contacts.selectors.rhythm import rhythm_of
from maillage.accompaniment.contacts.services import (
    RhythmDraft,
    agree_rhythm,
    note_attempt,
    note_step,
    open_search,
    put_back,
    raise_rhythms,
    suspend_rhythm,
)
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.selectors import rule_of
from maillage.accompaniment.people.selectors.contact import ways_now
from maillage.core.call_list import Outcome
from maillage.core.lost_contact import Step
from maillage.core.safe_contact import Channel, Standing
from maillage.doors.demo.chronicle import Chronicle, Event
from maillage.doors.demo.stage import Stage
from maillage.foundation.kernel.moment import PARIS, Moment

CLOSED_ON, REOPENED_ON = date(2020, 3, 17), date(2020, 5, 11)
# Association, rank of the file, who calls, days between two contacts, agreed on, said yes.
AGREED: tuple[tuple[str, int, str, int, date, bool], ...] = (
    ("a", 0, "alice", 14, date(2020, 2, 3), True),
    ("a", 1, "alice", 30, date(2020, 2, 10), True),
    ("a", 2, "iris", 14, date(2020, 2, 17), True),
    ("a", 3, "alice", 30, date(2020, 3, 2), True),
    ("a", 4, "iris", 14, date(2020, 3, 30), True),
    ("a", 5, "alice", 7, date(2020, 4, 6), True),
    ("a", 6, "alice", 7, date(2020, 4, 20), False),
    ("a", 7, "iris", 21, date(2020, 4, 27), True),
    ("a", 11, "alice", 7, date(2020, 4, 6), True),
    ("a", 12, "alice", 14, date(2020, 4, 6), True),
    ("c", 0, "clara", 21, date(2020, 3, 3), True),
    ("c", 1, "clara", 14, date(2020, 4, 1), True),
    ("c", 2, "clara", 30, date(2020, 4, 15), True),
)
CALLED = (Channel.PHONE, Channel.SMS, Channel.MESSAGING, Channel.PARTNER, Channel.MAIL)
TRIED: tuple[tuple[str, int, str, date, int, Outcome, Mood], ...] = (
    ("a", 5, "alice", date(2020, 5, 13), 11, Outcome.NO_ANSWER, Mood.UNKNOWN),
    ("a", 5, "alice", date(2020, 5, 14), 16, Outcome.NO_ANSWER, Mood.UNKNOWN),
    ("a", 11, "alice", date(2020, 5, 15), 10, Outcome.WRONG_NUMBER, Mood.UNKNOWN),
    ("a", 7, "iris", date(2020, 5, 18), 14, Outcome.REACHED, Mood.DISTRESS),
    ("c", 1, "clara", date(2020, 5, 12), 15, Outcome.NO_ANSWER, Mood.UNKNOWN),
    ("c", 2, "clara", date(2020, 5, 18), 11, Outcome.NOT_SAFE, Mood.UNKNOWN),
)
SEARCHED = ("c", 4, "clara", date(2020, 5, 4), ((Step.COLLEAGUE, date(2020, 5, 5)), (Step.OTHER_CHANNEL, date(2020, 5, 8))))
PAUSED = ("a", 3, "alice", date(2020, 5, 13))


@dataclass(frozen=True)
class Calls:
    """Plans rhythms, tries and searches."""

    stage: Stage

    def on(self, association: str, rank: int, act: Callable[[Person, date], object]) -> Event:
        """An event on a file simply followed; nothing if it is not open that day."""

        def play(day: date) -> None:
            person = self.stage.person(association, "followed", rank)
            if person is not None and person.closed_on is None and person.merged_into_id is None:
                act(person, day)

        return play

    def agree(self, by: str, every_days: int, *, said_yes: bool) -> Callable[[Person, date], object]:
        """A rhythm, by the first way of talking that her rule does not forbid."""

        def write(person: Person, day: date) -> None:
            rule = rule_of(person)
            kept = [way for way in CALLED if rule is None or getattr(rule, f"by_{way.value}") != Standing.FORBIDDEN.value]
            preferred = [way for way in kept if way.value == person.channel]
            draft = RhythmDraft(
                every_days=every_days, caller_id=self.stage.users[by].pk, channel=(preferred or kept or list(CALLED))[0],
                counts_from=day, agreed_on=day if said_yes else None,
            )  # fmt: skip
            agree_rhythm(actor=self.stage.actor(by, day), today=day, person=person, draft=draft, seen=0)

        return write

    def attempt(self, by: str, hour: int, outcome: Outcome, mood: Mood) -> Callable[[Person, date], object]:
        """A try by the first way open at that hour; none against her rule."""

        def note(person: Person, day: date) -> None:
            moment = Moment(now=datetime.combine(day, time(hour), tzinfo=PARIS), today=day)
            ways = [each.way for each in ways_now(rule_of(person), moment=moment) if each.verdict.allowed and each.way in CALLED]
            if outcome is Outcome.WRONG_NUMBER:
                ways = [way for way in ways if way in (Channel.PHONE, Channel.SMS, Channel.MESSAGING)]
            if ways:
                note_attempt(actor=self.stage.actor(by, day), moment=moment, person=person, channel=ways[0], outcome=outcome, mood=mood)

        return note

    def pause(self, by: str) -> Callable[[Person, date], object]:
        """She asks for a pause."""

        def suspend(person: Person, day: date) -> None:
            rhythm = rhythm_of(person)
            if rhythm is not None and rhythm.suspended_on is None:
                suspend_rhythm(actor=self.stage.actor(by, day), today=day, rhythm=rhythm, seen=rhythm.version)

        return suspend

    def search(self, by: str) -> Callable[[Person, date], object]:
        """The contact is lost."""

        def begin(person: Person, day: date) -> None:
            open_search(actor=self.stage.actor(by, day), today=day, person=person)

        return begin

    def step(self, by: str, step: Step) -> Callable[[Person, date], object]:
        """One thing done to find her, while the search goes on."""

        def note(person: Person, day: date) -> None:
            search = LostContact.unscoped.standing().filter(person=person).first()
            if search is not None:
                note_step(actor=self.stage.actor(by, day), today=day, search=search, step=step)

        return note

    def raise_all(self, day: date) -> None:
        """The doors of A close: everybody is called more often."""
        organisation = self.stage.organisations["a"]
        raise_rhythms(
            actor=self.stage.actor("hugo", day), today=day, organisation_id=organisation.pk, people=None, every_days=7, until=None,
            cause="closed",
        )  # fmt: skip

    def put_all_back(self, day: date) -> None:
        """They open again: what was agreed holds again."""
        organisation = self.stage.organisations["a"]
        for raised in RhythmRaise.unscoped.standing(today=day).filter(organisation=organisation, starts_on=CLOSED_ON).order_by("pk"):
            put_back(actor=self.stage.actor("hugo", day), today=day, raised=raised)

    def raise_silent(self, day: date) -> None:
        """Two nights of violence in the street of C: some are called more often, until the beginning of July."""
        organisation = self.stage.organisations["c"]
        known = (self.stage.person("c", "followed", rank) for rank in range(3))
        people = [each for each in known if each is not None and each.closed_on is None and each.merged_into_id is None]
        raise_rhythms(
            actor=self.stage.actor("clara", day), today=day, organisation_id=organisation.pk, people=people, every_days=5,
            until=date(2020, 7, 3), cause="danger",
        )  # fmt: skip


def play(*, stage: Stage, chronicle: Chronicle) -> None:
    """Plan the scene."""
    calls = Calls(stage=stage)
    for association, rank, by, every_days, day, said_yes in AGREED:
        chronicle.at(day, calls.on(association, rank, calls.agree(by, every_days, said_yes=said_yes)))
    chronicle.at(CLOSED_ON, calls.raise_all)
    chronicle.at(REOPENED_ON, calls.put_all_back)
    chronicle.at(date(2020, 5, 14), calls.raise_silent)
    for association, rank, by, day, hour, outcome, mood in TRIED:
        chronicle.at(day, calls.on(association, rank, calls.attempt(by, hour, outcome, mood)))
    association, rank, by, day = PAUSED
    chronicle.at(day, calls.on(association, rank, calls.pause(by)))
    association, rank, by, day, steps = SEARCHED
    chronicle.at(day, calls.on(association, rank, calls.search(by)))
    for step, done_on in steps:
        chronicle.at(done_on, calls.on(association, rank, calls.step(by, step)))
