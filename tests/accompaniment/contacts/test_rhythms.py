"""A rhythm agreed with her; raised for a while, and put back exactly."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from maillage.accompaniment.contacts import services
from maillage.accompaniment.contacts.errors_calls import (
    AgreedInTheFuture,
    AlreadyBack,
    AlreadySuspended,
    CallerNotHere,
    NobodyToRaise,
    NoRhythm,
    NotSuspended,
    PaceOutOfRange,
    RaiseEndsBefore,
    WayNeverAllowed,
)
from maillage.accompaniment.contacts.models import ContactWay, Rhythm
from maillage.accompaniment.contacts.selectors.rhythm import expected_of, past_rhythms, rhythm_of
from maillage.accompaniment.contacts.services import ContactDraft, RhythmDraft
from maillage.core.safe_contact import Channel
from maillage.foundation.kernel.errors import Denied, Stale
from tests.accompaniment.making import TODAY, actions_on, actor_of, change_rule, make_person, moment_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(alice: Any) -> Any:
    return make_person(alice, today=TODAY - timedelta(days=10))


def agree(worker: Any, person: Any, *, seen: int = 0, today: date = TODAY, **fields: Any) -> Any:
    known = {"every_days": 7, "caller_id": worker.pk, "channel": Channel.PHONE, **fields}
    return services.agree_rhythm(actor=actor_of(worker, today), today=today, person=person, draft=RhythmDraft(**known), seen=seen)


def raise_all(worker: Any, person: Any, *, people: Any = None, every_days: int = 2, until: date | None = None, today: date = TODAY) -> Any:
    return services.raise_rhythms(
        actor=actor_of(worker, today), today=today, organisation_id=person.organisation_id, people=people, every_days=every_days,
        until=until, cause="closed",
    )  # fmt: skip


def test_a_rhythm_says_when_the_next_contact_is_expected(alice: Any, person: Any) -> None:
    agree(alice, person, agreed_on=TODAY)

    expected = expected_of(person, today=TODAY)

    assert expected is not None
    assert (expected.day, actions_on(person)[-1]) == (TODAY, "contacts.rhythm_agreed")


def test_a_change_keeps_what_was_agreed_before(alice: Any, person: Any) -> None:
    agree(alice, person)

    agree(alice, person, seen=1, every_days=14)

    now: Any = rhythm_of(person)
    assert ([each.every_days for each in past_rhythms(person)], now.every_days) == ([7], 14)


def test_two_colleagues_do_not_overwrite_each_other(alice: Any, iris: Any, person: Any) -> None:
    agree(alice, person)

    with pytest.raises(Stale):
        agree(iris, person, seen=0, every_days=3)


def test_the_same_form_sent_twice_agrees_once(alice: Any, person: Any) -> None:
    draft = RhythmDraft(every_days=7, caller_id=alice.pk, channel=Channel.PHONE)
    key = "7b1c0a5e-1b51-4d0e-9d0f-3d8f1c6a2b10"

    for _ in range(2):
        services.agree_rhythm(actor=actor_of(alice), today=TODAY, person=person, draft=draft, seen=0, key=key)

    assert Rhythm.unscoped.filter(person=person).count() == 1


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"every_days": 0}, PaceOutOfRange),
        ({"every_days": 91}, PaceOutOfRange),
        ({"agreed_on": TODAY + timedelta(days=1)}, AgreedInTheFuture),
        ({"caller_id": "00000000-0000-4000-8000-000000000000"}, CallerNotHere),
    ],
)
def test_what_cannot_be_agreed_is_refused(alice: Any, person: Any, fields: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        agree(alice, person, **fields)


def test_a_way_that_is_never_safe_is_not_agreed(alice: Any, person: Any) -> None:
    change_rule(alice, person, preferred="sms", ways={"sms": "allowed", "phone": "forbidden"})

    with pytest.raises(WayNeverAllowed):
        agree(alice, person)


def test_a_stranger_agrees_nothing(alice: Any, charlie: Any, person: Any) -> None:
    with pytest.raises(Denied):
        agree(charlie, person, caller_id=alice.pk)


def test_a_pause_expects_nothing_and_its_end_begins_again_today(alice: Any, person: Any) -> None:
    rhythm = agree(alice, person)
    actor = actor_of(alice)

    paused = services.suspend_rhythm(actor=actor, today=TODAY, rhythm=rhythm, seen=1)
    during = expected_of(person, today=TODAY)
    services.resume_rhythm(actor=actor, today=TODAY + timedelta(days=30), rhythm=paused, seen=2)
    after = expected_of(person, today=TODAY + timedelta(days=30))

    assert during is None
    assert after is not None
    assert after.day == TODAY + timedelta(days=30)


def test_a_pause_is_asked_once(alice: Any, person: Any) -> None:
    rhythm = services.suspend_rhythm(actor=actor_of(alice), today=TODAY, rhythm=agree(alice, person), seen=1)

    with pytest.raises(AlreadySuspended):
        services.suspend_rhythm(actor=actor_of(alice), today=TODAY, rhythm=rhythm, seen=2)


def test_what_is_not_in_pause_is_not_resumed(alice: Any, person: Any) -> None:
    with pytest.raises(NotSuspended):
        services.resume_rhythm(actor=actor_of(alice), today=TODAY, rhythm=agree(alice, person), seen=1)


def test_an_ended_rhythm_expects_nothing_and_changes_no_more(alice: Any, person: Any) -> None:
    rhythm = services.end_rhythm(actor=actor_of(alice), today=TODAY, rhythm=agree(alice, person), seen=1)

    assert expected_of(person, today=TODAY) is None
    with pytest.raises(NoRhythm):
        services.suspend_rhythm(actor=actor_of(alice), today=TODAY, rhythm=rhythm, seen=2)


def test_what_was_said_in_the_last_contact_holds(alice: Any, person: Any) -> None:
    agree(alice, person)
    said = TODAY + timedelta(days=20)
    services.note_contact(
        actor=actor_of(alice), moment=moment_at(10), person=person, draft=ContactDraft(way=ContactWay.PHONE, next_on=said)
    )
    person.refresh_from_db()

    expected = expected_of(person, today=TODAY)

    assert expected is not None
    assert expected.day == said


def test_a_raise_for_everybody_reaches_those_with_whom_nothing_was_agreed(alice: Any, person: Any) -> None:
    raise_all(alice, person)

    expected = expected_of(person, today=TODAY)

    assert expected is not None
    assert expected.day == TODAY


def test_a_raise_for_a_group_leaves_the_others(alice: Any, person: Any) -> None:
    other = make_person(alice)

    raise_all(alice, person, people=[person])

    assert (expected_of(person, today=TODAY) is None, expected_of(other, today=TODAY)) == (False, None)


def test_put_back_the_former_rhythm_returns_exactly(alice: Any, person: Any) -> None:
    agree(alice, person, every_days=30, counts_from=TODAY - timedelta(days=10))
    before = (Rhythm.unscoped.filter(person=person).values().get(), expected_of(person, today=TODAY))
    raised = raise_all(alice, person)
    during = expected_of(person, today=TODAY)

    services.put_back(actor=actor_of(alice), today=TODAY, raised=raised)

    assert during != before[1]
    assert (Rhythm.unscoped.filter(person=person).values().get(), expected_of(person, today=TODAY)) == before


def test_rhythms_are_put_back_once(alice: Any, person: Any) -> None:
    raised = services.put_back(actor=actor_of(alice), today=TODAY, raised=raise_all(alice, person))

    with pytest.raises(AlreadyBack):
        services.put_back(actor=actor_of(alice), today=TODAY, raised=raised)


@pytest.mark.parametrize(
    ("fields", "error"),
    [({"people": []}, NobodyToRaise), ({"every_days": 0}, PaceOutOfRange), ({"until": TODAY - timedelta(days=1)}, RaiseEndsBefore)],
)
def test_a_raise_that_means_nothing_is_refused(alice: Any, person: Any, fields: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        raise_all(alice, person, **fields)


def test_another_association_raises_nothing_here(person: Any, charlie: Any) -> None:
    with pytest.raises(Denied):
        raise_all(charlie, person)


def test_a_closed_file_expects_no_contact(alice: Any, person: Any) -> None:
    from maillage.accompaniment.contacts.panels_calls import end_with_the_file, foresee_closing

    agree(alice, person)
    said = foresee_closing(person=person, actor=actor_of(alice), today=TODAY)

    end_with_the_file(person=person, actor=actor_of(alice), today=TODAY)

    assert (len(said), rhythm_of(person)) == (1, None)
