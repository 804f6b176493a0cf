"""Deciding a mode, and what a change carries: nothing rewritten, nothing sent, nobody forgotten."""

from __future__ import annotations

import uuid
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from maillage.accompaniment.contacts.models.rhythm import RhythmRaise
from maillage.accompaniment.openings import services
from maillage.accompaniment.openings.errors import (
    ActivityKnown,
    AlreadyBegun,
    AlreadyKnown,
    AlreadyWithdrawn,
    BeforeTheActivity,
    CapacityNeeded,
    DaysNeeded,
    DayToCome,
    EndsBeforeItStarts,
    LackIncomplete,
    ListMoved,
    MoreAtOnceThanAll,
    NameTaken,
    NoActivity,
    NotByItself,
    NothingTicked,
    SiteNeeded,
    StillToDo,
)
from maillage.accompaniment.openings.facts import episodes
from maillage.accompaniment.openings.models import Appointment, AppointmentState, Attendance, Change, PublicLine, Telling
from maillage.accompaniment.openings.selectors import modes
from maillage.accompaniment.openings.selectors.carrying import read_carried
from maillage.accompaniment.openings.services import LackDraft
from maillage.accompaniment.people.errors import ContactRefused
from maillage.accompaniment.people.models import Outgoing
from maillage.accompaniment.people.services import erase_file
from maillage.core.openings.consequences import Code
from maillage.core.openings.modes import ActivityKind, Exceptional, ModeKind
from maillage.core.openings.standing import Need
from maillage.core.safe_contact import Window
from maillage.foundation.access.actor import system_actor
from maillage.foundation.kernel.errors import Denied, Stale
from tests.accompaniment.making import actions_on, change_rule, make_person, moment_at
from tests.accompaniment.openings.making import add_activity, add_site, book, carry, codes_of, decide, make_manager
from tests.cast import TODAY, actor_of

TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)


@pytest.fixture
def hugo(association_a: Any) -> Any:
    return make_manager(association_a)


@pytest.fixture
def centre(hugo: Any, association_a: Any) -> Any:
    return add_activity(hugo, association_a)


@pytest.fixture
def person(alice: Any) -> Any:
    found = make_person(alice, pseudonym="Lune")
    change_rule(alice, found, ways={"phone": "allowed", "sms": "allowed"})
    return found


def mode_today(activity: Any, day: date = TODAY) -> Any:
    found = modes.mode_of_day(activity, day)
    return found.kind.value if found else None


# Deciding


def test_from_the_day_decided_the_activity_goes_on_in_its_new_mode(hugo: Any, centre: Any) -> None:
    decide(hugo, centre, kind="slowed", capacity=3, starts_on=TOMORROW)

    assert (mode_today(centre), mode_today(centre, TOMORROW)) == ("open", "slowed")


def test_one_decision_changes_several_activities_at_once(hugo: Any, centre: Any, association_a: Any) -> None:
    rounds = add_activity(hugo, association_a, kind="rounds")

    change = decide(hugo, centre, rounds, kind="closed", exceptions=frozenset({Exceptional.EMERGENCY}))

    assert (mode_today(centre), mode_today(rounds), change.modes.count()) == ("closed", "closed", 2)


def test_a_decision_sent_twice_is_taken_once(hugo: Any, centre: Any) -> None:
    key = uuid.uuid4()

    first, second = decide(hugo, centre, key=key), decide(hugo, centre, key=key)

    assert first == second


def test_a_past_day_is_corrected_by_another_decision_and_the_first_stays(hugo: Any, centre: Any) -> None:
    wrong = decide(hugo, centre, kind="closed", starts_on=YESTERDAY, today=YESTERDAY)

    decide(hugo, centre, kind="phone", starts_on=YESTERDAY)

    assert mode_today(centre, YESTERDAY) == "phone"
    assert Change.unscoped.filter(pk=wrong.pk, kind="closed").exists()


def test_the_database_itself_refuses_that_a_decision_be_rewritten(hugo: Any, centre: Any) -> None:
    change = decide(hugo, centre)

    with pytest.raises(DatabaseError, match="never rewritten"), transaction.atomic():
        Change.unscoped.filter(pk=change.pk).update(kind="open")


@pytest.mark.parametrize(
    ("draft", "refused"),
    [
        ({"kind": "slowed"}, CapacityNeeded),
        ({"kind": "appointment"}, DaysNeeded),
        ({"kind": "phone", "ends_on": YESTERDAY}, EndsBeforeItStarts),
        ({"kind": "phone", "starts_on": date(2018, 1, 1)}, BeforeTheActivity),
    ],
)
def test_a_mode_says_all_that_it_needs(hugo: Any, centre: Any, draft: dict[str, Any], refused: type[Exception]) -> None:
    with pytest.raises(refused):
        decide(hugo, centre, **draft)


def test_a_change_of_nothing_is_refused(hugo: Any) -> None:
    with pytest.raises(NoActivity):
        decide(hugo)


def test_a_caseworker_does_not_decide_how_the_house_works(alice: Any, centre: Any) -> None:
    with pytest.raises(Denied):
        decide(alice, centre)


def test_a_planned_change_may_be_withdrawn_and_what_held_goes_on(hugo: Any, centre: Any) -> None:
    change = decide(hugo, centre, kind="closed", starts_on=TOMORROW)

    services.withdraw_change(actor=actor_of(hugo), today=TODAY, change=change, seen=change.version)

    assert mode_today(centre, TOMORROW) == "open"
    assert codes_of(Change.unscoped.get(pk=change.pk)) == []


def test_a_change_that_has_begun_is_not_withdrawn(hugo: Any, centre: Any) -> None:
    change = decide(hugo, centre)

    with pytest.raises(AlreadyBegun):
        services.withdraw_change(actor=actor_of(hugo), today=TODAY, change=change, seen=change.version)


def test_a_change_is_withdrawn_once(hugo: Any, centre: Any) -> None:
    change = decide(hugo, centre, starts_on=TOMORROW)
    services.withdraw_change(actor=actor_of(hugo), today=TODAY, change=change, seen=change.version)

    with pytest.raises(AlreadyWithdrawn):
        services.withdraw_change(actor=actor_of(hugo), today=TODAY, change=change, seen=change.version)


# What it carries


def test_the_day_the_doors_close_what_is_ticked_is_done_and_nothing_leaves(hugo: Any, centre: Any, person: Any) -> None:
    former = book(person, centre, day=TOMORROW)

    change = carry(hugo, decide(hugo, centre))

    former.refresh_from_db()
    assert (former.state, former.followed_by.way, former.followed_by.starts_at) == ("converted", "phone", former.starts_at)
    assert set(change.tellings.values_list("about", flat=True)) == {"phone"}
    assert not Outgoing.unscoped.filter(person=person).exists()
    assert RhythmRaise.unscoped.filter(organisation_id=centre.organisation_id, everybody=True, every_days=services.EVERY_DAYS).exists()
    assert PublicLine.unscoped.get(activity=centre).since == change.starts_on
    assert actions_on(person)[-1] == "openings.appointment_converted"


def said_in_public(house: Any, day: date) -> list[str]:
    rows = modes.rows_of(modes.read_house(house, first=day, last=day), today=day)
    return [row.line.words for row in rows if row.line is not None]


def test_what_was_said_in_public_of_a_mode_that_is_over_is_said_no_more(hugo: Any, centre: Any, association_a: Any) -> None:
    carry(hugo, decide(hugo, centre))
    before = said_in_public(association_a, TODAY)

    decide(hugo, centre, kind="closed")

    assert len(before) == 1
    assert said_in_public(association_a, TODAY) == []


def test_a_withdrawn_change_is_not_said_in_public_when_its_day_comes(hugo: Any, centre: Any, association_a: Any) -> None:
    change = carry(hugo, decide(hugo, centre, starts_on=TOMORROW))
    before = said_in_public(association_a, TOMORROW)

    services.withdraw_change(actor=actor_of(hugo), today=TODAY, change=change, seen=Change.unscoped.get(pk=change.pk).version)

    assert len(before) == 1
    assert said_in_public(association_a, TOMORROW) == []


def test_whom_nobody_is_about_to_hear_is_to_be_called_first(hugo: Any, centre: Any, person: Any, alice: Any) -> None:
    book(person, centre, day=TOMORROW)
    silent = make_person(alice, pseudonym="Perle")

    carry(hugo, decide(hugo, centre), "people_call")

    assert list(Telling.unscoped.filter(about="call").values_list("person_id", flat=True)) == [silent.pk]


def test_an_appointment_stays_when_nobody_can_tell_her_and_somebody_waits_for_her(hugo: Any, alice: Any, centre: Any, person: Any) -> None:
    change_rule(alice, person, seen=2, preferred="none_known", ways={"phone": "forbidden"})
    former = book(person, centre, day=TOMORROW)

    change = carry(hugo, decide(hugo, centre))

    former.refresh_from_db()
    assert former.state == AppointmentState.BOOKED
    assert change.tellings.get().about == "meet"
    assert "appointments_meet" not in codes_of(change)


def test_she_whose_rule_refuses_a_call_at_that_hour_is_not_turned_to_the_phone(hugo: Any, alice: Any, centre: Any, person: Any) -> None:
    evening = (Window(frozenset(range(7)), time(18), time(20)),)
    change_rule(alice, person, seen=2, ways={"phone": "allowed"}, windows=evening)
    former = book(person, centre, day=TOMORROW, at=time(10))

    carry(hugo, decide(hugo, centre))

    former.refresh_from_db()
    assert former.state == AppointmentState.CANCELLED_BY_US


def test_by_appointment_two_days_a_week_others_are_moved_into_the_next_window(hugo: Any, centre: Any, person: Any) -> None:
    days = frozenset({(TODAY.weekday() + 2) % 7})
    former = book(person, centre, day=TOMORROW)

    carry(hugo, decide(hugo, centre, kind="appointment", windows=(Window(days, time(14), time(17)),)))

    former.refresh_from_db()
    assert (former.state, former.followed_by.day, former.followed_by.starts) == ("moved", TODAY + timedelta(days=2), time(14))


def test_an_appointment_that_no_day_can_hold_is_cancelled_and_she_is_to_be_told_so(hugo: Any, centre: Any, person: Any) -> None:
    book(person, centre, day=TOMORROW)
    until = TODAY + timedelta(days=60)

    change = carry(hugo, decide(hugo, centre, kind="closed", ends_on=until))

    assert Appointment.unscoped.get().state == AppointmentState.CANCELLED_BY_US
    assert change.tellings.get().about == "cancelled"


def test_three_people_at_once_the_one_who_booked_last_gives_way(hugo: Any, alice: Any, centre: Any) -> None:
    booked = []
    for _number in range(4):
        each = make_person(alice)
        change_rule(alice, each, ways={"phone": "allowed"})
        booked.append(book(each, centre, day=TOMORROW))

    carry(hugo, decide(hugo, centre, kind="slowed", capacity=3))

    states = [Appointment.unscoped.get(pk=each.pk).state for each in sorted(booked, key=lambda each: each.pk)]
    assert sorted(states) == ["booked", "booked", "booked", "converted"]


def test_on_a_day_that_another_change_holds_an_appointment_is_not_touched(hugo: Any, centre: Any, person: Any) -> None:
    after = TODAY + timedelta(days=10)
    book(person, centre, day=after)
    decide(hugo, centre, kind="open", why="easing", starts_on=TODAY + timedelta(days=5))

    closed = decide(hugo, centre, kind="phone")

    assert not any(code.startswith("appointments") for code in codes_of(closed))


def test_opening_again_offers_an_appointment_to_whoever_lost_hers(hugo: Any, centre: Any, person: Any) -> None:
    book(person, centre, day=TOMORROW)
    carry(hugo, decide(hugo, centre))
    Appointment.unscoped.booked().update(state=AppointmentState.HONOURED, closed_on=TOMORROW)

    later = TODAY + timedelta(days=30)
    again = decide(hugo, centre, kind="open", why="easing", starts_on=later, today=later)

    assert {"appointments_offer", "rhythm_back"} <= set(codes_of(again, moment=moment_at(10, today=later)))


def test_what_was_agreed_about_calls_holds_again_once_put_back(hugo: Any, centre: Any, person: Any) -> None:
    carry(hugo, decide(hugo, centre))
    again = decide(hugo, centre, kind="open", why="easing", starts_on=TOMORROW, today=TODAY)

    carry(hugo, again, "rhythm_back", moment=moment_at(10, today=TOMORROW))

    assert not RhythmRaise.unscoped.standing(today=TOMORROW).exists()


def test_what_is_not_ticked_stays_to_be_done_and_what_is_set_aside_does_not(hugo: Any, centre: Any, person: Any) -> None:
    change = carry(hugo, decide(hugo, centre), "directory_line")
    assert change.finished_on is None

    for code in codes_of(change):
        change = services.set_aside(actor=actor_of(hugo), moment=moment_at(10), change=change, code=Code(code))

    assert change.finished_on == TODAY


def test_a_change_that_carries_nothing_more_is_whole(hugo: Any, centre: Any) -> None:
    change = carry(hugo, decide(hugo, centre))

    left = [line for line in read_carried(change, moment=moment_at(10)).lines if line.code is not Code.PARTNERS_TELL]
    assert left == []


def test_a_number_that_moved_since_it_was_read_stops_everything(hugo: Any, centre: Any, person: Any) -> None:
    book(person, centre, day=TOMORROW)
    change = decide(hugo, centre)

    with pytest.raises(ListMoved):
        services.carry_out(actor=actor_of(hugo), moment=moment_at(10), change=change, ticked={Code.APPOINTMENTS_PHONE: 2})

    assert Appointment.unscoped.get().state == AppointmentState.BOOKED


@pytest.mark.parametrize(("ticked", "refused"), [({}, NothingTicked), ({Code.PARTNERS_TELL: 1}, NotByItself)])
def test_a_word_to_a_partner_is_not_a_tick(hugo: Any, centre: Any, ticked: dict[Code, int], refused: type[Exception]) -> None:
    change = decide(hugo, centre)

    with pytest.raises(refused):
        services.carry_out(actor=actor_of(hugo), moment=moment_at(10), change=change, ticked=ticked)


def test_a_withdrawn_change_carries_nothing_out(hugo: Any, centre: Any) -> None:
    change = decide(hugo, centre, starts_on=TOMORROW)
    services.withdraw_change(actor=actor_of(hugo), today=TODAY, change=change, seen=change.version)

    with pytest.raises(AlreadyWithdrawn):
        services.carry_out(actor=actor_of(hugo), moment=moment_at(10), change=change, ticked={Code.DIRECTORY_LINE: 1})


def test_setting_aside_what_is_not_there_is_refused(hugo: Any, centre: Any) -> None:
    change = decide(hugo, centre)

    with pytest.raises(ListMoved):
        services.set_aside(actor=actor_of(hugo), moment=moment_at(10), change=change, code=Code.RHYTHM_BACK)


def test_a_partner_is_told_once_and_leaves_the_list(hugo: Any, centre: Any, association_b: Any) -> None:
    change = decide(hugo, centre)

    services.tell_partner(actor=actor_of(hugo), moment=moment_at(10), change=change, partner=association_b)

    assert association_b.pk not in read_carried(change, moment=moment_at(10)).partners
    with pytest.raises(AlreadyKnown):
        services.tell_partner(actor=actor_of(hugo), moment=moment_at(10), change=change, partner=association_b)


def test_a_change_that_is_over_carries_nothing(hugo: Any, centre: Any, person: Any) -> None:
    change = decide(hugo, centre, starts_on=YESTERDAY, ends_on=YESTERDAY)

    assert codes_of(change) == []


# Telling her


@pytest.fixture
def telling(hugo: Any, centre: Any, person: Any) -> Any:
    book(person, centre, day=TOMORROW)
    return carry(hugo, decide(hugo, centre)).tellings.get()


def test_she_is_told_by_a_way_of_her_rule_and_it_is_noted_as_leaving(alice: Any, telling: Any, person: Any) -> None:
    services.tell_her(actor=actor_of(alice), moment=moment_at(10), telling=telling, by="sms")

    assert (Telling.unscoped.waiting().count(), Outgoing.unscoped.get(person=person).channel) == (0, "sms")


def test_she_is_never_told_by_a_way_that_her_rule_refuses(alice: Any, telling: Any) -> None:
    with pytest.raises(ContactRefused):
        services.tell_her(actor=actor_of(alice), moment=moment_at(10), telling=telling, by="visit")

    assert Telling.unscoped.waiting().count() == 1


def test_if_she_was_there_nothing_left(alice: Any, telling: Any, person: Any) -> None:
    services.tell_her(actor=actor_of(alice), moment=moment_at(10), telling=telling, by="in_person")

    assert not Outgoing.unscoped.filter(person=person).exists()


def test_a_line_is_closed_once(alice: Any, telling: Any) -> None:
    services.drop_telling(actor=actor_of(alice), moment=moment_at(10), telling=telling)

    with pytest.raises(AlreadyKnown):
        services.tell_her(actor=actor_of(alice), moment=moment_at(10), telling=telling, by="sms")


def test_erasing_her_file_takes_her_appointments_and_what_was_to_be_said(telling: Any, person: Any) -> None:
    erase_file(actor=system_actor(), today=TODAY, person=person)

    assert (Appointment.unscoped.count(), Telling.unscoped.count()) == (0, 0)


# Sites, activities, what lacks


def test_two_sites_of_a_house_do_not_share_a_name(hugo: Any, association_a: Any) -> None:
    add_site(hugo, association_a)

    with pytest.raises(NameTaken):
        add_site(hugo, association_a, name=" Le  Local ")


def test_a_site_edited_by_two_shows_both(hugo: Any, association_a: Any) -> None:
    site = add_site(hugo, association_a)
    edit = {"actor": actor_of(hugo), "today": TODAY, "site": site, "seen": site.version, "place": None, "host": None}
    services.edit_site(name="La Salle", **edit)

    with pytest.raises(Stale):
        services.edit_site(name="Le Bureau", **edit)


def test_a_room_says_how_many_it_holds(hugo: Any, association_a: Any) -> None:
    site = add_site(hugo, association_a)
    room = services.add_room(actor=actor_of(hugo), today=TODAY, site=site, name="Bleue", people_at_once=2)

    assert (room.organisation_id, room.people_at_once) == (association_a.pk, 2)
    with pytest.raises(NameTaken):
        services.add_room(actor=actor_of(hugo), today=TODAY, site=site, name="Bleue", people_at_once=1)


def test_the_same_activity_at_the_same_place_is_refused(hugo: Any, association_a: Any) -> None:
    add_activity(hugo, association_a, name="Accueil")

    with pytest.raises(ActivityKnown):
        add_activity(hugo, association_a, name="Accueil")


def test_what_needs_its_site_has_one(hugo: Any, association_a: Any) -> None:
    with pytest.raises(SiteNeeded):
        add_activity(hugo, association_a, needs_site=True)


def test_an_activity_keeps_its_own_name_when_what_it_needs_changes(hugo: Any, association_a: Any) -> None:
    activity = add_activity(hugo, association_a, name="Accueil")
    draft = services.ActivityDraft(kind=ActivityKind.DAY_CENTRE, name="Accueil", staff_needed=2)

    changed = services.edit_activity(actor=actor_of(hugo), today=TODAY, activity=activity, seen=activity.version, draft=draft)

    assert changed.staff_needed == 2


def _standing(association: Any, activity: Any) -> Any:
    house = modes.read_house(association, first=TODAY, last=TODAY)
    return house.standing(activity, TODAY)


def _lack(hugo: Any, association: Any, **draft: Any) -> Any:
    values = {"starts_on": TODAY, **draft}
    return services.note_lack(actor=actor_of(hugo), today=TODAY, organisation=association, draft=LackDraft(**values))


def test_the_legal_desk_stops_when_the_association_that_runs_it_is_closed(hugo: Any, association_a: Any, association_b: Any) -> None:
    desk = add_activity(hugo, association_a, kind="legal_desk", partner=association_b)

    _lack(hugo, association_a, need=Need.PARTNER, partner=association_b)

    assert _standing(association_a, desk).stopped_by is Need.PARTNER


def test_the_pool_holds_an_activity_whose_team_is_away(hugo: Any, association_a: Any, centre: Any) -> None:
    desk = add_activity(hugo, association_a, kind="health_desk", staff_needed=1, pooled=True)
    add_activity(hugo, association_a, kind="support", staff_needed=2, pooled=True)

    _lack(hugo, association_a, need=Need.STAFF, activity=desk, present=0)

    found = _standing(association_a, desk)
    assert (found.kind, found.pooled) == (ModeKind.SLOWED, True)


def test_when_the_whole_pool_is_away_everything_pooled_stops(hugo: Any, association_a: Any) -> None:
    desk = add_activity(hugo, association_a, kind="health_desk", staff_needed=1, pooled=True)

    _lack(hugo, association_a, need=Need.STAFF, activity=desk, present=0)

    assert _standing(association_a, desk).stopped_by is Need.STAFF


def test_a_lack_that_ended_stops_nothing_any_more(hugo: Any, association_a: Any) -> None:
    site = add_site(hugo, association_a)
    centre = add_activity(hugo, association_a, site=site, needs_site=True)
    lack = _lack(hugo, association_a, need=Need.SITE, site=site, starts_on=YESTERDAY)

    services.end_lack(actor=actor_of(hugo), today=TODAY, lack=lack, seen=lack.version, ends_on=YESTERDAY)

    assert _standing(association_a, centre).stopped_by is None


def test_a_lack_says_one_thing(hugo: Any, association_a: Any, association_b: Any, centre: Any) -> None:
    for draft in (
        {"need": Need.SITE},
        {"need": Need.STAFF, "activity": centre},
        {"need": Need.PARTNER, "partner": association_b, "present": 2},
    ):
        with pytest.raises(LackIncomplete):
            _lack(hugo, association_a, **draft)


def test_a_lack_does_not_end_before_it_begins(hugo: Any, association_a: Any, association_b: Any) -> None:
    with pytest.raises(EndsBeforeItStarts):
        _lack(hugo, association_a, need=Need.PARTNER, partner=association_b, ends_on=YESTERDAY)


# How many came


def test_a_day_typed_again_is_corrected(alice: Any, centre: Any) -> None:
    note = {"actor": actor_of(alice), "today": TODAY, "activity": centre, "day": TODAY}
    services.note_attendance(at_once=3, total=9, **note)

    services.note_attendance(at_once=4, total=9, **note)

    assert Attendance.unscoped.get().at_once == 4


@pytest.mark.parametrize(
    ("values", "refused"),
    [({"at_once": 4, "total": 3, "day": TODAY}, MoreAtOnceThanAll), ({"at_once": 1, "total": 3, "day": TOMORROW}, DayToCome)],
)
def test_numbers_that_cannot_be_are_refused(alice: Any, centre: Any, values: dict[str, Any], refused: type[Exception]) -> None:
    with pytest.raises(refused):
        services.note_attendance(actor=actor_of(alice), today=TODAY, activity=centre, **values)


# What upper floors may count


def test_the_modes_are_told_as_episodes_without_anybody(hugo: Any, centre: Any) -> None:
    decide(hugo, centre, kind="phone", ends_on=TOMORROW)

    kinds = [(each.kind, each.cause, each.starts, each.ends) for each in episodes()]

    assert ("mode_day_centre", "phone", TODAY, TOMORROW) in kinds


def test_what_was_left_and_came_to_nothing_ends_by_a_word(hugo: Any, centre: Any) -> None:
    change = decide(hugo, centre)
    with pytest.raises(StillToDo):
        services.finish_change(actor=actor_of(hugo), moment=moment_at(10), change=change)
    decide(hugo, centre, kind="open", why="easing")
    for code in codes_of(change):
        services.set_aside(actor=actor_of(hugo), moment=moment_at(10), change=change, code=code)

    assert Change.unscoped.get(pk=change.pk).finished_on == TODAY
