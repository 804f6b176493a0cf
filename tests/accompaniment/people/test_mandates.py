"""Acting for her: with a mandate, for what it names, and she is told."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from maillage.accompaniment.people import selectors, services
from maillage.accompaniment.people.errors import (
    MandateDates,
    MandateOver,
    MandateTooLong,
    NothingGiven,
    NotToldEnough,
    OutsideMandate,
    ToldTooEarly,
)
from maillage.accompaniment.people.models import ActingMandate, ActInHerName, ActKind, Procedure, TellingPoint, ToldHow
from maillage.foundation.access.actor import system_actor
from maillage.foundation.kernel.errors import Denied
from tests.accompaniment.making import actions_on, make_person
from tests.cast import TODAY, actor_of
from tests.pathway.psp.making import make_photo

pytestmark = pytest.mark.django_db

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
TOLD = (TellingPoint.SCOPE, TellingPoint.MAY_END, TellingPoint.EACH_ACT)


@pytest.fixture
def person(alice: Any) -> Any:
    return make_person(alice, pseudonym="Lune")


def give(user: Any, person: Any, **more: Any) -> ActingMandate:
    fields: dict[str, Any] = {
        "procedures": (Procedure.HEALTH_INSURANCE, Procedure.BANK),
        "starts_on": TODAY,
        "last_on": date(2020, 11, 19),
        "language": "ro",
        "told_on": TODAY,
        "told_how": ToldHow.INTERPRETER,
        "told_points": TOLD,
        "told_words": "seulement la carte vitale",
        **more,
    }
    return services.give_mandate(actor=actor_of(user), today=TODAY, person=person, **fields)


def act(user: Any, mandate: ActingMandate, **more: Any) -> ActInHerName:
    fields: dict[str, Any] = {"procedure": Procedure.BANK, "kind": ActKind.LETTER_SENT, "done_on": TODAY, **more}
    return services.note_act(actor=actor_of(user), today=TODAY, mandate=mandate, **fields)


# Given


def test_a_mandate_says_for_what_until_when_and_what_she_was_told(alice: Any, person: Any) -> None:
    mandate = give(alice, person)

    assert mandate.procedures == ["health_insurance", "bank"]
    assert mandate.told_points == ["scope", "may_end", "each_act"]
    assert selectors.mandates_of(person, today=TODAY) == [mandate]
    assert "people.mandate_given" in actions_on(person)


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"procedures": ()}, NothingGiven),
        ({"told_points": (TellingPoint.SCOPE,)}, NotToldEnough),
        ({"told_on": TOMORROW, "starts_on": TOMORROW}, ToldTooEarly),
        ({"starts_on": YESTERDAY}, MandateDates),
        ({"last_on": YESTERDAY}, MandateDates),
        ({"last_on": date(2021, 5, 20)}, MandateTooLong),
    ],
)
def test_what_is_not_a_mandate_is_refused(alice: Any, person: Any, fields: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        give(alice, person, **fields)

    assert not ActingMandate.unscoped.exists()


def test_a_mandate_lasts_a_year_at_most(alice: Any, person: Any) -> None:
    assert give(alice, person, last_on=date(2021, 5, 19)).last_on == date(2021, 5, 19)


@pytest.mark.parametrize("who", ["bob", "charlie"])
def test_neither_a_reader_nor_another_association_notes_one(request: Any, person: Any, who: str) -> None:
    with pytest.raises(Denied):
        give(request.getfixturevalue(who), person)


def test_a_double_click_notes_one(alice: Any, person: Any) -> None:
    key = uuid.uuid4()

    assert give(alice, person, key=key) == give(alice, person, key=key)


def test_the_signed_mandate_is_kept_sealed(client: Any, alice: Any, person: Any) -> None:
    mandate = give(alice, person, upload=make_photo("mandat.png"))

    assert client.as_(alice).get(reverse("people:mandate_scan", args=[mandate.pk]))["Content-Type"] == "image/png"


# Ended


def test_she_ends_it_when_she_wishes(alice: Any, person: Any) -> None:
    mandate = services.end_mandate(actor=actor_of(alice), today=TODAY, mandate=give(alice, person), by_her=True)

    assert (mandate.ended_on, mandate.ended_by_her) == (TODAY, True)
    assert selectors.mandates_of(person, today=TODAY) == []
    assert "people.mandate_ended" in actions_on(person)


def test_after_its_end_nothing_is_done_in_her_name(alice: Any, person: Any) -> None:
    mandate = services.end_mandate(actor=actor_of(alice), today=TODAY, mandate=give(alice, person), by_her=True)

    with pytest.raises(MandateOver):
        act(alice, mandate)


# Done in her name


def test_what_is_done_is_listed_until_she_is_told(alice: Any, person: Any) -> None:
    done = act(alice, give(alice, person))

    assert selectors.acts_in_her_name(person, untold=True) == [done]
    services.tell_act(actor=actor_of(alice), today=TODAY, act=done, told_on=TODAY)

    assert selectors.acts_in_her_name(person, untold=True) == []
    assert selectors.acts_in_her_name(person) == [done]
    assert {"people.act_in_her_name", "people.act_in_her_name_told"} <= set(actions_on(person))


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"procedure": Procedure.TAXES}, OutsideMandate),
        ({"done_on": YESTERDAY}, MandateOver),
        ({"done_on": TOMORROW}, MandateOver),
        ({"told_on": YESTERDAY}, ToldTooEarly),
        ({"told_on": TOMORROW}, ToldTooEarly),
    ],
)
def test_an_act_outside_the_mandate_is_refused(alice: Any, person: Any, fields: dict[str, Any], error: type[Exception]) -> None:
    mandate = give(alice, person)

    with pytest.raises(error):
        act(alice, mandate, **fields)


@pytest.mark.parametrize("who", ["bob", "charlie"])
def test_neither_a_reader_nor_another_association_acts(request: Any, alice: Any, person: Any, who: str) -> None:
    with pytest.raises(Denied):
        act(request.getfixturevalue(who), give(alice, person))


@pytest.mark.db_truth
def test_the_database_holds_the_dates(alice: Any, person: Any) -> None:
    mandate = give(alice, person)
    act(alice, mandate)

    with pytest.raises(IntegrityError), transaction.atomic():
        ActingMandate.unscoped.update(last_on=YESTERDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        ActInHerName.unscoped.update(told_on=YESTERDAY)


def test_an_erasure_takes_her_words(alice: Any, person: Any) -> None:
    mandate = give(alice, person)

    services.erase_file(actor=system_actor(), today=TODAY, person=person)

    assert ActingMandate.unscoped.get(pk=mandate.pk).told_words is None


# The pages


def test_it_goes_through_the_pages(client: Any, alice: Any, person: Any) -> None:
    browser = client.as_(alice)
    sent = {
        "procedures": ["bank"], "starts_on": "2020-05-19", "last_on": "2020-08-19", "told_points": ["scope", "may_end"],
        "told_on": "2020-05-19", "told_how": "face_to_face", "language": "ar",
    }  # fmt: skip

    browser.post(reverse("people:mandate_new", args=[person.pk]), sent)
    mandate = ActingMandate.unscoped.get()
    browser.post(reverse("people:act_new", args=[mandate.pk]), {"procedure": "bank", "kind": "appeal", "done_on": "2020-05-19"})
    before = browser.get(reverse("people:mandates", args=[person.pk])).content.decode()
    browser.post(reverse("people:act_tell", args=[ActInHerName.unscoped.get().pk]))
    browser.post(reverse("people:mandate_end", args=[mandate.pk]), {"by": "her"})
    after = browser.get(reverse("people:mandates", args=[person.pk])).content.decode()

    assert "Un recours : la banque" in before
    assert "1 démarche reste à lui dire" in before
    assert "elle le sait depuis le mardi 19 mai 2020" in after
    assert "par elle" in after


def test_a_mandate_that_comes_back_keeps_what_was_typed(client: Any, alice: Any, person: Any) -> None:
    sent = {"procedures": ["bank"], "starts_on": "2020-05-19", "last_on": "2020-08-19", "told_points": ["scope"], "told_on": "2020-05-19"}

    response = client.as_(alice).post(
        reverse("people:mandate_new", args=[person.pk]), {**sent, "told_how": "face_to_face", "language": "ar"}
    )

    assert response.status_code == 422
    assert "elle doit savoir ce que nous ferons" in response.content.decode()
    assert 'value="2020-08-19"' in response.content.decode()


@pytest.mark.parametrize("name", ["mandate_end", "act_new"])
def test_a_stranger_finds_nothing(client: Any, alice: Any, charlie: Any, person: Any, name: str) -> None:
    assert client.as_(charlie).get(reverse(f"people:{name}", args=[give(alice, person).pk])).status_code == 404


def test_a_reader_reads_and_does_nothing(client: Any, alice: Any, bob: Any, person: Any) -> None:
    mandate = give(alice, person)

    page = client.as_(bob).get(reverse("people:mandates", args=[person.pk])).content.decode()

    assert "la banque" in page
    assert "Mettre fin au mandat" not in page
    assert client.as_(bob).get(reverse("people:mandate_end", args=[mandate.pk])).status_code == 403


def test_two_hundred_acts_are_read_by_pages(client: Any, alice: Any, person: Any, django_assert_max_num_queries: Any) -> None:
    mandate = give(alice, person)
    for _ in range(45):
        act(alice, mandate)

    with django_assert_max_num_queries(25):
        page = client.as_(alice).get(reverse("people:mandates", args=[person.pk])).content.decode()

    assert page.count("Un courrier envoyé") == 20


def test_the_colleague_who_takes_over_reads_what_is_done_in_her_name(client: Any, alice: Any, person: Any) -> None:
    act(alice, give(alice, person))

    sheet = client.as_(alice).post(reverse("people:hand_over_file", args=[person.pk]), {"reason": "handover"}).content.decode()

    assert "Mandat jusqu'au jeudi 19 novembre 2020" in sheet
    assert "Un courrier envoyé : la banque" in sheet
