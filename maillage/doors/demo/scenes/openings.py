"""How three associations worked from March to July 2020: open and slowed; closed, then two days a week; by phone only.

The CAARUD stays open, three people at once, its services pooled; the legal desk that another association runs stops. Les Passerelles
close on 17 March, and open again two days a week by appointment after a month. La Lanterne goes on by phone.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial

from maillage.accompaniment.openings.errors_booking import NotThen
from maillage.accompaniment.openings.models import Activity, Change, Why
from maillage.accompaniment.openings.models.following import CAME
from maillage.accompaniment.openings.selectors.carrying import read_carried
from maillage.accompaniment.openings.services import (
    ActivityDraft,
    LackDraft,
    ModeDraft,
    add_activity,
    add_room,
    add_site,
    carry_out,
    decide_change,
    finish_change,
    note_attendance,
    note_lack,
    set_aside,
    tell_her,
    tell_partner,
)
from maillage.accompaniment.openings.services.booking import BookingDraft, book
from maillage.accompaniment.people.selectors.contact import rule_of, ways_now
from maillage.core.openings.consequences import Code
from maillage.core.openings.modes import ActivityKind, Exceptional, MeetingWay, ModeKind
from maillage.core.openings.standing import Need
from maillage.core.safe_contact import Window
from maillage.doors.demo.chronicle import Chronicle
from maillage.doors.demo.stage import Stage
from maillage.foundation.access.actor import Actor, system_actor
from maillage.foundation.kernel.moment import PARIS, Moment
from maillage.reference.territories.models import PlaceKind
from maillage.reference.territories.selectors import open_places

BEFORE, LOCKDOWN, REOPENING, EASING = date(2020, 1, 6), date(2020, 3, 17), date(2020, 4, 20), date(2020, 5, 11)
EVE = date(2020, 3, 16)
ASCENSION, JUNE, JULY = date(2020, 5, 21), date(2020, 6, 2), date(2020, 7, 6)
TWO_DAYS = (Window(frozenset({1, 3}), time(14), time(17)),)
TWO_NIGHTS = (Window(frozenset({1, 4}), time(19), time(22)),)
EMERGENCY = frozenset({Exceptional.EMERGENCY})
TELLS = {"a": "alice", "c": "clara", "e": "elsa"}


@dataclass(frozen=True)
class Kept:
    """One activity of the story, by its key."""

    key: str
    kind: ActivityKind
    site: bool = True
    needs_site: bool = False
    partner: str = ""
    staff: int = 0
    pooled: bool = False


@dataclass(frozen=True)
class Turn:
    """A change of mode: which activities, decided when, from when to when; which of the cast decides."""

    keys: tuple[str, ...]
    kind: ModeKind
    why: Why
    decided: date
    starts: date
    ends: date | None = None
    capacity: int | None = None
    windows: tuple[Window, ...] = ()
    exceptions: frozenset[Exceptional] = frozenset()
    carried: bool = True


@dataclass(frozen=True)
class HouseStory:
    """One association: its site, its activities, its spring."""

    key: str
    director: str
    site: str
    room: str
    activities: tuple[Kept, ...]
    turns: tuple[Turn, ...]
    partner_told: str = ""
    doors: tuple[tuple[date, int, int], ...] = ()


_K, _A, _W = ModeKind, ActivityKind, Why
STORIES: tuple[HouseStory, ...] = (
    HouseStory(
        key="a", director="hugo", site="Le Local", room="Petite salle", partner_told="del1",
        activities=(
            Kept("accueil", _A.DAY_CENTRE, needs_site=True, staff=2),
            Kept("entretiens", _A.SUPPORT, staff=1),
            Kept("maraudes", _A.ROUNDS, site=False),
            Kept("colis", _A.PARCELS, needs_site=True),
        ),
        turns=(
            Turn(("accueil", "entretiens", "colis"), _K.PHONE, _W.LOCKDOWN, EVE, LOCKDOWN, exceptions=EMERGENCY),
            Turn(("maraudes",), _K.CLOSED, _W.LOCKDOWN, EVE, LOCKDOWN, exceptions=EMERGENCY),
            Turn(("accueil", "colis"), _K.APPOINTMENT, _W.NEEDS, date(2020, 4, 14), REOPENING, capacity=2, windows=TWO_DAYS),
            # Not finished on the day of the demonstration: what is left stands on the home.
            Turn(("accueil",), _K.CLOSED, _W.HOLIDAY, date(2020, 5, 18), ASCENSION, ends=ASCENSION, carried=False),
            Turn(("accueil", "entretiens", "colis"), _K.SLOWED, _W.EASING, date(2020, 5, 18), JUNE, capacity=4, carried=False),
            Turn(("accueil", "entretiens", "maraudes", "colis"), _K.OPEN, _W.EASING, date(2020, 5, 18), JULY, carried=False),
        ),
        doors=((date(2020, 4, 21), 2, 5), (date(2020, 4, 28), 2, 6), (date(2020, 5, 5), 3, 7), (date(2020, 5, 12), 2, 8),
               (date(2020, 5, 14), 2, 6)),
    ),
    HouseStory(
        key="c", director="", site="L'Atelier", room="Bureau du fond", partner_told="del2",
        activities=(
            Kept("accueil", _A.DAY_CENTRE, needs_site=True, staff=2, pooled=True),
            Kept("maraudes", _A.ROUNDS, site=False, staff=2, pooled=True),
            Kept("en ligne", _A.ONLINE, site=False, staff=1, pooled=True),
            Kept("droit", _A.LEGAL_DESK, partner="d"),
        ),
        turns=(
            Turn(("accueil",), _K.SLOWED, _W.LOCKDOWN, EVE, LOCKDOWN, capacity=3),
            Turn(("maraudes",), _K.APPOINTMENT, _W.STAFF, EVE, LOCKDOWN, windows=TWO_NIGHTS),
            Turn(("accueil",), _K.SLOWED, _W.EASING, EASING, EASING, capacity=5, carried=False),
            Turn(("accueil", "maraudes"), _K.OPEN, _W.EASING, date(2020, 5, 18), JULY, carried=False),
        ),
        doors=((date(2020, 3, 19), 3, 11), (date(2020, 3, 26), 3, 9), (date(2020, 4, 2), 4, 12), (date(2020, 4, 16), 3, 10),
               (date(2020, 5, 14), 5, 16)),
    ),
    HouseStory(
        key="e", director="", site="La Maison basse", room="Salle commune",
        activities=(Kept("accueil", _A.DAY_CENTRE, needs_site=True), Kept("entretiens", _A.SUPPORT)),
        turns=(Turn(("accueil", "entretiens"), _K.PHONE, _W.LOCKDOWN, EVE, LOCKDOWN, exceptions=EMERGENCY),),
    ),
)  # fmt: skip

# Taken before the lockdown, for its first days: the association, the file, the day, the hour, with whom.
BOOKED: tuple[tuple[str, int, date, time, str], ...] = (
    ("a", 0, date(2020, 3, 19), time(10), "alice"),
    ("a", 1, date(2020, 3, 20), time(10), "alice"),
    ("a", 3, date(2020, 3, 24), time(14), "iris"),
    ("c", 0, date(2020, 3, 19), time(14), "clara"),
    ("c", 1, date(2020, 3, 19), time(15), "clara"),
)
BOOKED_ON = date(2020, 3, 9)
SETTLED_AFTER = timedelta(days=3)


def _moment(day: date) -> Moment:
    return Moment(now=datetime.combine(day, time(17), tzinfo=PARIS), today=day)


@dataclass
class Spring:
    """Plays the spring of one association."""

    stage: Stage
    story: HouseStory
    known: dict[str, Activity] = field(default_factory=dict)

    def director(self, day: date) -> Actor:
        """Whoever runs it; the machine where the cast has nobody for it."""
        return self.stage.actor(self.story.director, day) if self.story.director else system_actor()

    def open(self, day: date) -> None:
        """Its site, its activities, all open as usual."""
        actor, house = self.director(day), self.stage.organisations[self.story.key]
        town = next((each for each in open_places([house.territory_id], on=day) if each.kind == PlaceKind.CITY), None)
        site = add_site(actor=actor, today=day, organisation=house, name=self.story.site, place=town)
        add_room(actor=actor, today=day, site=site, name=self.story.room, people_at_once=2)
        for each in self.story.activities:
            draft = ActivityDraft(
                kind=each.kind,
                site=site if each.site else None,
                needs_site=each.needs_site,
                partner=self.stage.organisations[each.partner] if each.partner else None,
                staff_needed=each.staff,
                pooled=each.pooled,
            )
            self.known[each.key] = add_activity(actor=actor, today=day, organisation=house, draft=draft, started_on=day)
        usual = ModeDraft(kind=ModeKind.OPEN, why=Why.START, starts_on=day)
        decide_change(actor=actor, today=day, activities=list(self.known.values()), draft=usual)

    def turn(self, turn: Turn, day: date) -> None:
        """A change, and what is safe of what it carries."""
        draft = ModeDraft(
            kind=turn.kind, why=turn.why, starts_on=turn.starts, ends_on=turn.ends, capacity=turn.capacity, windows=turn.windows,
            exceptions=turn.exceptions,
        )  # fmt: skip
        change = decide_change(actor=self.director(day), today=day, activities=[self.known[key] for key in turn.keys], draft=draft)
        if turn.carried:
            self._carry(change, day)

    def _carry(self, change: Change, day: date) -> None:
        """What is safe. Calls are raised by a scene of their own where the cast calls; only A lists everybody to tell."""
        actor, moment, told = self.director(day), _moment(day), bool(self.story.director)
        kept = {Code.RHYTHM_RAISE} if told else {Code.PEOPLE_CALL}
        lines = read_carried(change, moment=moment).lines
        ticked = {line.code: line.count for line in lines if line.ticked and line.code not in kept}
        if ticked:
            carry_out(actor=actor, moment=moment, change=change, ticked=ticked)
        if self.story.partner_told:
            tell_partner(actor=actor, moment=moment, change=change, partner=self.stage.organisations[self.story.partner_told])

    def settle(self, turn: Turn, day: date) -> None:
        """Three days later: each was told by a way of hers, or came; what is left is set aside."""
        change = Change.unscoped.select_related("organisation").get(
            organisation=self.stage.organisations[self.story.key], kind=turn.kind, starts_on=turn.starts
        )
        moment = _moment(day)
        for telling in change.tellings.waiting().select_related("person").order_by("made_on", "pk"):
            ways = ways_now(rule_of(telling.person), moment=moment)
            by = next((each.way.value for each in ways if each.verdict.allowed), CAME)
            tell_her(actor=self.stage.actor(TELLS[self.story.key], day), moment=moment, telling=telling, by=by)
        for line in read_carried(change, moment=moment).lines:
            set_aside(actor=self.director(day), moment=moment, change=change, code=line.code)
        change.refresh_from_db()
        if change.finished_on is None:
            finish_change(actor=self.director(day), moment=moment, change=change)

    def door(self, at_once: int, total: int, day: date) -> None:
        """How many came that day."""
        note_attendance(actor=self.director(day), today=day, activity=self.known["accueil"], day=day, at_once=at_once, total=total)

    def lack(self, draft: Callable[[], LackDraft], day: date) -> None:
        """What fails from a day on."""
        house = self.stage.organisations[self.story.key]
        note_lack(actor=self.director(day), today=day, organisation=house, draft=draft())

    def book(self, day: date) -> None:
        """Appointments taken before anybody knew."""
        activity = self.known.get("entretiens", self.known["accueil"])
        for house, rank, on, hour, worker in BOOKED:
            person = self.stage.person(house, "followed", rank) if house == self.story.key else None
            if person is None or person.closed_on is not None or person.merged_into_id is not None:
                continue
            draft = BookingDraft(way=MeetingWay.IN_PERSON, day=on, starts=hour, worker_id=self.stage.users[worker].pk)
            with suppress(NotThen):
                book(actor=self.stage.actor(worker, day), today=day, person=person, activity=activity, draft=draft)


def play(*, stage: Stage, chronicle: Chronicle) -> None:
    """Plan it all."""
    for story in STORIES:
        spring = Spring(stage, story)
        chronicle.at(BEFORE, spring.open)
        chronicle.at(BOOKED_ON, spring.book)
        for turn in story.turns:
            chronicle.at(turn.decided, partial(spring.turn, turn))
            if turn.carried:
                chronicle.at(turn.decided + SETTLED_AFTER, partial(spring.settle, turn))
        for day, at_once, total in story.doors:
            chronicle.at(day, partial(spring.door, at_once, total))
        if story.key == "c":
            _lacks_of_the_caarud(spring, chronicle)


def _lacks_of_the_caarud(spring: Spring, chronicle: Chronicle) -> None:
    """The legal desk stops with the association that runs it, and part of the team is away: the rest is pooled."""

    def partner() -> LackDraft:
        return LackDraft(need=Need.PARTNER, partner=spring.stage.organisations["d"], starts_on=LOCKDOWN)

    def team() -> LackDraft:
        return LackDraft(need=Need.STAFF, activity=spring.known["maraudes"], present=0, starts_on=LOCKDOWN)

    chronicle.at(LOCKDOWN, partial(spring.lack, partner))
    chronicle.at(LOCKDOWN, partial(spring.lack, team))
