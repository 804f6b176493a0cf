"""A message to her: nothing that betrays, nothing against her rule, nothing twice, and what does not arrive is somebody's to deal with."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.accompaniment.contacts.errors_messages import (
    AliasBetrays,
    AlreadyHeld,
    AlreadyLeft,
    DayPast,
    HourMissing,
    MessagesHeld,
    NeverOpens,
    NotHeld,
    NothingToHandle,
    NothingToWriteTo,
    NotInVainAgain,
    NotSentYet,
)
from maillage.accompaniment.contacts.models import Handling, Message, MessageHold, MessageWay, Problem
from maillage.accompaniment.contacts.selectors.messages import MessageDraft, preview, unsettled
from maillage.accompaniment.contacts.services.departing import depart, settle
from maillage.accompaniment.contacts.services.messages import (
    cancel_message,
    handle_lost,
    hold_messages,
    note_lost,
    release_messages,
    resend,
    send_message,
)
from maillage.accompaniment.people.models import Accord, Outgoing, Proof, Purpose, RecipientKind
from maillage.accompaniment.people.moments import wall_clock
from maillage.accompaniment.people.rules import pure_rule
from maillage.core.departures import State
from maillage.core.neutral import Template
from maillage.core.safe_contact import Channel, Window, may_contact
from maillage.foundation.access.roles import Role
from maillage.foundation.kernel.errors import Denied, OutOfScope, Stale
from maillage.foundation.kernel.moment import PARIS, Moment
from maillage.foundation.notifications.models import Notice
from maillage.foundation.notifications.senders import NotAccepted, Outbound, Receipt, base
from tests.accompaniment.making import actions_on, change_rule, make_person, moment_at
from tests.cast import TODAY, actor_of, give_mandate, make_user

pytestmark = pytest.mark.django_db
NEWS = MessageDraft(template=Template.NEWS, way=MessageWay.SMS)
MORNING = (Window(days=frozenset(range(7)), opens=time(9), closes=time(12)),)


@dataclass
class Double:
    """A sender that keeps what it is given, and answers what it is told to."""

    label: str = "38000"
    given: list[Outbound] = field(default_factory=list)
    problems: list[NotAccepted] = field(default_factory=list)

    def send(self, outbound: Outbound) -> Receipt:
        self.given.append(outbound)
        if self.problems:
            raise self.problems.pop(0)
        return Receipt(reference=f"sms-{len(self.given)}")


@pytest.fixture
def operator(monkeypatch: pytest.MonkeyPatch) -> Double:
    double = Double()
    monkeypatch.setattr(base, "SENDERS", {"console": "tests.nowhere"})
    monkeypatch.setattr(base, "import_string", lambda _path: lambda: double)
    return double


@pytest.fixture
def person(alice: Any) -> Any:
    person = make_person(alice, pseudonym="Lune", safe_contact="")
    change_rule(alice, person, ways={"phone": "allowed", "sms": "allowed", "mail": "forbidden"}, number="06 11 22 33 44", alias="Sophie")
    return person


def send(worker: Any, person: Any, draft: MessageDraft = NEWS, *, moment: Moment | None = None, **more: Any) -> Message:
    moment = moment or moment_at(11)
    sent: Message = send_message(actor=actor_of(worker, moment.today), moment=moment, person=person, draft=draft, **more)
    depart(sent.pk, moment=moment)
    sent.refresh_from_db()
    return sent


def act(worker: Any, service: Any, *, moment: Moment | None = None, **more: Any) -> Any:
    moment = moment or moment_at(11)
    return service(actor=actor_of(worker, moment.today), moment=moment, **more)


def lost(alice: Any, person: Any, operator: Double) -> Message:
    """A message that did not arrive."""
    message = send(alice, person)
    settle(message.reference, arrived=False, moment=moment_at(11))
    message.refresh_from_db()
    return message


def keeping_mail(worker: Any, person: Any) -> dict[str, Any]:
    """An accord of hers that has nothing to do with messages."""
    more = {"purpose": Purpose.KEEP_MAIL, "recipient_kind": RecipientKind.OWN, "language": "fr", "proof": Proof.ORAL}
    return {"actor": actor_of(worker), "today": TODAY, "person": person, "given_on": TODAY, **more}


# What leaves


def test_a_message_leaves_at_once_when_her_rule_allows_it(alice: Any, person: Any, operator: Double) -> None:
    message = send(alice, person)

    assert message.state == State.SENT
    assert [each.text for each in operator.given] == ["Bonjour, juste un petit mot pour prendre des nouvelles. Bonne journée. Sophie"]


def test_what_leaves_goes_through_the_one_door(alice: Any, person: Any, operator: Double) -> None:
    message = send(alice, person)

    outgoing = Outgoing.unscoped.get(person=person)
    assert (outgoing.about, outgoing.channel, message.outgoing_id) == (message.pk, "sms", outgoing.pk)


def test_nothing_of_the_message_is_shown_by_its_repr(alice: Any, person: Any, operator: Double) -> None:
    send(alice, person)

    assert "33 44" not in repr(operator.given)
    assert "Sophie" not in repr(operator.given)


def test_the_journal_says_that_it_left_and_never_what_it_said(alice: Any, person: Any, operator: Double) -> None:
    send(alice, person)

    assert {"contacts.message_written", "contacts.message_left"} <= set(actions_on(person))


def test_outside_her_hours_it_waits_for_the_next_one(alice: Any, person: Any, operator: Double) -> None:
    change_rule(alice, person, seen=2, ways={"sms": "allowed"}, preferred="sms", windows=MORNING, number="06 11 22 33 44")

    message = send(alice, person, moment=moment_at(15))

    assert (message.state, message.send_at, operator.given) == (State.WAITING, datetime(2020, 5, 20, 9, 0, tzinfo=PARIS), [])


def test_a_message_that_waits_leaves_at_its_hour_and_not_before(alice: Any, person: Any, operator: Double) -> None:
    change_rule(alice, person, seen=2, ways={"sms": "allowed"}, preferred="sms", windows=MORNING, number="06 11 22 33 44")
    message = send(alice, person, moment=moment_at(15))

    early = depart(message.pk, moment=moment_at(8, today=TODAY + timedelta(days=1)))
    due = depart(message.pk, moment=moment_at(9, 5, today=TODAY + timedelta(days=1)))

    assert (early, due, len(operator.given)) == (State.WAITING, State.SENT, 1)


def test_her_rule_is_asked_again_when_it_leaves(alice: Any, person: Any, operator: Double) -> None:
    change_rule(alice, person, seen=2, ways={"sms": "allowed"}, preferred="sms", windows=MORNING, number="06 11 22 33 44")
    message = send(alice, person, moment=moment_at(15))
    change_rule(alice, person, seen=3, moment=moment_at(16), ways={"sms": "forbidden"}, preferred="none_known", number="0611223344")

    state = depart(message.pk, moment=moment_at(9, 5, today=TODAY + timedelta(days=1)))

    message.refresh_from_db()
    assert (state, message.problem, operator.given) == (State.REFUSED, Problem.RULE, [])


def test_a_departure_asked_twice_sends_once(alice: Any, person: Any, operator: Double) -> None:
    message = send(alice, person)

    again = depart(message.pk, moment=moment_at(11))

    assert (again, len(operator.given)) == (State.SENT, 1)


def test_a_double_click_writes_one_message(alice: Any, person: Any, operator: Double) -> None:
    key = uuid.uuid4()

    send(alice, person, key=key)
    send(alice, person, key=key)

    assert (Message.unscoped.count(), len(operator.given)) == (1, 1)


def test_a_message_erased_in_between_is_not_sent(operator: Double) -> None:
    assert depart(uuid.uuid4(), moment=moment_at(11)) is None


def test_the_announced_day_and_hour_are_said(alice: Any, person: Any, operator: Double) -> None:
    send(alice, person, MessageDraft(template=Template.AS_AGREED, way=MessageWay.SMS, day=date(2020, 5, 26), hour=time(14)))

    assert operator.given[0].text == "Bonjour, c'est toujours bon pour mardi 26 mai à 14 h. Sophie"


# What is refused


def test_a_way_that_her_rule_forbids_never_opens(alice: Any, person: Any, operator: Double) -> None:
    with pytest.raises(NeverOpens):
        send(alice, person, MessageDraft(template=Template.NEWS, way=MessageWay.MAIL))


def test_without_a_number_nothing_is_written(alice: Any, operator: Double) -> None:
    person = make_person(alice, channel="sms", safe_contact="par sa cousine")

    with pytest.raises(NothingToWriteTo):
        send(alice, person)


def test_an_alias_that_would_betray_her_stops_the_message(alice: Any, person: Any, operator: Double) -> None:
    change_rule(alice, person, seen=2, ways={"sms": "allowed"}, preferred="sms", number="06 11 22 33 44", alias="Votre association")

    with pytest.raises(AliasBetrays):
        send(alice, person)


def test_a_message_that_says_an_hour_needs_one(alice: Any, person: Any, operator: Double) -> None:
    with pytest.raises(HourMissing):
        send(alice, person, MessageDraft(template=Template.AS_AGREED, way=MessageWay.SMS, day=date(2020, 5, 26)))


def test_a_day_that_is_past_is_not_announced(alice: Any, person: Any, operator: Double) -> None:
    with pytest.raises(DayPast):
        send(alice, person, MessageDraft(template=Template.AS_AGREED, way=MessageWay.SMS, day=date(2020, 5, 18), hour=time(9)))


def test_reception_writes_to_nobody(association_a: Any, person: Any, operator: Double) -> None:
    rose = make_user("Rose")
    give_mandate(rose, Role.RECEPTION, association_a)

    with pytest.raises(Denied):
        send(rose, person)


def test_a_colleague_of_another_association_sees_no_message(charlie: Any, alice: Any, person: Any, operator: Double) -> None:
    from maillage.accompaniment.contacts.selectors.messages import get_message

    message = send(alice, person)

    with pytest.raises(OutOfScope):
        get_message(actor=actor_of(charlie), pk=message.pk, today=TODAY)


# Held


def test_while_her_messages_are_held_none_is_written(alice: Any, person: Any, operator: Double) -> None:
    act(alice, hold_messages, person=person)

    with pytest.raises(MessagesHeld):
        send(alice, person)


def test_what_waits_is_held_too_and_never_leaves_by_surprise(alice: Any, person: Any, operator: Double) -> None:
    change_rule(alice, person, seen=2, ways={"sms": "allowed"}, preferred="sms", windows=MORNING, number="06 11 22 33 44")
    message = send(alice, person, moment=moment_at(15))
    act(alice, hold_messages, person=person)
    act(alice, release_messages, person=person)

    state = depart(message.pk, moment=moment_at(10, today=TODAY + timedelta(days=1)))

    assert (state, operator.given) == (State.HELD, [])


def test_messages_are_held_once_at_a_time(alice: Any, person: Any) -> None:
    act(alice, hold_messages, person=person)

    with pytest.raises(AlreadyHeld):
        act(alice, hold_messages, person=person)


def test_a_hold_that_does_not_last_cannot_end(alice: Any, person: Any) -> None:
    with pytest.raises(NotHeld):
        act(alice, release_messages, person=person)


def test_holding_her_messages_changes_no_agreement(alice: Any, person: Any) -> None:
    from maillage.accompaniment.people.services import give_accord

    give_accord(**keeping_mail(alice, person))
    before = list(Accord.unscoped.order_by("pk").values())

    act(alice, hold_messages, person=person)
    act(alice, release_messages, person=person)

    assert list(Accord.unscoped.order_by("pk").values()) == before


def test_changing_how_she_is_reached_changes_no_agreement(alice: Any, person: Any) -> None:
    from maillage.accompaniment.people.services import give_accord

    give_accord(**keeping_mail(alice, person))
    before = list(Accord.unscoped.order_by("pk").values())

    change_rule(alice, person, seen=2, ways={"sms": "forbidden", "phone": "allowed"})

    assert list(Accord.unscoped.order_by("pk").values()) == before


def test_a_clock_set_back_does_not_end_a_hold_before_it_began(alice: Any, person: Any) -> None:
    act(alice, hold_messages, person=person)

    ended = act(alice, release_messages, moment=moment_at(9, today=TODAY - timedelta(days=365)), person=person)

    assert ended.ended_on == TODAY


# Cancelled


def test_a_message_that_waits_is_cancelled(alice: Any, person: Any, operator: Double) -> None:
    change_rule(alice, person, seen=2, ways={"sms": "allowed"}, preferred="sms", windows=MORNING, number="06 11 22 33 44")
    message = send(alice, person, moment=moment_at(15))

    act(alice, cancel_message, message=message, seen=message.version)

    assert depart(message.pk, moment=moment_at(10, today=TODAY + timedelta(days=1))) == State.CANCELLED


def test_a_message_that_left_is_not_cancelled(alice: Any, person: Any, operator: Double) -> None:
    message = send(alice, person)

    with pytest.raises(AlreadyLeft):
        act(alice, cancel_message, message=message, seen=message.version)


# What the operator says


def test_the_operator_says_that_it_arrived(alice: Any, person: Any, operator: Double) -> None:
    message = send(alice, person)

    assert settle(message.reference, arrived=True, moment=moment_at(11)) == State.DELIVERED


def test_a_bounce_is_something_to_deal_with_and_its_writer_is_told(alice: Any, person: Any, operator: Double) -> None:
    message = lost(alice, person, operator)

    assert (message.state, message.problem) == (State.BOUNCED, Problem.NOT_ARRIVED)
    assert list(unsettled(actor_of(alice), today=TODAY)) == [message]
    assert Notice.unscoped.filter(user_id=alice.pk, topic="contacts.message_lost").count() == 1


def test_a_bounce_said_twice_is_told_once(alice: Any, person: Any, operator: Double) -> None:
    message = lost(alice, person, operator)

    settle(message.reference, arrived=False, moment=moment_at(12))

    assert Notice.unscoped.filter(topic="contacts.message_lost").count() == 1


def test_an_arrival_said_after_a_bounce_does_not_hide_it(alice: Any, person: Any, operator: Double) -> None:
    message = lost(alice, person, operator)

    assert settle(message.reference, arrived=True, moment=moment_at(12)) == State.BOUNCED


@pytest.mark.parametrize("reference", ["", "sms-unknown"])
def test_what_the_operator_says_of_an_unknown_message_changes_nothing(alice: Any, person: Any, operator: Double, reference: str) -> None:
    send(alice, person)

    assert settle(reference, arrived=False, moment=moment_at(11)) is None


def test_refused_for_good_it_is_lost_at_once(alice: Any, person: Any, operator: Double) -> None:
    operator.problems = [NotAccepted("http_400", again=False)]

    message = send(alice, person)

    assert (message.state, message.problem) == (State.BOUNCED, Problem.NOT_ACCEPTED)


def test_refused_for_now_it_is_tried_three_times_and_then_lost(alice: Any, person: Any, operator: Double) -> None:
    operator.problems = [NotAccepted("http_503", again=True) for _ in range(5)]
    message = send(alice, person)

    for hour in (12, 13, 14, 15):
        depart(message.pk, moment=moment_at(hour))

    message.refresh_from_db()
    assert (message.state, len(operator.given), len({each.key for each in operator.given})) == (State.BOUNCED, 3, 1)


def test_a_message_caught_between_two_steps_is_never_sent_again_by_itself(alice: Any, person: Any, operator: Double) -> None:
    message = send(alice, person)
    Message.unscoped.filter(pk=message.pk).update(state=State.LEAVING, reference="")

    state = depart(message.pk, moment=moment_at(14))

    assert (state, len(operator.given)) == (State.LEAVING, 1)
    assert list(unsettled(actor_of(alice), today=TODAY + timedelta(days=1))) == [message]


# Dealt with


def test_a_lost_message_is_written_again_at_once(alice: Any, person: Any, operator: Double) -> None:
    message = lost(alice, person, operator)

    again = act(alice, resend, message=message, seen=message.version, draft=NEWS)
    depart(again.pk, moment=moment_at(11))

    message.refresh_from_db()
    assert (message.handling, again.follows_id, len(operator.given)) == (Handling.RESENT, message.pk, 2)


def test_after_two_in_vain_the_number_is_verified_before_a_third(alice: Any, person: Any, operator: Double) -> None:
    lost(alice, person, operator)
    lost(alice, person, operator)

    with pytest.raises(NotInVainAgain):
        send(alice, person)


def test_once_her_rule_is_corrected_one_may_write_again(alice: Any, person: Any, operator: Double) -> None:
    lost(alice, person, operator)
    lost(alice, person, operator)
    change_rule(alice, person, seen=2, moment=moment_at(12), ways={"sms": "allowed"}, preferred="sms", number="06 99 88 77 66")

    assert send(alice, person, moment=moment_at(13)).state == State.SENT


def test_somebody_says_that_it_did_not_arrive(alice: Any, person: Any, operator: Double) -> None:
    message = send(alice, person)

    assert act(alice, note_lost, message=message).state == State.BOUNCED


def test_a_message_that_did_not_leave_was_not_lost(alice: Any, person: Any, operator: Double) -> None:
    change_rule(alice, person, seen=2, ways={"sms": "allowed"}, preferred="sms", windows=MORNING, number="06 11 22 33 44")
    message = send(alice, person, moment=moment_at(15))

    with pytest.raises(NotSentYet):
        act(alice, note_lost, message=message)


def test_a_message_that_was_stopped_was_not_lost(alice: Any, person: Any, operator: Double) -> None:
    message = lost(alice, person, operator)

    with pytest.raises(NothingToHandle):
        act(alice, note_lost, message=message)


def test_what_is_dealt_with_waits_for_nobody(alice: Any, person: Any, operator: Double) -> None:
    message = lost(alice, person, operator)

    act(alice, handle_lost, message=message, seen=message.version, how=Handling.CALLED)

    assert not unsettled(actor_of(alice), today=TODAY).exists()


def test_two_colleagues_do_not_deal_with_it_twice(alice: Any, person: Any, operator: Double) -> None:
    message = lost(alice, person, operator)
    act(alice, handle_lost, message=message, seen=message.version, how=Handling.CALLED)

    with pytest.raises(NothingToHandle):
        act(alice, handle_lost, message=message, seen=message.version, how=Handling.DROPPED)


def test_a_stale_page_deals_with_nothing(alice: Any, person: Any, operator: Double) -> None:
    message = lost(alice, person, operator)

    with pytest.raises(Stale):
        act(alice, handle_lost, message=message, seen=message.version - 1, how=Handling.CALLED)


# What is shown before


def test_the_preview_shows_the_text_the_way_the_sender_and_the_hour(alice: Any, person: Any, operator: Double) -> None:
    shown = preview(actor=actor_of(alice), person=person, draft=NEWS, reason="contact", moment=moment_at(11))

    assert (shown.sender, shown.alias, shown.leaves_now, shown.may_leave) == ("38000", "Sophie", True, True)
    assert shown.text.endswith("Sophie")


def test_the_preview_says_when_it_would_leave(alice: Any, person: Any, operator: Double) -> None:
    change_rule(alice, person, seen=2, ways={"sms": "allowed"}, preferred="sms", windows=MORNING, number="06 11 22 33 44")

    shown = preview(actor=actor_of(alice), person=person, draft=NEWS, reason="contact", moment=moment_at(15))

    assert (shown.leaves_now, shown.may_leave) == (False, True)
    assert "9 h" in shown.leaves_words


# The property


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    opens=st.integers(0, 23),
    lasts=st.integers(1, 12),
    days=st.frozensets(st.integers(0, 6), min_size=1),
    sms=st.sampled_from(["allowed", "forbidden", "unknown"]),
    at=st.integers(0, 23),
    tries=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 23)), min_size=1, max_size=4),
)
def test_no_message_ever_leaves_against_the_rule_in_force(
    alice: Any, operator: Double, opens: int, lasts: int, days: frozenset[int], sms: str, at: int, tries: list[tuple[int, int]]
) -> None:
    windows = (Window(days=days, opens=time(opens), closes=time((opens + lasts) % 24)),)
    person = make_person(alice)
    ways = {"key_worker": "allowed", "sms": sms}
    change_rule(alice, person, preferred="none_known", ways=ways, windows=windows, number="06 11 22 33 44", moment=moment_at(0))
    try:
        message = send(alice, person, moment=moment_at(at))
    except NeverOpens:
        message = None

    for after, hour in tries if message is not None else ():
        depart(message.pk, moment=moment_at(hour, today=TODAY + timedelta(days=after)))

    for left in Outgoing.unscoped.filter(person=person).select_related("rule"):
        assert may_contact(pure_rule(left.rule), channel=Channel(left.channel), at=wall_clock(left.at))
    assert len(operator.given) == Outgoing.unscoped.exclude(about=None).count()


def test_an_erased_file_leaves_no_message_behind(hugo: Any, alice: Any, person: Any, operator: Double) -> None:
    from maillage.accompaniment.people.services import erase_file

    send(alice, person)
    act(alice, hold_messages, person=person)

    erase_file(actor=actor_of(hugo), today=TODAY, person=person, reference=person.reference)

    assert (Message.unscoped.count(), MessageHold.unscoped.count()) == (0, 0)
