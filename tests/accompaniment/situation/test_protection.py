"""A minor, or somebody who may be one: no pathway, her protection apart, and its own time."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pypdf
import pytest
from django.db import IntegrityError, transaction

from maillage.accompaniment.people.services import erase_file
from maillage.accompaniment.situation import selectors, services
from maillage.accompaniment.situation.errors import (
    AlreadyProtected,
    AnswerBeforeAct,
    DayToCome,
    NotYetOfAge,
    ProtectionEnded,
    StillKept,
)
from maillage.accompaniment.situation.facts import episodes
from maillage.accompaniment.situation.models import ActKind, Answer, Outcome, Protection, ProtectionAct, Recipient, Why
from maillage.accompaniment.situation.retention import due_for_erasure
from maillage.foundation.access.actor import system_actor
from maillage.foundation.access.roles import Role
from maillage.foundation.kernel.errors import Denied, Stale
from maillage.foundation.ui import guards
from maillage.foundation.vault import Reason
from maillage.pathway.psp.errors import MinorProtected
from maillage.pathway.psp.models import Kind
from maillage.pathway.psp.services import note_wish, start_preparing
from tests.accompaniment.making import actions_on, give_identity, make_person
from tests.accompaniment.situation.making import doubt
from tests.cast import TODAY, actor_of, give_mandate, make_user

SIXTEEN = date(2004, 3, 2)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture
def person(alice: Any) -> Any:
    return make_person(alice, pseudonym="Lune")


@pytest.fixture
def protection(alice: Any, person: Any) -> Any:
    return doubt(alice, person)


def act_on(worker: Any, protection: Any, *, done_on: date = TODAY, reference: str = "CRIP 2020-17", key: Any = None) -> Any:
    return services.record_act(
        actor=actor_of(worker),
        today=TODAY,
        protection=protection,
        kind=ActKind.CONCERN,
        recipient=Recipient.UNIT,
        done_on=done_on,
        reference=reference,
        key=key,
    )


def end(worker: Any, protection: Any, outcome: Outcome, *, today: date = TODAY) -> Any:
    return services.end_protection(
        actor=actor_of(worker, today), today=today, protection=protection, seen=protection.version, outcome=outcome
    )


def words_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)


def may_apply(person: Any) -> Any:
    return guards.ask("may_apply", person=person, today=TODAY)


# Opened by a doubt, or by her birth date


def test_anybody_who_works_on_the_file_may_say_a_doubt(protection: Any) -> None:
    assert (protection.why, protection.ended_on, protection.majority) == (Why.DOUBT, None, None)


@pytest.mark.parametrize("who", ["bob", "charlie", "dana"])
def test_nobody_else_may(person: Any, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Denied):
        doubt(request.getfixturevalue(who), person)


def test_a_second_doubt_changes_nothing(alice: Any, person: Any, protection: Any) -> None:
    with pytest.raises(AlreadyProtected):
        doubt(alice, person)

    assert Protection.unscoped.count() == 1


def test_a_double_click_opens_one_path(alice: Any, person: Any) -> None:
    key = uuid.uuid4()

    for _click in range(2):
        services.note_doubt(actor=actor_of(alice), today=TODAY, person=person, key=key)

    assert Protection.unscoped.count() == 1


def test_the_birth_date_of_a_minor_opens_her_protection_at_once(alice: Any, person: Any) -> None:
    give_identity(alice, person, birth_date=SIXTEEN)

    assert Protection.unscoped.get(person=person).why == Why.BIRTH_DATE


@pytest.mark.parametrize("birth_date", [date(2002, 5, 19), date(1994, 3, 2), None])
def test_the_birth_date_of_an_adult_opens_nothing(alice: Any, person: Any, birth_date: date | None) -> None:
    give_identity(alice, person, birth_date=birth_date)

    assert not Protection.unscoped.exists()


def test_a_birth_date_settles_a_doubt_with_the_day_she_comes_of_age(alice: Any, iris: Any, person: Any, protection: Any) -> None:
    give_identity(alice, person, birth_date=SIXTEEN)

    protection.refresh_from_db()
    majority = selectors.majority_of(actor=actor_of(iris), protection=protection, reason=Reason.CONTROL, today=TODAY)
    assert (protection.why, majority) == (Why.BIRTH_DATE, date(2022, 3, 2))


def test_a_corrected_birth_date_closes_nothing_by_itself(alice: Any, person: Any) -> None:
    identity = give_identity(alice, person, birth_date=SIXTEEN)

    give_identity(alice, person, birth_date=date(1994, 3, 2), seen=identity.version)

    assert Protection.unscoped.running().filter(person=person).exists()


# No pathway


def test_without_a_path_of_protection_she_may_apply(person: Any) -> None:
    assert may_apply(person)


def test_a_doubt_forbids_a_pathway_and_says_whom_to_ask_and_no_more(iris: Any, person: Any, protection: Any) -> None:
    answer = may_apply(person)

    assert not answer
    assert "Demandez à Iris." in str(answer.reason)


def test_where_nobody_has_the_right_the_answer_says_who_gives_it(person: Any, protection: Any) -> None:
    assert "responsable" in str(may_apply(person).reason)


def test_a_right_that_ended_is_not_asked(person: Any, protection: Any, association_a: Any) -> None:
    from maillage.foundation.access.roles import Right

    gone = make_user("Partie")
    give_mandate(gone, Role.CASEWORKER, association_a, rights=(Right.MINORS,), ends_on=YESTERDAY)

    assert selectors.holders_of_minors(person, today=TODAY) == []


def test_neither_a_wish_nor_a_preparation_begins_for_her(alice: Any, person: Any) -> None:
    application = note_wish(actor=actor_of(alice), today=TODAY, person=person, kind=Kind.FIRST)
    doubt(alice, person)

    with pytest.raises(MinorProtected):
        start_preparing(actor=actor_of(alice), today=TODAY, application=application)
    with pytest.raises(MinorProtected):
        note_wish(actor=actor_of(alice), today=TODAY, person=make_protected(alice), kind=Kind.FIRST)


def make_protected(alice: Any) -> Any:
    other = make_person(alice)
    doubt(alice, other)
    return other


@pytest.mark.parametrize(("outcome", "opens"), [(Outcome.ADULT, True), (Outcome.OF_AGE, True), (Outcome.ENTRUSTED, False)])
def test_what_ends_the_path_says_whether_a_pathway_opens(iris: Any, person: Any, protection: Any, outcome: Outcome, opens: bool) -> None:
    end(iris, protection, outcome)

    assert bool(may_apply(person)) is opens


def test_entrusted_she_may_apply_once_somebody_says_that_she_came_of_age(iris: Any, person: Any, protection: Any) -> None:
    entrusted = end(iris, protection, Outcome.ENTRUSTED)

    end(iris, entrusted, Outcome.OF_AGE)

    assert may_apply(person)


# What is done to protect her


def test_an_act_is_noted_with_its_reference_sealed(iris: Any, person: Any, protection: Any) -> None:
    act_on(iris, protection)

    opened = selectors.protection_of(actor=actor_of(iris), person=person, reason=Reason.URGENCY, today=TODAY)
    assert opened is not None
    assert [(line.act.recipient, line.reference) for line in opened.acts] == [(Recipient.UNIT, "CRIP 2020-17")]


def test_without_the_right_one_neither_writes_nor_reads_an_act(alice: Any, iris: Any, person: Any, protection: Any) -> None:
    act = act_on(iris, protection)

    with pytest.raises(Denied):
        act_on(alice, protection)
    with pytest.raises(Denied):
        selectors.protection_of(actor=actor_of(alice), person=person, reason=Reason.URGENCY, today=TODAY)
    with pytest.raises(Denied):
        services.print_letter(actor=actor_of(alice), today=TODAY, act=act, named=False)


def test_an_act_is_not_noted_in_advance(iris: Any, protection: Any) -> None:
    with pytest.raises(DayToCome):
        act_on(iris, protection, done_on=TOMORROW)


def test_an_act_sent_twice_is_noted_once(iris: Any, protection: Any) -> None:
    key = uuid.uuid4()

    for _click in range(2):
        act_on(iris, protection, key=key)

    assert ProtectionAct.unscoped.count() == 1


def test_after_its_end_nothing_is_added(iris: Any, protection: Any) -> None:
    ended = end(iris, protection, Outcome.ADULT)

    with pytest.raises(ProtectionEnded):
        act_on(iris, ended)
    with pytest.raises(ProtectionEnded):
        end(iris, ended, Outcome.ENTRUSTED)


def answer(worker: Any, act: Any, *, seen: int, on: date = TODAY) -> Any:
    return services.answer_act(
        actor=actor_of(worker), today=TODAY, act=act, seen=seen, answer=Answer.ASSESSING, answered_on=on, reference="n° 44"
    )


def test_an_answer_is_noted(iris: Any, protection: Any) -> None:
    act = act_on(iris, protection)

    changed = answer(iris, act, seen=act.version)

    assert (changed.answer, changed.answered_on) == (Answer.ASSESSING, TODAY)
    assert selectors.reference_of(actor=actor_of(iris), act=changed, reason=Reason.CONTROL, today=TODAY) == "n° 44"


@pytest.mark.parametrize(("on", "refusal"), [(YESTERDAY, AnswerBeforeAct), (TOMORROW, DayToCome)])
def test_an_answer_comes_after_its_act_and_not_in_advance(iris: Any, protection: Any, on: date, refusal: type) -> None:
    act = act_on(iris, protection)

    with pytest.raises(refusal):
        answer(iris, act, seen=act.version, on=on)


def test_a_stale_answer_writes_nothing(iris: Any, protection: Any) -> None:
    act = act_on(iris, protection)
    answer(iris, act, seen=act.version)

    with pytest.raises(Stale):
        answer(iris, act, seen=act.version)


def test_before_her_majority_she_did_not_come_of_age(alice: Any, iris: Any, person: Any) -> None:
    give_identity(alice, person, birth_date=SIXTEEN)

    with pytest.raises(NotYetOfAge):
        end(iris, Protection.unscoped.get(person=person), Outcome.OF_AGE)


def test_the_database_refuses_an_end_without_its_reason(protection: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Protection.unscoped.filter(pk=protection.pk).update(ended_on=TODAY)


# The letter


def test_the_letter_names_her_only_when_asked_and_the_opening_is_journaled(alice: Any, iris: Any, person: Any) -> None:
    give_identity(alice, person, birth_date=SIXTEEN)
    act = act_on(iris, Protection.unscoped.get(person=person))

    nameless = words_of(services.print_letter(actor=actor_of(iris), today=TODAY, act=act, named=False))
    opened_before = actions_on(person).count("vault.identity_opened")
    named = words_of(services.print_letter(actor=actor_of(iris), today=TODAY, act=act, named=True))

    assert ("Aubrac" in nameless, "Aubrac" in named) == (False, True)
    assert (opened_before, actions_on(person).count("vault.identity_opened")) == (0, 1)


def test_a_letter_with_an_arabic_name_is_printed(alice: Any, iris: Any, person: Any) -> None:
    give_identity(alice, person, birth_date=SIXTEEN, first_name="نور", last_name="")
    act = act_on(iris, Protection.unscoped.get(person=person))

    assert services.print_letter(actor=actor_of(iris), today=TODAY, act=act, named=True).startswith(b"%PDF")


def test_a_letter_for_an_identity_never_noted_says_that_it_will_be_told(iris: Any, protection: Any) -> None:
    act = act_on(iris, protection)

    text = words_of(services.print_letter(actor=actor_of(iris), today=TODAY, act=act, named=True))

    assert "vive voix" in text


# Its own time


def test_it_is_kept_two_years_after_her_majority_to_the_end_of_the_year(alice: Any, iris: Any, person: Any) -> None:
    give_identity(alice, person, birth_date=SIXTEEN)

    ended = end(iris, Protection.unscoped.get(person=person), Outcome.ENTRUSTED)

    assert ended.keep_until == date(2024, 12, 31)


def test_it_is_not_forgotten_before_its_time_and_is_after(iris: Any, person: Any, protection: Any) -> None:
    act_on(iris, protection)
    ended = end(iris, protection, Outcome.ADULT)
    later = date(2023, 1, 1)

    with pytest.raises(StillKept):
        services.forget_protection(actor=actor_of(iris, ended.keep_until), today=ended.keep_until, protection=ended)
    assert due_for_erasure(today=ended.keep_until) == []
    assert due_for_erasure(today=later) == [ended]
    services.forget_protection(actor=actor_of(iris, later), today=later, protection=ended)

    assert (Protection.unscoped.count(), ProtectionAct.unscoped.count()) == (0, 0)


def test_a_running_path_is_never_forgotten(iris: Any, protection: Any) -> None:
    with pytest.raises(StillKept):
        services.forget_protection(actor=actor_of(iris), today=TODAY, protection=protection)


def test_erasing_the_file_takes_the_protection(iris: Any, person: Any, protection: Any) -> None:
    act_on(iris, protection)

    erase_file(actor=system_actor(), today=TODAY, person=person)

    assert (Protection.unscoped.count(), ProtectionAct.unscoped.count()) == (0, 0)


def test_its_episodes_tell_durations_and_nobody(iris: Any, person: Any, protection: Any, association_a: Any) -> None:
    act_on(iris, protection)
    end(iris, protection, Outcome.ADULT)

    found = list(episodes())

    assert [(each.kind, each.starts, each.ends, each.cause) for each in found] == [
        ("minor_protection", TODAY, TODAY, "adult"),
        ("protection_answer", TODAY, None, "unit"),
    ]
    assert {(each.territory, each.organisation) for each in found} == {("F1", association_a.pk)}


def test_the_steps_come_in_order_with_their_articles_to_be_confirmed() -> None:
    steps, rule = selectors.steps_to_take(today=TODAY)

    assert [step["code"] for step in steps] == list(ActKind.values)
    assert all(step["article"] for step in steps)
    assert rule.confidence == "recall"


def test_an_opened_path_in_a_traceback_shows_nothing(iris: Any, person: Any, protection: Any) -> None:
    opened = selectors.protection_of(actor=actor_of(iris), person=person, reason=Reason.URGENCY, today=TODAY)

    assert repr(opened) == "ProtectionFile(…)"
