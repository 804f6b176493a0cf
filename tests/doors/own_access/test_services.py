"""Open after a talk, show, take back, close; wrong answers; erasure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from maillage.doors.own_access import boxes, selectors, services
from maillage.doors.own_access.errors import (
    AccessClosed,
    AlreadyOpen,
    AnswerTooShort,
    LanguageNotServed,
    NoAccordForAccess,
    NotAgreedToSee,
    PhoneIsHeld,
    TalkFromTheFuture,
)
from maillage.doors.own_access.languages import language_of
from maillage.doors.own_access.models import Card, CardKind, Closed, HoldsPhone, OwnAccess
from maillage.foundation.kernel.errors import Denied
from maillage.foundation.vault import NotAuthentic
from tests.accompaniment.making import make_person
from tests.cast import NOW, TODAY, actor_of
from tests.doors.own_access.making import ANSWER, QUESTION, agree, open_for, show_meeting, talk

pytestmark = pytest.mark.django_db


def attempt(worker: Any, person: Any, **changed: Any) -> Any:
    return services.open_access(actor=actor_of(worker), today=TODAY, person=person, talk=talk(**changed))


def test_her_code_and_her_answer_open_what_was_shown(alice: Any) -> None:
    opened = open_for(alice)
    show_meeting(alice, opened.access)

    access = selectors.access_of_code(opened.code, today=TODAY)
    private = boxes.open_key(access, code=opened.code, answer=ANSWER)
    cards = selectors.read_cards(access, private=private, language=language_of("fr"))

    assert [each.sentence for each in cards] == ["jeudi 28 mai 2020, 14:30 : avec Claire"]


def test_the_server_keeps_neither_the_code_nor_the_answer_nor_the_question(alice: Any) -> None:
    opened = open_for(alice)
    show_meeting(alice, opened.access, words="canari secret")

    row = OwnAccess.unscoped.filter(pk=opened.access.pk).values().get()
    kept = b"".join(bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in row.values())
    kept += bytes(Card.unscoped.get().content)

    assert not [word for word in (opened.code, "Minette", QUESTION, "canari") if word.encode() in kept]


def test_the_code_alone_opens_nothing_but_the_question(alice: Any) -> None:
    opened = open_for(alice)

    assert (boxes.read_question(opened.access, code=opened.code), boxes.open_key(opened.access, code=opened.code, answer="chien")) == (
        QUESTION,
        None,
    )


def test_another_code_does_not_open_the_question(alice: Any) -> None:
    with pytest.raises(NotAuthentic):
        boxes.read_question(open_for(alice).access, code="0" * 16)


def test_no_access_on_a_phone_that_somebody_else_controls(alice: Any) -> None:
    person = make_person(alice)
    agree(alice, person)

    with pytest.raises(PhoneIsHeld):
        attempt(alice, person, holds_phone=HoldsPhone.SOMEBODY_ELSE)


def test_no_access_without_her_accord(alice: Any) -> None:
    with pytest.raises(NoAccordForAccess):
        attempt(alice, make_person(alice))


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"talked_on": TODAY + timedelta(days=1)}, TalkFromTheFuture),
        ({"language": "ar"}, LanguageNotServed),
        ({"answer": "ab!"}, AnswerTooShort),
    ],
)
def test_what_the_talk_must_have_settled(alice: Any, changed: Any, refused: Any) -> None:
    person = make_person(alice)
    agree(alice, person)

    with pytest.raises(refused):
        attempt(alice, person, **changed)


def test_one_access_at_a_time(alice: Any) -> None:
    opened = open_for(alice)

    with pytest.raises(AlreadyOpen):
        attempt(alice, opened.access.person)


def test_a_language_nobody_reviewed_is_served_once_the_association_accepts_it(alice: Any, hugo: Any) -> None:
    person = make_person(alice)
    services.accept_language(actor=actor_of(hugo), today=TODAY, organisation=person.organisation, language="ar", accepted=True)

    assert open_for(alice, person=person, language="ar").access.language == "ar"


def test_an_acceptance_may_be_taken_back(alice: Any, hugo: Any) -> None:
    organisation = make_person(alice).organisation
    for accepted in (True, False):
        services.accept_language(actor=actor_of(hugo), today=TODAY, organisation=organisation, language="ro", accepted=accepted)

    assert "ro" not in {each.code for each in selectors.served_languages(organisation.pk)}


def test_a_caseworker_does_not_accept_a_language_for_her_association(alice: Any) -> None:
    with pytest.raises(Denied):
        services.accept_language(
            actor=actor_of(alice), today=TODAY, organisation=make_person(alice).organisation, language="ro", accepted=True
        )


def test_a_reader_opens_no_access(alice: Any, bob: Any) -> None:
    person = make_person(alice)
    agree(alice, person)

    with pytest.raises(Denied):
        attempt(bob, person)


def test_only_what_she_chose_is_shown(alice: Any) -> None:
    opened = open_for(alice, shows=frozenset({CardKind.ACT}))

    with pytest.raises(NotAgreedToSee):
        show_meeting(alice, opened.access)


def test_the_same_thing_is_shown_once_the_later_replacing_the_earlier(alice: Any) -> None:
    opened = open_for(alice)
    for day in (date(2020, 6, 2), date(2020, 6, 9)):
        services.show_card(
            actor=actor_of(alice), today=TODAY, access=opened.access, kind=CardKind.NEXT_DATE,
            content=boxes.CardContent(name="session", day=day), source="session:1",
        )  # fmt: skip

    private = boxes.open_key(opened.access, code=opened.code, answer=ANSWER)
    shown = selectors.read_cards(opened.access, private=private, language=language_of("fr"))

    assert [each.sentence for each in shown] == ["La commission lira votre demande le mardi 9 juin 2020."]


def test_closing_destroys_what_was_shown_and_the_key(alice: Any) -> None:
    opened = open_for(alice)
    show_meeting(alice, opened.access)

    closed = services.close_access(actor=actor_of(alice), today=TODAY, access=opened.access, reason=Closed.LOST_CODE)

    assert (Card.unscoped.count(), bytes(closed.private), selectors.access_of_code(opened.code, today=TODAY)) == (0, b"", None)


def test_closing_twice_keeps_the_first_reason(alice: Any) -> None:
    access = open_for(alice).access
    for reason in (Closed.DANGER, Closed.HER_WISH):
        services.close_access(actor=actor_of(alice), today=TODAY, access=access, reason=reason)

    assert OwnAccess.unscoped.get().closed_for == Closed.DANGER


def test_nothing_is_shown_on_a_closed_access(alice: Any) -> None:
    access = open_for(alice).access
    services.close_access(actor=actor_of(alice), today=TODAY, access=access, reason=Closed.HER_WISH)

    with pytest.raises(AccessClosed):
        show_meeting(alice, access)


def test_an_access_ends_by_itself_after_six_months(alice: Any) -> None:
    opened = open_for(alice)

    assert selectors.access_of_code(opened.code, today=date(2020, 11, 20)) is None


def test_taking_back_destroys_the_box(alice: Any) -> None:
    card = show_meeting(alice, open_for(alice).access)

    services.take_back(actor=actor_of(alice), today=TODAY, card=card)

    assert Card.unscoped.count() == 0


def test_withdrawing_her_accord_closes_the_access(alice: Any) -> None:
    from maillage.accompaniment.people.models import Accord
    from maillage.accompaniment.people.services import withdraw_accord

    open_for(alice)

    withdraw_accord(actor=actor_of(alice), today=TODAY, accord=Accord.unscoped.get())

    assert OwnAccess.unscoped.get().closed_for == Closed.ACCORD_WITHDRAWN


def test_five_wrong_answers_make_her_wait_an_hour(alice: Any) -> None:
    access = open_for(alice).access
    for _ in range(5):
        services.count_answer(access=access, right=False, now=NOW, today=TODAY)

    access.refresh_from_db()
    waits = [selectors.is_waiting(access, now=NOW + timedelta(minutes=m)) for m in (0, 59, 61)]

    assert waits == [True, True, False]


def test_ten_wrong_answers_close_the_access_and_tell_her_key_worker(alice: Any) -> None:
    from maillage.foundation.notifications.models import Notice

    access = open_for(alice).access
    for _ in range(10):
        services.count_answer(access=access, right=False, now=NOW, today=TODAY)

    told = Notice.unscoped.filter(user_id=alice.pk, topic="own_access.closed").count()

    assert (OwnAccess.unscoped.get().closed_for, told) == (Closed.WRONG_ANSWERS, 1)


def test_a_right_answer_forgives_the_wrong_ones(alice: Any) -> None:
    access = open_for(alice).access
    for right in (False, False, True):
        services.count_answer(access=access, right=right, now=NOW, today=TODAY)

    assert OwnAccess.unscoped.get().wrong_answers == 0


def test_a_visit_without_mistake_writes_nothing(alice: Any, django_assert_num_queries: Any) -> None:
    access = open_for(alice).access
    before = OwnAccess.unscoped.values().get()

    services.count_answer(access=access, right=True, now=NOW, today=TODAY)

    assert OwnAccess.unscoped.values().get() == before


def test_erasing_the_file_erases_the_access(alice: Any) -> None:
    from maillage.doors.own_access.erasure import erase_rows

    opened = open_for(alice)

    erase_rows(opened.access.person)

    assert OwnAccess.unscoped.count() == 0


def test_closing_the_file_closes_the_access(alice: Any) -> None:
    from maillage.accompaniment.people.models import ClosingReason
    from maillage.accompaniment.people.services import close_file

    opened = open_for(alice)

    person = opened.access.person
    person.refresh_from_db()
    close_file(actor=actor_of(alice), today=TODAY, person=person, seen=person.version, reason=next(iter(ClosingReason)))

    assert OwnAccess.unscoped.get().closed_for == Closed.FILE_CLOSED
    assert selectors.access_of_code(opened.code, today=TODAY) is None


def test_an_access_does_not_outlive_the_accord_that_opened_it(alice: Any) -> None:
    person = make_person(alice)
    accord = agree(alice, person)
    accord.expires_on = TODAY + timedelta(days=30)
    accord.save(update_fields=["expires_on"])

    assert attempt(alice, person).access.ends_on == TODAY + timedelta(days=30)


def test_a_language_no_longer_accepted_gives_way_to_french(alice: Any, hugo: Any) -> None:
    organisation = make_person(alice).organisation
    services.accept_language(actor=actor_of(hugo), today=TODAY, organisation=organisation, language="ro", accepted=True)
    access = open_for(alice, language="ro").access

    services.accept_language(actor=actor_of(hugo), today=TODAY, organisation=organisation, language="ro", accepted=False)

    assert selectors.shown_language(access, asked="ro").code == "fr"
