"""What she agrees to: for what, towards whom, until when; and what stops when she takes it back."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from maillage.accompaniment.people import selectors, services, withdrawal
from maillage.accompaniment.people.errors import AccordExpired, ProofMissing, WrongRecipient
from maillage.accompaniment.people.models import Accord, Interpreted, Means, Proof, Purpose, RecipientKind
from maillage.accompaniment.people.selectors.accords import KINDS_OF_PURPOSE
from maillage.accompaniment.people.withdrawal import Consequence, on_withdrawal, what_will_stop
from maillage.foundation.kernel.errors import Denied, Refused
from tests.accompaniment.making import actions_on, give_accord, make_person
from tests.cast import TODAY, actor_of
from tests.pathway.psp.making import make_photo

pytestmark = pytest.mark.django_db

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def person(alice: Any) -> Any:
    return make_person(alice, pseudonym="Lune")


def agree(user: Any, person: Any, purpose: Purpose, **more: Any) -> Accord:
    fields = {"language": "ro", "proof": Proof.ORAL, "given_on": TODAY, **more}
    return services.give_accord(actor=actor_of(user), today=TODAY, person=person, purpose=purpose, **fields)


def withdraw(user: Any, accord: Accord, **more: Any) -> Accord:
    return services.withdraw_accord(actor=actor_of(user), today=TODAY, accord=accord, **more)


# Given


def test_an_accord_says_for_what_towards_whom_and_how(alice: Any, person: Any, association_b: Any) -> None:
    accord = agree(
        alice,
        person,
        Purpose.SHARE_FOLLOW_UP,
        recipient_id=association_b.pk,
        means=Means.WITH_HER,
        interpreted=Interpreted.BY_PHONE,
        expires_on=date(2020, 11, 19),
    )

    assert (accord.towards, accord.recipient_kind, accord.means, accord.language) == ("Association B", "", "with_her", "ro")
    assert "people.accord_given" in actions_on(person)


def test_an_accord_may_be_towards_a_kind_of_partner(alice: Any, person: Any) -> None:
    accord = agree(alice, person, Purpose.CONTACT_PARTNER, recipient_kind=RecipientKind.HOSPITAL)

    assert accord.towards == "un hôpital, un service de soins"


@pytest.mark.parametrize("purpose", Purpose)
def test_every_purpose_has_somebody_to_receive_it(person: Any, association_b: Any, delegation_x: Any, purpose: Purpose) -> None:
    choices = selectors.choices_of_recipients(person, purpose=purpose, today=TODAY)

    assert choices
    assert {each.kind for each in choices if each.recipient_id is None} == {kind.value for kind in KINDS_OF_PURPOSE[purpose]}


@pytest.mark.parametrize(
    ("purpose", "kind"),
    [
        (Purpose.FILE_APPLICATION, RecipientKind.POLICE),
        (Purpose.KEEP_MAIL, RecipientKind.HOSPITAL),
        (Purpose.SHARE_FOLLOW_UP, RecipientKind.OWN),
        (Purpose.CONTACT_PARTNER, ""),
    ],
)
def test_a_purpose_is_not_for_just_anybody(alice: Any, person: Any, purpose: Purpose, kind: str) -> None:
    with pytest.raises(WrongRecipient):
        agree(alice, person, purpose, recipient_kind=kind)


def test_sharing_is_never_with_a_prefecture(alice: Any, person: Any, prefecture_x: Any) -> None:
    with pytest.raises(WrongRecipient):
        agree(alice, person, Purpose.SHARE_FOLLOW_UP, recipient_id=prefecture_x.pk)


def test_an_accord_does_not_end_before_it_begins(alice: Any, person: Any) -> None:
    with pytest.raises(AccordExpired):
        agree(alice, person, Purpose.KEEP_MAIL, recipient_kind=RecipientKind.OWN, expires_on=TODAY - timedelta(days=1))


def test_the_signed_paper_is_kept_sealed(alice: Any, person: Any, client: Any) -> None:
    accord = agree(alice, person, Purpose.KEEP_MAIL, recipient_kind=RecipientKind.OWN, proof=Proof.SIGNED, upload=make_photo("accord.png"))

    paper = client.as_(alice).get(reverse("people:accord_scan", args=[accord.pk]))

    assert (paper.status_code, paper["Content-Type"]) == (200, "image/png")


def test_a_paper_proves_a_signature_only(alice: Any, person: Any) -> None:
    with pytest.raises(ProofMissing):
        agree(alice, person, Purpose.KEEP_MAIL, recipient_kind=RecipientKind.OWN, upload=make_photo("accord.png"))


def test_a_double_click_notes_one_accord(alice: Any, person: Any) -> None:
    key = uuid.uuid4()

    for _ in range(2):
        agree(alice, person, Purpose.KEEP_MAIL, recipient_kind=RecipientKind.OWN, key=key)

    assert Accord.unscoped.count() == 1


@pytest.mark.parametrize("who", ["bob", "charlie"])
def test_neither_a_reader_nor_another_association_notes_one(request: Any, person: Any, who: str) -> None:
    with pytest.raises(Denied):
        agree(request.getfixturevalue(who), person, Purpose.KEEP_MAIL, recipient_kind=RecipientKind.OWN)


@pytest.mark.db_truth
def test_an_accord_is_towards_one_recipient(alice: Any, person: Any, association_b: Any) -> None:
    accord = agree(alice, person, Purpose.KEEP_MAIL, recipient_kind=RecipientKind.OWN)

    with pytest.raises(IntegrityError), transaction.atomic():
        Accord.unscoped.filter(pk=accord.pk).update(recipient=association_b)


# What it allows


@pytest.mark.parametrize(("day", "allowed"), [(TODAY, True), (TOMORROW, True), (TOMORROW + timedelta(days=1), False)])
def test_after_its_last_day_it_allows_nothing(alice: Any, person: Any, day: date, allowed: bool) -> None:
    agree(alice, person, Purpose.CONTACT_PARTNER, recipient_kind=RecipientKind.SHELTER, expires_on=TOMORROW)

    answer = selectors.sharing_allowed(person, purpose=Purpose.CONTACT_PARTNER, recipient_kind=RecipientKind.SHELTER, today=day)

    assert answer.allowed is allowed
    assert answer.reason


def test_an_accord_towards_one_is_not_towards_another(alice: Any, person: Any) -> None:
    agree(alice, person, Purpose.CONTACT_PARTNER, recipient_kind=RecipientKind.SHELTER)

    assert not selectors.sharing_allowed(person, purpose=Purpose.CONTACT_PARTNER, recipient_kind=RecipientKind.POLICE, today=TODAY)


# Withdrawn


@pytest.fixture
def hooks() -> Iterator[list[Any]]:
    """A room of the test, that remembers what it was asked to close."""
    kept, closed = dict(withdrawal._hooks), []

    def foresee(*, accord: Accord, actor: Any, today: date) -> list[Consequence]:
        return [Consequence(sentence="Le suivi partagé se ferme.", severe=True)]

    def close(*, accord: Accord, actor: Any, today: date) -> None:
        closed.append((accord.pk, accord.withdrawn_on))

    on_withdrawal("test.shared", purposes=[Purpose.SHARE_FOLLOW_UP], foresee=foresee, close=close)
    yield closed
    withdrawal._hooks.clear()
    withdrawal._hooks.update(kept)


def test_what_will_stop_is_said_before(client: Any, alice: Any, person: Any, association_b: Any, hooks: Any) -> None:
    accord = agree(alice, person, Purpose.SHARE_FOLLOW_UP, recipient_id=association_b.pk)

    page = client.as_(alice).get(reverse("people:accord_withdraw", args=[accord.pk])).content.decode()

    assert "Le suivi partagé se ferme." in page
    assert hooks == []


def test_withdrawing_closes_what_it_opened_once(alice: Any, person: Any, association_b: Any, hooks: Any) -> None:
    accord = agree(alice, person, Purpose.SHARE_FOLLOW_UP, recipient_id=association_b.pk)

    withdraw(alice, accord)

    assert hooks == [(accord.pk, TODAY)]


def test_another_accord_that_says_the_same_keeps_it_open(alice: Any, person: Any, association_b: Any, hooks: Any) -> None:
    first = agree(alice, person, Purpose.SHARE_FOLLOW_UP, recipient_id=association_b.pk)
    agree(alice, person, Purpose.SHARE_FOLLOW_UP, recipient_id=association_b.pk)

    assert what_will_stop(accord=first, actor=actor_of(alice), today=TODAY) == []
    withdraw(alice, first)

    assert hooks == []


def test_an_accord_for_something_else_closes_nothing(alice: Any, person: Any, hooks: Any) -> None:
    withdraw(alice, agree(alice, person, Purpose.KEEP_MAIL, recipient_kind=RecipientKind.OWN))

    assert hooks == []


def test_when_a_room_refuses_nothing_is_withdrawn(alice: Any, person: Any, association_b: Any, hooks: Any) -> None:
    def refuse(**_: Any) -> None:
        raise Refused

    on_withdrawal("test.refusing", purposes=[Purpose.SHARE_FOLLOW_UP], foresee=lambda **_: [], close=refuse)
    accord = agree(alice, person, Purpose.SHARE_FOLLOW_UP, recipient_id=association_b.pk)

    with pytest.raises(Refused):
        withdraw(alice, accord)

    assert Accord.unscoped.get(pk=accord.pk).withdrawn_on is None


def test_a_hook_has_one_room() -> None:
    with pytest.raises(ValueError, match="registered twice"):
        on_withdrawal("psp", purposes=[Purpose.TRANSFER], foresee=lambda **_: [], close=lambda **_: None)


# The pages


def test_the_page_of_accords_lists_each_with_its_state(client: Any, alice: Any, person: Any, delegation_x: Any) -> None:
    give_accord(alice, person, delegation_x)
    agree(alice, person, Purpose.KEEP_MAIL, recipient_kind=RecipientKind.OWN, given_on=date(2019, 5, 1), expires_on=date(2020, 4, 30))
    agree(alice, person, Purpose.INTERPRETER, recipient_kind=RecipientKind.INTERPRETER, interpreted=Interpreted.RELATIVE)

    page = client.as_(alice).get(reverse("people:accords", args=[person.pk])).content.decode()

    assert "2 accords en cours" in page
    assert "fini le jeudi 30 avril 2020" in page
    assert "traduit par un proche : à reprendre" in page


def test_an_accord_is_noted_from_its_purpose(client: Any, alice: Any, person: Any) -> None:
    url = f"{reverse('people:accord_new', args=[person.pk])}?pour=contact_partner"
    sent = {"recipient": "hospital", "means": "phone", "language": "ar", "proof": "oral", "given_on": "2020-05-19"}

    browser = client.as_(alice)
    asked = browser.get(url).content.decode()
    done = browser.post(url, sent, follow=True).content.decode()

    assert "Envers qui" in asked
    assert "un hôpital, un service de soins" in done
    assert person.accords.get().language == "ar"


def test_an_empty_page_of_accords_says_what_does_not_leave(client: Any, alice: Any, person: Any) -> None:
    page = client.as_(alice).get(reverse("people:accords", args=[person.pk])).content.decode()

    assert "rien de ce qui la concerne ne sort de l'association" in page


def test_the_accords_cost_the_same_whatever_their_number(client: Any, alice: Any, person: Any, django_assert_max_num_queries: Any) -> None:
    for _ in range(12):
        agree(alice, person, Purpose.KEEP_MAIL, recipient_kind=RecipientKind.OWN)

    with django_assert_max_num_queries(25):
        client.as_(alice).get(reverse("people:accords", args=[person.pk]))
