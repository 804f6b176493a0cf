"""A need said in a contact becomes something to do or a request, without typing again; her word and the course of our calls are dated."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest

from maillage.accompaniment.contacts import services
from maillage.accompaniment.contacts.errors_contact import AlreadyMistaken, AskedFromTheFuture, ServiceCallOld
from maillage.accompaniment.contacts.models import (
    CallsCourse,
    Course,
    CourseReason,
    Helped,
    HerWord,
    Reached,
    ServiceCall,
    ServiceKind,
    Wish,
)
from maillage.accompaniment.contacts.services import Need
from maillage.accompaniment.intake.errors import OutcomeByItsAct, ReasonMissing, RequestFromTheFuture
from maillage.accompaniment.intake.models import FirstRequest, Outcome, Partner, Triage, Way
from maillage.accompaniment.intake.services import note_request_of
from maillage.accompaniment.notes.levels import Level
from maillage.accompaniment.notes.models import Note, Towards
from maillage.accompaniment.notes.services import PromiseMade
from maillage.foundation.access.roles import Role
from maillage.foundation.kernel.errors import Denied, OutOfScope
from tests.accompaniment.contacts.making import day_before, note
from tests.accompaniment.making import actions_on, give_follow_up, make_person
from tests.cast import TODAY, actor_of, give_mandate, make_user

TOMORROW = TODAY + timedelta(days=1)
PARCEL = PromiseMade(what="lui porter un colis", towards=Towards.HER, due_on=TOMORROW)


@pytest.fixture
def person(alice: Any) -> Any:
    return make_person(alice, today=day_before(60), pseudonym="Lune")


@pytest.fixture
def outreach(association_a: Any) -> Any:
    user = make_user("Maud")
    give_mandate(user, Role.OUTREACH_WORKER, association_a)
    return user


def raise_task(worker: Any, contact: Any) -> Any:
    return services.raise_task(actor=actor_of(worker), today=TODAY, contact=contact, made=PARCEL)


def raise_request(worker: Any, contact: Any, need: Need, **more: Any) -> Any:
    return services.raise_request(actor=actor_of(worker), today=TODAY, contact=contact, need=need, **more)


# Something to do


def test_something_to_do_hangs_on_the_note_of_the_contact(alice: Any, person: Any) -> None:
    contact = note(alice, person, words="Elle n'a plus rien à manger.")

    assert raise_task(alice, contact).note == contact.note


def test_without_words_the_note_says_what_the_contact_was(alice: Any, person: Any) -> None:
    raise_task(alice, note(alice, person))

    assert (Note.unscoped.get().kind, Note.unscoped.get().level) == ("call", Level.TEAM)


def test_what_the_team_must_do_never_hangs_on_a_personal_note(alice: Any, person: Any) -> None:
    contact = note(alice, person, words="Pour moi.", level=Level.ME)

    promise = raise_task(alice, contact)

    contact.refresh_from_db()
    assert (promise.note.level, contact.note.level) == (Level.TEAM, Level.ME)


def test_an_outreach_worker_writes_no_promise(outreach: Any, person: Any) -> None:
    contact = note(outreach, person, "outside")

    with pytest.raises(Denied):
        raise_task(outreach, contact)


# A request on her file


def test_a_need_is_a_request_of_somebody_known_on_her_file(outreach: Any, person: Any) -> None:
    contact = note(outreach, person, "outside", happened_on=day_before(1))

    request = raise_request(outreach, contact, Need.REFERRAL, partner=Partner.FOOD)

    said = (request.person, request.public, request.outcome, request.oriented_to, request.way, request.received_on, request.outcome_on)
    assert said == (person, "known", "oriented", "food", "outreach", day_before(1), TODAY)


def test_the_journal_says_the_request_and_that_it_is_on_her_file(alice: Any, person: Any) -> None:
    request = raise_request(alice, note(alice, person), Need.URGENT)

    assert (actions_on(request), actions_on(person)[-1]) == (["intake.noted"], "intake.linked")


def test_the_same_tap_twice_is_one_request(alice: Any, person: Any) -> None:
    contact, key = note(alice, person), uuid.uuid4()
    for _click in range(2):
        raise_request(alice, contact, Need.AID, key=key)

    assert FirstRequest.unscoped.count() == 1


@pytest.mark.parametrize("act", [raise_task, lambda worker, contact: raise_request(worker, contact, Need.AID)])
def test_what_did_not_happen_raised_no_need(alice: Any, person: Any, act: Any) -> None:
    contact = services.mark_mistaken(actor=actor_of(alice), today=TODAY, contact=note(alice, person))

    with pytest.raises(AlreadyMistaken):
        act(alice, contact)


@pytest.mark.parametrize(
    ("more", "refused"),
    [
        ({"outcome": Outcome.FILE_OPENED}, OutcomeByItsAct),
        ({"outcome": Outcome.NO_SOLUTION}, ReasonMissing),
        ({"received_on": TOMORROW}, RequestFromTheFuture),
    ],
)
def test_a_request_of_somebody_known_follows_the_rules_of_the_others(alice: Any, person: Any, more: Any, refused: Any) -> None:
    with pytest.raises(refused):
        note_request_of(actor=actor_of(alice), today=TODAY, person=person, way=Way.PHONE, triage=Triage.ONE_OFF, **more)


# Her word


def say(worker: Any, person: Any, **more: Any) -> Any:
    return services.note_her_word(actor=actor_of(worker), today=TODAY, person=person, helped=Helped.YES, wish=Wish.LESS, **more)


def test_her_word_is_dated_and_former_ones_stay(alice: Any, person: Any) -> None:
    say(alice, person, said_on=day_before(20))
    say(alice, person)

    assert list(HerWord.unscoped.order_by("said_on").values_list("said_on", flat=True)) == [day_before(20), TODAY]


def test_the_journal_says_that_she_was_asked_not_what_she_said(alice: Any, person: Any) -> None:
    say(alice, person)

    assert actions_on(person)[-1] == "contacts.her_word"


def test_she_has_not_answered_tomorrow(alice: Any, person: Any) -> None:
    with pytest.raises(AskedFromTheFuture):
        say(alice, person, said_on=TOMORROW)


def test_the_course_of_our_calls_has_its_reason(alice: Any, person: Any) -> None:
    services.choose_course(actor=actor_of(alice), today=TODAY, person=person, course=Course.TAPER, reason=CourseReason.HER_WISH)

    assert list(CallsCourse.unscoped.order_by("pk").values_list("course", "reason", "chosen_on")) == [("taper", "her_wish", TODAY)]


@pytest.mark.parametrize("who", ["bob", "charlie", "dana"])
def test_nobody_else_speaks_for_her(person: Any, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Denied):
        say(request.getfixturevalue(who), person)


# Which services answer


def tap(worker: Any, association: Any, *, today: Any = TODAY) -> Any:
    return services.note_service_call(
        actor=actor_of(worker, today), today=today, organisation_id=association.pk, service=ServiceKind.PREFECTURE, reached=Reached.NOBODY
    )


def test_a_tap_names_nobody(alice: Any, association_a: Any) -> None:
    call = tap(alice, association_a)

    assert {field.name for field in call._meta.fields if field.is_relation} == {"organisation", "noted_by"}


def test_a_tap_is_for_one_s_own_association(alice: Any, association_b: Any) -> None:
    with pytest.raises(Denied):
        tap(alice, association_b)


def test_a_wrong_tap_is_taken_back(alice: Any, association_a: Any) -> None:
    services.take_back_service_call(actor=actor_of(alice), today=TODAY, call=tap(alice, association_a))

    assert not ServiceCall.unscoped.exists()


def test_yesterday_s_is_counted_already(alice: Any, association_a: Any) -> None:
    with pytest.raises(ServiceCallOld):
        services.take_back_service_call(actor=actor_of(alice), today=TODAY, call=tap(alice, association_a, today=day_before(1)))


def test_a_colleague_s_is_hers(alice: Any, outreach: Any, association_a: Any) -> None:
    with pytest.raises(Denied):
        services.take_back_service_call(actor=actor_of(outreach), today=TODAY, call=tap(alice, association_a))


def test_taken_back_twice_there_is_nothing_left(alice: Any, association_a: Any) -> None:
    call = tap(alice, association_a)
    services.take_back_service_call(actor=actor_of(alice), today=TODAY, call=call)
    call.pk = call.id = uuid.uuid4()

    with pytest.raises(OutOfScope):
        services.take_back_service_call(actor=actor_of(alice), today=TODAY, call=call)


def test_a_colleague_who_follows_her_reads_her_word(alice: Any, person: Any, association_a: Any) -> None:
    colleague = make_user("Zoé")
    give_mandate(colleague, Role.CASEWORKER, association_a)
    give_follow_up(alice, person, colleague)
    say(alice, person)

    assert HerWord.objects.visible_to(actor_of(colleague), today=TODAY).count() == 1
