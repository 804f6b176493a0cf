"""An appointment: taken where there is room, moved, reminded by a safe way, and what became of it changes nothing else."""

from __future__ import annotations

import re
import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.accompaniment.contacts.errors_messages import NeverOpens
from maillage.accompaniment.contacts.models import Message, MessageWay
from maillage.accompaniment.openings.errors_booking import (
    AlreadyClosed,
    AlreadyReminded,
    DayPast,
    FeedEnded,
    FileClosed,
    NotThen,
    NotWorkingHere,
    NotYet,
    ReminderTooLate,
    RoomElsewhere,
)
from maillage.accompaniment.openings.models import Appointment, AppointmentState, Feed
from maillage.accompaniment.openings.selectors.booking import Wanted, free_days
from maillage.accompaniment.openings.selectors.feeds import calendar_of
from maillage.accompaniment.openings.services import booking
from maillage.accompaniment.openings.services.booking import BookingDraft
from maillage.accompaniment.openings.services.feeds import end_feed, open_feed
from maillage.core.openings.capacity import most_at_once
from maillage.core.openings.modes import MeetingWay
from maillage.core.safe_contact import Window
from maillage.foundation.access.roles import Role
from maillage.foundation.kernel.errors import Denied, Stale
from maillage.foundation.kernel.moment import PARIS, Moment
from tests.accompaniment.making import actions_on, change_rule, make_person, moment_at
from tests.accompaniment.openings.making import add_activity, add_site, decide, make_manager
from tests.cast import NOW, TODAY, actor_of, give_mandate, make_user

pytestmark = pytest.mark.django_db
THURSDAY = date(2020, 5, 21)


@pytest.fixture
def manager(association_a: Any) -> Any:
    return make_manager(association_a)


@pytest.fixture
def centre(manager: Any, association_a: Any) -> Any:
    """The day centre, three people at once."""
    activity = add_activity(manager, association_a, site=add_site(manager, association_a), name="l'accueil")
    decide(manager, activity, kind="slowed", capacity=3, starts_on=date(2020, 3, 17))
    return activity


@pytest.fixture
def person(alice: Any) -> Any:
    return make_person(alice, pseudonym="Lune")


def draft(hour: int = 10, minute: int = 0, *, day: date = THURSDAY, way: str = "in_person", **more: Any) -> BookingDraft:
    return BookingDraft(way=MeetingWay(way), day=day, starts=time(hour, minute), **more)


def book(worker: Any, person: Any, activity: Any, hour: int = 10, minute: int = 0, *, key: Any = None, **more: Any) -> Appointment:
    return booking.book(actor=actor_of(worker), today=TODAY, person=person, activity=activity, draft=draft(hour, minute, **more), key=key)


def act(worker: Any, service: Any, appointment: Appointment, *, moment: Moment | None = None, **more: Any) -> Any:
    moment = moment or moment_at(11)
    seen = more.pop("seen", appointment.version)
    return service(actor=actor_of(worker, moment.today), moment=moment, appointment=appointment, seen=seen, **more)


def outcome(worker: Any, appointment: Appointment, state: AppointmentState, *, day: date = THURSDAY) -> Appointment:
    noted: Appointment = act(worker, booking.note_outcome, appointment, moment=moment_at(18, today=day), state=state)
    return noted


# Taken


def test_she_is_expected(alice: Any, person: Any, centre: Any) -> None:
    appointment = book(alice, person, centre)

    assert (appointment.state, appointment.starts_at) == (AppointmentState.BOOKED, datetime.combine(THURSDAY, time(10)))
    assert "openings.appointment_booked" in actions_on(person)


def test_a_double_click_takes_one_moment(alice: Any, person: Any, centre: Any) -> None:
    key = uuid.uuid4()

    book(alice, person, centre, key=key)
    book(alice, person, centre, key=key)

    assert Appointment.unscoped.count() == 1


def test_the_fourth_person_is_not_expected_where_three_may_be(alice: Any, centre: Any) -> None:
    for minute in (0, 10, 20):
        book(alice, make_person(alice), centre, 10, minute)

    with pytest.raises(NotThen):
        book(alice, make_person(alice), centre, 10, 30)


def test_a_call_does_not_count_against_the_door(alice: Any, centre: Any) -> None:
    for minute in (0, 10, 20):
        book(alice, make_person(alice), centre, 10, minute)

    assert book(alice, make_person(alice), centre, 10, 30, way="phone").meeting is MeetingWay.PHONE


def test_two_people_do_not_arrive_together_unless_it_is_meant(alice: Any, person: Any, centre: Any) -> None:
    book(alice, make_person(alice), centre, 10, 0)

    with pytest.raises(NotThen):
        book(alice, person, centre, 10, 5)
    assert book(alice, person, centre, 10, 5, together=True).starts == time(10, 5)


def test_arrivals_at_another_site_do_not_matter(alice: Any, person: Any, centre: Any, manager: Any, association_a: Any) -> None:
    elsewhere = add_activity(manager, association_a, site=add_site(manager, association_a, name="L'Annexe"))
    book(alice, make_person(alice), elsewhere, 10, 0)

    assert book(alice, person, centre, 10, 5).starts == time(10, 5)


def test_a_room_for_one_holds_one(alice: Any, person: Any, centre: Any, manager: Any) -> None:
    from maillage.accompaniment.openings.services import add_room

    room = add_room(actor=actor_of(manager), today=TODAY, site=centre.site, name="Le bureau", people_at_once=1)
    book(alice, make_person(alice), centre, 10, 0, room=room)

    with pytest.raises(NotThen):
        book(alice, person, centre, 10, 15, room=room)


def test_a_room_of_another_site_is_refused(alice: Any, person: Any, centre: Any, manager: Any, association_a: Any) -> None:
    from maillage.accompaniment.openings.services import add_room

    other = add_site(manager, association_a, name="L'Annexe")
    room = add_room(actor=actor_of(manager), today=TODAY, site=other, name="La salle", people_at_once=4)

    with pytest.raises(RoomElsewhere):
        book(alice, person, centre, room=room)


def test_a_day_that_is_past_is_refused(alice: Any, person: Any, centre: Any) -> None:
    with pytest.raises(DayPast):
        book(alice, person, centre, day=TODAY - timedelta(days=1))


def test_a_closed_file_takes_no_appointment(alice: Any, person: Any, centre: Any) -> None:
    type(person).unscoped.filter(pk=person.pk).update(closed_on=TODAY)

    with pytest.raises(FileClosed):
        book(alice, person, centre)


def test_a_colleague_of_another_association_receives_nobody_here(alice: Any, charlie: Any, person: Any, centre: Any) -> None:
    with pytest.raises(NotWorkingHere):
        book(alice, person, centre, worker_id=charlie.pk)


def test_nobody_books_in_another_association(charlie: Any, person: Any, centre: Any) -> None:
    with pytest.raises(Denied):
        book(charlie, person, centre)


def test_reception_books(association_a: Any, person: Any, centre: Any) -> None:
    rose = make_user("Rose")
    give_mandate(rose, Role.RECEPTION, association_a)

    assert book(rose, person, centre).booked_by_id == rose.pk


def test_closed_that_day_nobody_is_expected(alice: Any, person: Any, centre: Any, manager: Any) -> None:
    decide(manager, centre, kind="closed", starts_on=THURSDAY)

    with pytest.raises(NotThen):
        book(alice, person, centre)


def test_what_is_offered_can_be_taken(alice: Any, person: Any, centre: Any) -> None:
    book(alice, make_person(alice), centre, 10, 0)
    wanted = Wanted(person=person, activity=centre, way=MeetingWay.IN_PERSON, minutes=45)

    first = free_days(wanted, first=THURSDAY, after=datetime.combine(TODAY, time(9)))[0]

    for at in first.starts:
        found = booking.book(
            actor=actor_of(alice), today=TODAY, person=make_person(alice), activity=centre, draft=draft(at.hour, at.minute)
        )
        assert found.starts == at.time()
        Appointment.unscoped.filter(pk=found.pk).delete()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    asked=st.lists(
        st.tuples(st.integers(0, 20), st.sampled_from([30, 45, 60]), st.booleans(), st.sampled_from(["in_person", "phone"])), max_size=8
    ),
    capacity=st.integers(1, 3),
)
def test_no_minute_ever_holds_more_than_the_mode_allows(
    alice: Any, manager: Any, association_a: Any, asked: list[tuple[int, int, bool, str]], capacity: int
) -> None:
    activity = add_activity(manager, association_a)
    decide(manager, activity, kind="slowed", capacity=capacity, starts_on=date(2020, 3, 17))

    for quarter, minutes, together, way in asked:
        at = datetime.combine(THURSDAY, time(9)) + timedelta(minutes=15 * quarter)
        try:
            book(alice, make_person(alice), activity, at.hour, at.minute, minutes=minutes, together=together, way=way)
        except NotThen:
            continue

    inside = Appointment.unscoped.received().filter(activity=activity)
    assert most_at_once([each.span for each in inside]) <= capacity


# Moved


def test_moved_the_former_stays_and_the_new_one_follows(alice: Any, person: Any, centre: Any) -> None:
    appointment = book(alice, person, centre)

    follower = act(alice, booking.move, appointment, draft=draft(15))

    appointment.refresh_from_db()
    assert (appointment.state, follower.follows_id, follower.starts) == (AppointmentState.MOVED, appointment.pk, time(15))


def test_an_appointment_does_not_stand_in_its_own_way(alice: Any, person: Any, centre: Any) -> None:
    appointment = book(alice, person, centre)

    assert act(alice, booking.move, appointment, draft=draft(10, 15)).starts == time(10, 15)


def test_by_phone_at_the_same_hour_it_is_said_so(alice: Any, person: Any, centre: Any) -> None:
    appointment = book(alice, person, centre)

    act(alice, booking.move, appointment, draft=draft(way="phone"))

    appointment.refresh_from_db()
    assert appointment.state == AppointmentState.CONVERTED


def test_a_stale_page_moves_nothing(alice: Any, person: Any, centre: Any) -> None:
    appointment = book(alice, person, centre)

    with pytest.raises(Stale):
        act(alice, booking.move, appointment, seen=appointment.version - 1, draft=draft(15))


def test_what_took_place_is_not_moved(alice: Any, person: Any, centre: Any) -> None:
    appointment = outcome(alice, book(alice, person, centre), AppointmentState.HONOURED)

    with pytest.raises(AlreadyClosed):
        act(alice, booking.move, appointment, draft=draft(15))


# What became of it


@pytest.mark.parametrize("state", ["honoured", "excused", "missed", "cancelled_by_us"])
def test_what_became_of_it_is_noted(alice: Any, person: Any, centre: Any, state: str) -> None:
    assert outcome(alice, book(alice, person, centre), AppointmentState(state)).state == state


def test_not_having_come_changes_nothing_else_anywhere(alice: Any, person: Any, centre: Any) -> None:
    appointment = book(alice, person, centre)
    own = {"mg_openings.appointment", "mg_journal.entry", "mg_journal.chain", "mg_kernel.doneonce"}
    kinds = [model for model in apps.get_models() if model._meta.label_lower not in own and model._meta.app_label.startswith("mg_")]
    before = {model._meta.label: sorted(map(str, model._base_manager.values_list("pk", flat=True))) for model in kinds}
    told = ("closed_on", "last_contact_on", "channel", "version")
    file = type(person).unscoped.filter(pk=person.pk).values(*told).get()

    outcome(alice, appointment, AppointmentState.MISSED)

    assert {model._meta.label: sorted(map(str, model._base_manager.values_list("pk", flat=True))) for model in kinds} == before
    assert type(person).unscoped.filter(pk=person.pk).values(*told).get() == file


def test_she_came_and_it_was_a_contact(alice: Any, person: Any, centre: Any) -> None:
    outcome(alice, book(alice, person, centre), AppointmentState.HONOURED)

    person.refresh_from_db()
    assert person.last_contact_on == THURSDAY


def test_a_slip_is_corrected(alice: Any, person: Any, centre: Any) -> None:
    missed = outcome(alice, book(alice, person, centre), AppointmentState.MISSED)

    assert outcome(alice, missed, AppointmentState.HONOURED).state == AppointmentState.HONOURED


@pytest.mark.parametrize("state", [AppointmentState.HONOURED, AppointmentState.MISSED])
def test_before_its_day_nobody_came_nor_failed_to(alice: Any, person: Any, centre: Any, state: AppointmentState) -> None:
    with pytest.raises(NotYet):
        outcome(alice, book(alice, person, centre), state, day=TODAY)


def test_what_another_replaced_has_no_outcome(alice: Any, person: Any, centre: Any) -> None:
    appointment = book(alice, person, centre)
    act(alice, booking.move, appointment, draft=draft(15))
    appointment.refresh_from_db()

    with pytest.raises(AlreadyClosed):
        outcome(alice, appointment, AppointmentState.HONOURED)


def test_moved_is_no_outcome(alice: Any, person: Any, centre: Any) -> None:
    with pytest.raises(ValueError, match="not an outcome"):
        outcome(alice, book(alice, person, centre), AppointmentState.MOVED)


# Reminded


def reachable(alice: Any, person: Any, **more: Any) -> None:
    change_rule(alice, person, ways={"phone": "allowed", "sms": "allowed"}, number="06 11 22 33 44", alias="Sophie", **more)


def test_she_is_reminded_the_day_before_at_the_same_hour(alice: Any, person: Any, centre: Any) -> None:
    reachable(alice, person)
    appointment = book(alice, person, centre)

    kept = act(alice, booking.remind, appointment, way=MessageWay.SMS)

    assert kept.reminder.send_at == datetime.combine(THURSDAY - timedelta(days=1), time(10), tzinfo=PARIS)


def test_a_reminder_waits_for_her_hours(alice: Any, person: Any, centre: Any) -> None:
    reachable(alice, person, windows=(Window(days=frozenset(range(7)), opens=time(18), closes=time(20)),))

    kept = act(alice, booking.remind, book(alice, person, centre), way=MessageWay.SMS)

    assert kept.reminder.send_at == datetime.combine(THURSDAY - timedelta(days=1), time(18), tzinfo=PARIS)


def test_a_reminder_that_could_only_come_after_is_refused(alice: Any, person: Any, centre: Any) -> None:
    reachable(alice, person, windows=(Window(days=frozenset({4}), opens=time(18), closes=time(20)),))

    with pytest.raises(ReminderTooLate):
        act(alice, booking.remind, book(alice, person, centre), way=MessageWay.SMS)
    assert not Message.unscoped.exists()


def test_a_way_that_is_not_safe_reminds_nobody(alice: Any, person: Any, centre: Any) -> None:
    change_rule(alice, person, ways={"phone": "allowed", "sms": "forbidden"}, number="06 11 22 33 44")

    with pytest.raises(NeverOpens):
        act(alice, booking.remind, book(alice, person, centre), way=MessageWay.SMS)


def test_she_is_reminded_once(alice: Any, person: Any, centre: Any) -> None:
    reachable(alice, person)
    kept = act(alice, booking.remind, book(alice, person, centre), way=MessageWay.SMS)

    with pytest.raises(AlreadyReminded):
        act(alice, booking.remind, kept, way=MessageWay.SMS)


@pytest.mark.parametrize("by", ["alice", "reception"])
def test_the_reminder_of_what_is_moved_never_leaves(alice: Any, association_a: Any, person: Any, centre: Any, by: str) -> None:
    worker = alice
    if by == "reception":
        worker = make_user("Rose")
        give_mandate(worker, Role.RECEPTION, association_a)
    reachable(alice, person)
    kept = act(alice, booking.remind, book(alice, person, centre), way=MessageWay.SMS)

    act(worker, booking.move, kept, draft=draft(15))

    assert list(Message.unscoped.values_list("state", flat=True)) == ["cancelled"]


# The calendar elsewhere


def open_one(user: Any, *, moment: Moment | None = None) -> str:
    return open_feed(actor=actor_of(user), moment=moment or moment_at(10)).token


def test_my_calendar_says_hours_and_no_name(alice: Any, person: Any, centre: Any) -> None:
    book(alice, person, centre, worker_id=alice.pk)

    written = (calendar_of(open_one(alice), moment=moment_at(10)) or b"").decode()

    assert "SUMMARY:Rendez-vous" in written
    assert not any(word in written for word in ("Lune", person.reference, str(person.pk), "accueil", "Local", "DESCRIPTION", "LOCATION"))


def test_my_calendar_holds_nobody_elses_appointments(alice: Any, bob: Any, person: Any, centre: Any) -> None:
    book(alice, person, centre, worker_id=None)

    assert b"VEVENT" not in (calendar_of(open_one(alice), moment=moment_at(10)) or b"")


def test_a_call_is_said_a_call(alice: Any, person: Any, centre: Any) -> None:
    book(alice, person, centre, way="phone", worker_id=alice.pk)

    assert b"SUMMARY:Appel" in (calendar_of(open_one(alice), moment=moment_at(10)) or b"")


def test_another_address_ends_the_former(alice: Any) -> None:
    former = open_one(alice)

    open_one(alice)

    assert calendar_of(former, moment=moment_at(10)) is None


def test_an_address_that_ended_serves_no_more(alice: Any) -> None:
    token = open_one(alice)

    end_feed(actor=actor_of(alice), moment=moment_at(10))

    assert calendar_of(token, moment=moment_at(10)) is None


def test_an_address_ends_once(alice: Any) -> None:
    with pytest.raises(FeedEnded):
        end_feed(actor=actor_of(alice), moment=moment_at(10))


def test_who_left_the_association_has_no_calendar_any_more(alice: Any) -> None:
    token = open_one(alice)
    alice.mandates.update(ends_on=TODAY - timedelta(days=1))

    assert calendar_of(token, moment=moment_at(10)) is None


def test_the_address_is_not_kept(alice: Any) -> None:
    token = open_one(alice)

    assert token not in str(list(Feed.unscoped.values()))


# The pages


def test_a_moment_is_found_and_taken_in_two_clicks(client: Any, alice: Any, person: Any, centre: Any) -> None:
    url = reverse("openings:take", args=[person.pk])
    asked = {"activite": str(centre.pk), "facon": "in_person", "duree": "45", "avec": "", "des": "2020-05-21"}
    looked = client.as_(alice).get(url, asked).content.decode()

    answer = client.as_(alice).post(url, {**asked, "moment": "2020-05-21T10:00"}, follow=True)

    assert 'value="2020-05-21T10:00"' in looked
    assert "Lune, jeudi 21 mai 2020 à 10 h" in answer.content.decode()


def test_a_moment_taken_in_between_is_said_and_others_are_offered(client: Any, alice: Any, person: Any, centre: Any) -> None:
    asked = {"activite": str(centre.pk), "facon": "in_person", "duree": "45", "avec": "", "des": "2020-05-21"}
    book(alice, make_person(alice), centre, 10, 0)

    answer = client.as_(alice).post(reverse("openings:take", args=[person.pk]), {**asked, "moment": "2020-05-21T10:00"})

    assert answer.status_code == 422
    assert "à dix minutes près" in answer.content.decode()
    assert 'value="2020-05-21T10:15"' in answer.content.decode()


@pytest.mark.parametrize("moment", ["", "demain", "2020-05-21T25:00", "2020-13-01T10:00"])
def test_a_moment_without_shape_is_asked_again(client: Any, alice: Any, person: Any, centre: Any, moment: str) -> None:
    asked = {"activite": str(centre.pk), "facon": "in_person", "duree": "45", "avec": "", "des": "2020-05-21", "moment": moment}

    assert client.as_(alice).post(reverse("openings:take", args=[person.pk]), asked).status_code == 422


def test_without_any_activity_the_page_teaches(client: Any, alice: Any, person: Any) -> None:
    answer = client.as_(alice).get(reverse("openings:take", args=[person.pk])).content.decode()

    assert "Aucune activité ne reçoit" in answer


def test_what_became_of_it_is_noted_on_its_page(client: Any, alice: Any, person: Any, centre: Any) -> None:
    appointment = book(alice, person, centre, day=TODAY, hour=9)

    client.as_(alice).post(reverse("openings:appointment", args=[appointment.pk]), {"state": "excused", "version": appointment.version})

    appointment.refresh_from_db()
    assert appointment.state == AppointmentState.EXCUSED


def test_it_is_moved_on_its_page(client: Any, alice: Any, person: Any, centre: Any) -> None:
    appointment = book(alice, person, centre)
    asked = {"activite": str(centre.pk), "facon": "phone", "duree": "45", "avec": "", "des": "2020-05-21", "moment": "2020-05-21T10:00"}

    client.as_(alice).post(reverse("openings:move", args=[appointment.pk]), {**asked, "version": appointment.version})

    appointment.refresh_from_db()
    assert appointment.state == AppointmentState.CONVERTED


def test_a_reminder_is_asked_on_its_page(client: Any, alice: Any, person: Any, centre: Any) -> None:
    reachable(alice, person, moment=moment_at(8))
    appointment = book(alice, person, centre)

    answer = client.as_(alice).post(
        reverse("openings:remind", args=[appointment.pk]), {"way": "sms", "version": appointment.version}, follow=True
    )

    assert "Un rappel est prévu" in answer.content.decode()


def test_the_day_says_who_comes_when(client: Any, alice: Any, person: Any, centre: Any) -> None:
    book(alice, person, centre, 14, 30)

    answer = client.as_(alice).get(reverse("openings:day"), {"jour": "2020-05-21"}).content.decode()

    assert "14 h 30, Lune" in answer


def test_the_page_of_her_appointments_lists_them(client: Any, alice: Any, person: Any, centre: Any) -> None:
    book(alice, person, centre)

    assert "Jeudi 21 mai 2020 à 10 h" in client.as_(alice).get(reverse("openings:appointments", args=[person.pk])).content.decode()


@pytest.mark.parametrize("name", ["appointment", "move", "remind"])
def test_a_stranger_finds_no_appointment(client: Any, alice: Any, charlie: Any, person: Any, centre: Any, name: str) -> None:
    appointment = book(alice, person, centre)

    assert client.as_(charlie).post(reverse(f"openings:{name}", args=[appointment.pk])).status_code == 404


def test_the_address_of_a_calendar_is_shown_once_and_read_without_signing_in(client: Any, alice: Any) -> None:
    shown = client.as_(alice).post(reverse("openings:open_feed")).content.decode()
    address = re.search(r"/ouvertures/agenda/[^<]+\.ics", shown)

    assert address is not None
    assert client.get(address.group()).headers["content-type"] == "text/calendar; charset=utf-8"


def test_an_address_drawn_at_random_reads_nothing(client: Any) -> None:
    assert client.get(reverse("openings:feed", args=["x" * 32])).status_code == 404


def test_my_address_is_closed_in_one_click(client: Any, alice: Any) -> None:
    token = open_one(alice)

    client.as_(alice).post(reverse("openings:end_feed"))

    assert calendar_of(token, moment=Moment(now=NOW, today=TODAY)) is None
