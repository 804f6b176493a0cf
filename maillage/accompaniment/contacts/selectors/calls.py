"""The call list: whom to call first, why, and by which way now. Everything is known from codes and days; nothing is opened here."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from maillage.accompaniment.contacts.models import Attempt, Contact, LostContact, Mood, Rhythm
from maillage.accompaniment.contacts.pressing import what_presses
from maillage.accompaniment.contacts.selectors.latest import latest_of_each
from maillage.accompaniment.contacts.selectors.rhythm import followed_among, keeps_link_with, raises_on, rhythms_of_many
from maillage.accompaniment.people.models import Channel as Preferred
from maillage.accompaniment.people.models import ContactRule, Person
from maillage.accompaniment.people.moments import instant_of, wall_clock
from maillage.accompaniment.people.rules import pure_rule
from maillage.accompaniment.people.selectors.contact import rules_of_many, when_words
from maillage.core.call_list import Known, Level, Outcome, Ranked, rank
from maillage.core.phrase import Phrase
from maillage.core.rhythm import Expected, expect_contact
from maillage.core.safe_contact import QUIETEST_FIRST, Channel, Verdict, may_contact
from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.moment import PARIS, Moment

BY_NUMBER = frozenset({Channel.PHONE, Channel.SMS, Channel.MESSAGING})


class State(StrEnum):
    """May the line be treated now?"""

    NOW = "now"
    LATER = "later"
    WRONG_NUMBER = "wrong_number"
    NO_WAY = "no_way"


@dataclass(frozen=True)
class CallLine:
    """One person to call: why, by which ways now, or when. Nothing sealed is here."""

    person: Person
    ranked: Ranked
    expected: Expected | None
    rule: ContactRule | None
    state: State
    ways: tuple[Channel, ...]
    refused: Verdict | None
    later_at: datetime | None
    number_wrong: bool
    tries: int
    rhythm: Rhythm | None = None
    lost: bool = False
    wrong_rule_id: uuid.UUID | None = None

    @property
    def way(self) -> Channel | None:
        """The way proposed now."""
        return self.ways[0] if self.ways else None

    @property
    def way_label(self) -> Phrase | str:
        """The way proposed now, in words."""
        return self.ways[0].label if self.ways else ""

    @property
    def later_words(self) -> str:
        """When it may be treated, in words."""
        return when_words(self.later_at)

    @property
    def in_danger(self) -> bool:
        """Does a danger put it there?"""
        return self.ranked.level is Level.DANGER

    @property
    def order(self) -> tuple[Any, ...]:
        """Danger first; then what may be treated now; each by its rank."""
        return (not self.in_danger, self.state is not State.NOW, self.ranked.order, self.person.reference)


def call_lines(people: Sequence[Person], *, actor: Actor, moment: Moment) -> list[CallLine]:
    """The lines of these files, those due today only, in order. A constant number of queries."""
    facts = _Facts(people, actor=actor, moment=moment)
    lines = (facts.line_of(each) for each in people)
    return sorted((each for each in lines if each.ranked.due), key=lambda each: each.order)


def calls_of(actor: Actor, *, moment: Moment, mine: bool = False) -> list[CallLine]:
    """The calls of the day of the actor: hers (`mine`: named with the person, else followed by her), or all that she may make."""
    people = list(keeps_link_with(actor, today=moment.today).order_by("pk"))
    lines = call_lines(people, actor=actor, moment=moment)
    return mine_among(lines, actor=actor, today=moment.today) if mine else lines


def mine_among(lines: Sequence[CallLine], *, actor: Actor, today: date) -> list[CallLine]:
    """Those that the actor was named to make, or whom she follows when nobody was named."""
    followed = followed_among([each.person for each in lines if each.rhythm is None], user_id=actor.user_id, today=today)
    return [each for each in lines if (each.rhythm.caller_id == actor.user_id if each.rhythm is not None else each.person.pk in followed)]


def due_of(actor: Actor, *, today: date, mine: bool = False) -> list[CallLine]:
    """The calls of the day without the hour nor the ways, by rank alone: for a home, which names them and opens nothing.

    Letters and promises stand in blocks of their own there: they are not asked again.
    """
    noon = Moment(now=datetime.combine(today, time(12), tzinfo=PARIS), today=today)
    people = list(keeps_link_with(actor, today=today).order_by("pk"))
    facts = _Facts(people, actor=actor, moment=noon, light=True)
    due = [line for each in people if (line := facts.line_of(each)).ranked.due]
    kept = mine_among(due, actor=actor, today=today) if mine else due
    return sorted(kept, key=lambda each: (each.ranked.order, each.person.reference))


def people_to_call_first(*, actor: Actor, moment: Moment, limit: int) -> list[CallLine]:
    """Whom to call first among the open files that the actor may list: for a change of opening. Opens nothing."""
    people = list(Person.objects.visible_to(actor, today=moment.today).open_files().order_by("pk"))
    return call_lines(people, actor=actor, moment=moment)[:limit]


def line_of(person: Person, *, actor: Actor, moment: Moment) -> CallLine:
    """The line of one file, due or not."""
    return _Facts([person], actor=actor, moment=moment).line_of(person)


class _Facts:
    """What is known of many files, read once."""

    def __init__(self, people: Sequence[Person], *, actor: Actor, moment: Moment, light: bool = False) -> None:
        self.today = moment.today
        self.at = wall_clock(instant_of(moment))
        self.rhythms = rhythms_of_many(people)
        self.raises = raises_on(people, today=moment.today)
        self.rules = {} if light else rules_of_many(people)
        contacts = Contact.unscoped.real().filter(person__in=people).defer("themes")
        self.contacts = latest_of_each(contacts, by=("-happened_on", "-written_on", "-pk"))
        self.tries = _tries_of(people)
        standing = LostContact.unscoped.standing().filter(person__in=people).order_by()
        self.lost: dict[uuid.UUID, date] = {} if light else dict(standing.values_list("person_id", "opened_on"))
        self.pressing = {} if light else what_presses(actor=actor, people=people, today=moment.today)

    def line_of(self, person: Person) -> CallLine:
        """One line."""
        tries, rule, rhythm = self.tries.get(person.pk, []), self.rules.get(person.pk), self.rhythms.get(person.pk)
        expected = self._expected(person, rhythm)
        wrong_rule_id = _wrong_under(tries)
        wrong = rule is not None and wrong_rule_id == rule.pk
        ways, refused, later_at = self._ways(rule, wrong=wrong)
        waits = self._waits_for(tries)
        if waits is not None:
            later_at = waits
        return CallLine(
            person=person,
            ranked=rank(self._known(person, tries, expected=expected), today=self.today),
            expected=expected,
            rule=rule,
            state=_state(ways, later_at=later_at, wrong=wrong, waits=waits is not None),
            ways=() if waits is not None else ways,
            refused=refused,
            later_at=later_at,
            number_wrong=wrong,
            tries=len(tries),
            rhythm=rhythm,
            lost=person.pk in self.lost,
            wrong_rule_id=wrong_rule_id,
        )

    def _expected(self, person: Person, rhythm: Rhythm | None) -> Expected | None:
        contact = self.contacts.get(person.pk)
        return expect_contact(
            last_contact_on=person.last_contact_on,
            rhythm=rhythm.pure if rhythm is not None else None,
            raises=self.raises[person.pk],
            said_next_on=contact.next_on if contact is not None else None,
            today=self.today,
        )

    def _known(self, person: Person, tries: list[Attempt], *, expected: Expected | None) -> Known:
        contact = self.contacts.get(person.pk)
        not_safe = tries[-1] if tries and tries[-1].outcome == Outcome.NOT_SAFE else None
        not_safe_on = wall_clock(not_safe.at).date() if not_safe is not None else None
        since = [each for each in tries if wall_clock(each.at).date() > person.last_contact_on]
        return Known(
            last_contact_on=person.last_contact_on,
            expected=expected,
            in_distress_on=contact.happened_on if contact is not None and contact.mood == Mood.DISTRESS else None,
            not_safe_on=not_safe_on if not_safe_on is not None and person.last_contact_on <= not_safe_on else None,
            lost_since=self.lost.get(person.pk),
            tries=sum(1 for each in since if each.outcome == Outcome.NO_ANSWER),
            pressing=self.pressing.get(person.pk, ()),
        )

    def _waits_for(self, tries: list[Attempt]) -> datetime | None:
        """The next try that was said, when it is still to come."""
        if not tries or tries[-1].next_try_at is None:
            return None
        at = wall_clock(tries[-1].next_try_at)
        return at if at > self.at else None

    def _ways(self, rule: ContactRule | None, *, wrong: bool) -> tuple[tuple[Channel, ...], Verdict | None, datetime | None]:
        """The ways open now, the preferred one first; else why the preferred one is not, and when the first of all opens."""
        pure, preferred = pure_rule(rule), _preferred(rule)
        usable = [way for way in _in_order(preferred) if not (wrong and way in BY_NUMBER)]
        verdicts = {way: may_contact(pure, channel=way, at=self.at) for way in usable}
        ways = tuple(way for way in usable if verdicts[way].allowed)
        if ways:
            return ways, None, None
        opens = [each.next_at for each in verdicts.values() if each.next_at is not None]
        shown = verdicts.get(preferred) if preferred is not None else None
        return (), shown or may_contact(pure, channel=Channel.PHONE, at=self.at), min(opens, default=None)


def _preferred(rule: ContactRule | None) -> Channel | None:
    return Channel(rule.preferred) if rule is not None and rule.preferred != Preferred.NONE_KNOWN else None


def _in_order(preferred: Channel | None) -> list[Channel]:
    # To wait until she comes by is no call.
    found = [way for way in QUIETEST_FIRST if way is not Channel.KEY_WORKER]
    return sorted(found, key=lambda way: way is not preferred)


def _state(ways: tuple[Channel, ...], *, later_at: datetime | None, wrong: bool, waits: bool) -> State:
    if ways and not waits:
        return State.NOW
    if wrong and not waits:
        return State.WRONG_NUMBER
    return State.LATER if later_at is not None else State.NO_WAY


def _wrong_under(tries: list[Attempt]) -> uuid.UUID | None:
    """The version of her rule whose number was found wrong, unless she was reached by number since.

    Another version is taken for a correction until it is opened: then the two numbers are compared.
    """
    wrong = [each for each in tries if each.outcome == Outcome.WRONG_NUMBER]
    if not wrong:
        return None
    last = wrong[-1]
    reached = any(each.outcome == Outcome.REACHED and each.at > last.at and Channel(each.channel) in BY_NUMBER for each in tries)
    return None if reached else last.rule_id


def _tries_of(people: Sequence[Person]) -> dict[uuid.UUID, list[Attempt]]:
    """The tries of each file, the first one first."""
    found: dict[uuid.UUID, list[Attempt]] = {}
    rows = Attempt.unscoped.filter(person__in=people).order_by("at", "pk")
    for each in rows.only("person_id", "at", "outcome", "channel", "next_try_at", "rule_id"):
        found.setdefault(each.person_id, []).append(each)
    return found
