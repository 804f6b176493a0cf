"""She takes back the accord by which her application was sent: what stops is said first, then stops, at each stage."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from maillage.accompaniment.people.models import Accord, Person
from maillage.accompaniment.people.services import withdraw_accord
from maillage.accompaniment.people.withdrawal import what_will_stop
from maillage.pathway.psp.models import Application, Pathway
from maillage.pathway.psp.services import record_allowance, record_permit
from tests.accompaniment.making import give_accord, make_person
from tests.cast import TODAY, actor_of, make_organisation
from tests.pathway.psp.making import make_application, make_pathway

pytestmark = pytest.mark.django_db

MARCH = date(2020, 3, 2)


def sentences(user: Any, person: Any) -> list[str]:
    accord = Accord.unscoped.get(person=person)
    return [str(each.sentence) for each in what_will_stop(accord=accord, actor=actor_of(user), today=TODAY)]


def take_back(user: Any, person: Any) -> None:
    withdraw_accord(actor=actor_of(user), today=TODAY, accord=Accord.unscoped.get(person=person))


@pytest.fixture
def person(alice: Any, dana: Any, delegation_x: Any) -> Any:
    found = make_person(alice, pseudonym="Lune", today=MARCH)
    give_accord(alice, found, delegation_x, today=MARCH)
    return Person.unscoped.get(pk=found.pk)


def test_with_nothing_begun_nothing_stops(alice: Any, person: Any) -> None:
    assert sentences(alice, person) == []


@pytest.mark.parametrize("state", ["wish", "preparing", "ready"])
def test_before_the_filing_the_application_goes_no_further(alice: Any, person: Any, state: str) -> None:
    application = make_application(alice, state=state, person=person, today=MARCH)

    (said,) = sentences(alice, person)
    take_back(alice, person)

    assert "n'ira pas plus loin" in said
    assert Application.unscoped.get(pk=application.pk).state == "held"


def test_an_application_already_held_stays_held(alice: Any, person: Any) -> None:
    from maillage.pathway.psp.models import HoldReason
    from maillage.pathway.psp.services import hold_application

    application = make_application(alice, state="preparing", person=person, today=MARCH)
    hold_application(actor=actor_of(alice), today=TODAY, application=application, reason=HoldReason.CAPACITY)

    take_back(alice, person)

    assert [each.reason for each in application.holds.all()] == ["capacity"]


@pytest.mark.parametrize("state", ["filed", "scheduled", "examined"])
def test_after_the_filing_it_is_withdrawn_and_the_letter_is_ready(
    client: Any, alice: Any, dana: Any, paul: Any, person: Any, state: str
) -> None:
    application = make_application(alice, state=state, person=person, dana=dana, paul=paul, today=MARCH)

    (said,) = sentences(alice, person)
    take_back(alice, person)

    letter = client.as_(alice).get(reverse("psp:withdrawal_letter", args=[application.pk]))
    assert "la lettre à lui envoyer est prête" in said
    assert Application.unscoped.get(pk=application.pk).state == "withdrawn"
    assert (letter.status_code, letter["Content-Type"]) == (200, "application/pdf")


def test_after_the_decision_the_pathway_ends_and_what_stops_is_said(alice: Any, dana: Any, paul: Any, person: Any) -> None:
    pathway = make_pathway(alice, dana=dana, paul=paul, starts_on=MARCH, person=person)
    record_permit(
        actor=actor_of(alice), today=TODAY, pathway=pathway, asked_on=MARCH, delivered_on=date(2020, 4, 1), expires_on=date(2020, 10, 1)
    )
    record_allowance(actor=actor_of(alice), today=TODAY, pathway=pathway, decided_on=MARCH, starts_on=MARCH, expires_on=date(2020, 9, 2))

    said = " ".join(sentences(alice, person))
    take_back(alice, person)

    ended = Pathway.unscoped.get(pk=pathway.pk)
    assert (ended.ended_on, ended.outcome) == (TODAY, "withdrawn")
    assert "Son titre de séjour, valable jusqu'au jeudi 1 octobre 2020" in said.replace("1er", "1")
    assert "L'aide financière (AFIS) s'arrête avec le parcours." in said
    assert "continue tant qu'elle le souhaite" in said


def test_a_permit_only_asked_is_said_too(alice: Any, dana: Any, paul: Any, person: Any) -> None:
    pathway = make_pathway(alice, dana=dana, paul=paul, starts_on=MARCH, person=person)
    record_permit(actor=actor_of(alice), today=TODAY, pathway=pathway, asked_on=MARCH)

    assert "ne lui sera pas remis" in " ".join(sentences(alice, person))


def test_a_pathway_granted_and_not_begun_is_for_the_secretary(alice: Any, dana: Any, paul: Any, person: Any) -> None:
    make_application(alice, state="decided", person=person, dana=dana, paul=paul, today=MARCH)

    assert "ne commencera pas" in " ".join(sentences(alice, person))
    take_back(alice, person)


def test_a_pathway_to_come_never_blocks_her_withdrawal(alice: Any, dana: Any, paul: Any, person: Any) -> None:
    pathway = make_pathway(alice, dana=dana, paul=paul, starts_on=MARCH, person=person)
    Pathway.unscoped.filter(pk=pathway.pk).update(starts_on=date(2020, 6, 1))

    assert "doit commencer le lundi 1er juin 2020" in " ".join(sentences(alice, person))
    take_back(alice, person)

    assert Accord.unscoped.get(person=person).withdrawn_on == TODAY
    assert Pathway.unscoped.get(pk=pathway.pk).ended_on is None


def test_the_accord_of_another_department_stops_nothing_filed_here(alice: Any, dana: Any, person: Any) -> None:
    application = make_application(alice, state="filed", person=person, dana=dana, today=MARCH)
    elsewhere = make_organisation(name="Délégation Z", kind="delegation", territory="F3")
    other = Accord.unscoped.create(
        person=person, organisation_id=person.organisation_id, purpose="file_application", recipient=elsewhere, language="fr",
        proof="oral", given_on=MARCH,
    )  # fmt: skip

    withdraw_accord(actor=actor_of(alice), today=TODAY, accord=other)

    assert Application.unscoped.get(pk=application.pk).state == "filed"


def test_the_page_warns_of_what_stops_before_the_button(client: Any, alice: Any, dana: Any, paul: Any, person: Any) -> None:
    make_pathway(alice, dana=dana, paul=paul, starts_on=MARCH, person=person)

    page = client.as_(alice).get(reverse("people:accord_withdraw", args=[Accord.unscoped.get(person=person).pk])).content.decode()

    assert "Ce qui s'arrête" in page
    assert "<strong>Son parcours s&#x27;arrête aujourd&#x27;hui.</strong>" in page
