"""Vital danger: nothing passes before a second reader, nor after the days asked, and she is told."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from maillage.accompaniment.people import selectors, services
from maillage.accompaniment.people.errors import (
    DangerUnsaid,
    NeverWithoutHer,
    NotConfirmed,
    OverrideAsked,
    OverrideDecided,
    SecondReaderIsAnother,
    ToldTooEarly,
    TooManyDays,
)
from maillage.accompaniment.people.models import Danger, Override, OverrideState, Purpose, RecipientKind, ToldHow
from maillage.foundation.access.actor import system_actor
from maillage.foundation.access.roles import Role
from maillage.foundation.kernel.errors import Denied
from maillage.foundation.notifications.models import Notice
from tests.accompaniment.making import actions_on, make_person
from tests.cast import TODAY, actor_of, give_mandate, make_user

pytestmark = pytest.mark.django_db

SECRET = "il a une arme et sait où elle dort"


@pytest.fixture
def person(alice: Any) -> Any:
    return make_person(alice, pseudonym="Lune")


def ask(user: Any, person: Any, **more: Any) -> Override:
    fields: dict[str, Any] = {
        "purpose": Purpose.CONTACT_PARTNER,
        "recipient_kind": RecipientKind.POLICE,
        "danger": Danger.VIOLENCE,
        "words": SECRET,
        "days": 3,
        **more,
    }
    return services.ask_override(actor=actor_of(user), today=TODAY, person=person, **fields)


def decide(user: Any, override: Override, *, confirmed: bool = True, **more: Any) -> Override:
    return services.decide_override(actor=actor_of(user), today=TODAY, override=override, confirmed=confirmed, **more)


def allowed(person: Any, day: date = TODAY, kind: RecipientKind = RecipientKind.POLICE) -> bool:
    return selectors.sharing_allowed(person, purpose=Purpose.CONTACT_PARTNER, recipient_kind=kind, today=day).allowed


def test_asking_opens_nothing(alice: Any, person: Any) -> None:
    override = ask(alice, person)

    assert (override.state, allowed(person)) == (OverrideState.ASKED, False)
    assert "people.override_asked" in actions_on(person)


def test_the_second_readers_are_told_without_a_name(alice: Any, hugo: Any, iris: Any, bob: Any, person: Any) -> None:
    ask(alice, person)

    assert set(Notice.unscoped.values_list("user_id", flat=True)) == {hugo.pk, iris.pk}


def test_in_a_closed_association_only_who_sees_the_file_is_told(alice: Any, hugo: Any, iris: Any, person: Any, association_a: Any) -> None:
    association_a.files_open_to = "assigned"
    association_a.save()

    ask(alice, person)

    assert set(Notice.unscoped.values_list("user_id", flat=True)) == {hugo.pk}


def test_confirmed_by_another_it_opens_for_the_days_asked_and_no_more(alice: Any, hugo: Any, person: Any) -> None:
    decide(hugo, ask(alice, person))

    days = [TODAY + timedelta(days=number) for number in range(4)]
    assert [allowed(person, day) for day in days] == [True, True, True, False]
    assert not allowed(person, kind=RecipientKind.HOSPITAL)
    assert "people.override_confirmed" in actions_on(person)


def test_refused_it_opens_nothing(alice: Any, hugo: Any, person: Any) -> None:
    override = decide(hugo, ask(alice, person), confirmed=False)

    assert (override.state, allowed(person)) == (OverrideState.REFUSED, False)
    assert "people.override_refused" in actions_on(person)


def test_nobody_is_her_own_second_reader(alice: Any, person: Any) -> None:
    with pytest.raises(SecondReaderIsAnother):
        decide(alice, ask(alice, person))


def test_the_machine_reads_nothing_in_second(alice: Any, person: Any) -> None:
    override = ask(alice, person)

    with pytest.raises(SecondReaderIsAnother):
        services.decide_override(actor=system_actor(), today=TODAY, override=override, confirmed=True)


@pytest.mark.parametrize("who", ["bob", "charlie"])
def test_neither_a_reader_nor_another_association_reads_in_second(request: Any, alice: Any, person: Any, who: str) -> None:
    with pytest.raises(Denied):
        decide(request.getfixturevalue(who), ask(alice, person))


def test_it_is_read_once(alice: Any, hugo: Any, iris: Any, person: Any) -> None:
    override = ask(alice, person)
    decide(hugo, override)

    with pytest.raises(OverrideDecided):
        decide(iris, override, confirmed=False)


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"words": "  "}, DangerUnsaid),
        ({"days": 0}, TooManyDays),
        ({"days": 16}, TooManyDays),
        ({"purpose": Purpose.FILE_APPLICATION}, NeverWithoutHer),
        ({"purpose": Purpose.STATISTICS}, NeverWithoutHer),
        ({"recipient_kind": RecipientKind.RIGHTS}, NeverWithoutHer),
    ],
)
def test_what_no_danger_explains_is_refused(alice: Any, person: Any, fields: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        ask(alice, person, **fields)

    assert not Override.unscoped.exists()


def test_the_same_is_not_asked_twice(alice: Any, iris: Any, person: Any) -> None:
    ask(alice, person)

    with pytest.raises(OverrideAsked):
        ask(iris, person)


def test_a_double_click_asks_once(alice: Any, person: Any) -> None:
    key = uuid.uuid4()

    assert ask(alice, person, key=key) == ask(alice, person, key=key)


@pytest.mark.parametrize("who", ["bob", "hugo", "charlie"])
def test_who_does_not_work_on_files_asks_nothing(request: Any, person: Any, who: str) -> None:
    with pytest.raises(Denied):
        ask(request.getfixturevalue(who), person)


# Told


def test_she_is_told_when_it_is_safe(alice: Any, hugo: Any, person: Any) -> None:
    override = decide(hugo, ask(alice, person))

    told = services.tell_override(actor=actor_of(alice), today=TODAY, override=override, told_on=TODAY, how=ToldHow.INTERPRETER)

    assert (told.told_on, told.told_how) == (TODAY, "interpreter")
    assert list(Override.unscoped.untold()) == []
    assert "people.override_told" in actions_on(person)


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), TODAY + timedelta(days=1)])
def test_she_is_told_neither_before_nor_in_the_future(alice: Any, hugo: Any, person: Any, day: date) -> None:
    override = decide(hugo, ask(alice, person))

    with pytest.raises(ToldTooEarly):
        services.tell_override(actor=actor_of(alice), today=TODAY, override=override, told_on=day, how=ToldHow.FACE_TO_FACE)


def test_there_is_nothing_to_tell_before_the_second_reading(alice: Any, person: Any) -> None:
    override = ask(alice, person)

    with pytest.raises(NotConfirmed):
        services.tell_override(actor=actor_of(alice), today=TODAY, override=override, told_on=TODAY, how=ToldHow.FACE_TO_FACE)


# Held by the database


@pytest.mark.db_truth
def test_the_database_wants_two_people_and_a_few_days(alice: Any, hugo: Any, person: Any) -> None:
    override = decide(hugo, ask(alice, person))

    for change in ({"decided_by": alice}, {"days": 30}, {"purpose": Purpose.FILE_APPLICATION}, {"decided_by": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Override.unscoped.filter(pk=override.pk).update(**change)


def test_an_erasure_takes_the_words(alice: Any, person: Any) -> None:
    override = ask(alice, person)

    services.erase_file(actor=system_actor(), today=TODAY, person=person)

    assert Override.unscoped.get(pk=override.pk).words is None


# The pages


def test_it_goes_through_the_pages_from_the_danger_to_her(client: Any, alice: Any, iris: Any, person: Any) -> None:
    sent = {"danger": "violence", "words": SECRET, "recipient_kind": "police", "days": "3"}

    client.as_(alice).post(reverse("people:override_new", args=[person.pk]), sent)
    override = Override.unscoped.get()
    reading = client.as_(iris).get(reverse("people:override", args=[override.pk])).content.decode()
    client.as_(iris).post(reverse("people:override", args=[override.pk]), {"answer": "yes"})
    alert = client.as_(alice).get(reverse("people:file", args=[person.pk])).content.decode()
    client.as_(alice).post(reverse("people:override_tell", args=[override.pk]), {"told_on": "2020-05-19", "how": "face_to_face"})
    calm = client.as_(alice).get(reverse("people:file", args=[person.pk])).content.decode()

    assert SECRET in reading
    assert "À lui dire, dès que c&#x27;est sans danger" in alert
    assert "À lui dire, dès que c&#x27;est sans danger" not in calm


def test_a_manager_reads_in_second_without_the_words(client: Any, alice: Any, hugo: Any, person: Any) -> None:
    override = ask(alice, person)

    page = client.as_(hugo).get(reverse("people:override", args=[override.pk])).content.decode()

    assert SECRET not in page
    assert "demandez-les-lui de vive voix" in page
    assert "Enregistrer ma lecture" in page


def test_the_one_who_asked_is_not_offered_the_answer(client: Any, alice: Any, person: Any) -> None:
    page = client.as_(alice).get(reverse("people:override", args=[ask(alice, person).pk])).content.decode()

    assert "Enregistrer ma lecture" not in page
    assert "Une autre personne de l'association doit lire et répondre" in page


@pytest.mark.parametrize("name", ["override", "override_tell"])
def test_a_stranger_finds_nothing(client: Any, alice: Any, charlie: Any, person: Any, name: str) -> None:
    assert client.as_(charlie).get(reverse(f"people:{name}", args=[ask(alice, person).pk])).status_code == 404


def test_reception_learns_of_no_danger(client: Any, alice: Any, person: Any, association_a: Any) -> None:
    ask(alice, person)
    reader = make_user()
    give_mandate(reader, Role.RECEPTION, association_a)

    page = client.as_(reader).get(reverse("people:file", args=[person.pk])).content.decode()

    assert "anger vital" not in page
