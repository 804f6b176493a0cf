"""The pages of the relay: what is proposed to me, my absence, the sheet that prints, and what is shared with me."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maillage.accompaniment.people import selectors, services
from maillage.accompaniment.people.models import FollowUpOffer, KeyWorker, KeyWorkerRole, OfferState
from tests.accompaniment.making import actions_on, agree_to_share, change_rule, give_follow_up, give_identity, make_person
from tests.cast import TODAY, actor_of

BACK = TODAY + timedelta(days=21)


@pytest.fixture
def person(alice: Any) -> Any:
    found = make_person(alice, pseudonym="Lune", safe_contact="06 11 22 33 44")
    give_identity(alice, found)
    return found


def _url(name: str, row: Any = None) -> str:
    return reverse(f"people:{name}", args=[row.pk] if row is not None else [])


def _text(response: Any) -> str:
    return str(response.content.decode()).replace("&#x27;", "'")


def _offer(worker: Any, person: Any, to: Any, **more: Any) -> Any:
    return services.offer_follow_up(actor=actor_of(worker), today=TODAY, person=person, to_user_id=to.pk, **more)


def _typed(association: Any, user: Any, **more: Any) -> dict[str, Any]:
    return {"to": f"{association.pk}.{user.pk}", "role": "second", "relays": "", "starts_on": TODAY.isoformat(), "until": "", **more}


# Proposed and answered


def test_a_follow_up_is_proposed_from_the_file_and_waits_there(client: Any, person: Any, alice: Any, iris: Any, association_a: Any) -> None:
    page = _text(client.as_(alice).post(_url("key_worker_assign", person), _typed(association_a, iris), follow=True))

    assert "attend sa réponse" in page
    assert FollowUpOffer.unscoped.get().state == OfferState.WAITING


def test_one_proposes_the_relay_of_whoever_follows_now(client: Any, person: Any, alice: Any, iris: Any, association_a: Any) -> None:
    follow_up = KeyWorker.unscoped.get(person=person)

    client.as_(alice).post(_url("key_worker_assign", person), _typed(association_a, iris, role="lead", relays=str(follow_up.pk)))

    assert FollowUpOffer.unscoped.get().relays == follow_up


def test_a_colleague_elsewhere_is_in_the_list_only_with_her_accord(
    client: Any, person: Any, alice: Any, charlie: Any, association_b: Any
) -> None:
    browser = client.as_(alice)
    before = _text(browser.get(_url("key_worker_assign", person)))
    agree_to_share(alice, person, association_b)
    after = _text(browser.get(_url("key_worker_assign", person)))

    assert "Charlie" not in before
    assert "Charlie" in after


def test_a_colleague_invented_in_the_form_is_refused(client: Any, person: Any, alice: Any, charlie: Any, association_b: Any) -> None:
    response = client.as_(alice).post(_url("key_worker_assign", person), _typed(association_b, charlie))

    assert response.status_code == 422
    assert not FollowUpOffer.unscoped.exists()


def test_she_sees_what_is_proposed_and_accepts(client: Any, person: Any, alice: Any, iris: Any) -> None:
    offer = _offer(alice, person, iris)
    browser = client.as_(iris)
    page = _text(browser.get(_url("offers")))

    answered = _text(browser.post(_url("offer_accept", offer), follow=True))

    assert "Lune" in page
    assert "Proposé par Alice" in page
    assert "Vous avez accepté ce suivi" in answered
    assert "Aucun suivi ne vous est proposé" in answered


def test_she_refuses_with_a_reason_that_stays_on_the_file(client: Any, person: Any, alice: Any, iris: Any) -> None:
    offer = _offer(alice, person, iris)

    client.as_(iris).post(_url("offer_refuse", offer), {"reason": "too_close", "words": "Même immeuble."})

    page = _text(client.as_(alice).get(_url("file", person)))
    assert "je connais son entourage" in page
    assert "Même immeuble" not in page


def test_a_refusal_without_a_reason_comes_back(client: Any, person: Any, alice: Any, iris: Any) -> None:
    response = client.as_(iris).post(_url("offer_refuse", _offer(alice, person, iris)), {"words": "Même immeuble."})

    assert response.status_code == 422
    assert "Même immeuble." in _text(response)


@pytest.mark.parametrize("name", ["offer_accept", "offer_refuse"])
@pytest.mark.parametrize(("who", "status"), [("alice", 404), ("charlie", 404), ("bob", 404)])
def test_nobody_answers_for_her(
    client: Any, person: Any, alice: Any, iris: Any, name: str, who: str, status: int, request: pytest.FixtureRequest
) -> None:
    offer = _offer(alice, person, iris)

    assert client.as_(request.getfixturevalue(who)).post(_url(name, offer)).status_code == status


def test_an_offer_is_withdrawn_from_the_file(client: Any, person: Any, alice: Any, iris: Any) -> None:
    offer = _offer(alice, person, iris)

    client.as_(alice).post(_url("offer_withdraw", offer))

    offer.refresh_from_db()
    assert offer.state == OfferState.WITHDRAWN


def test_a_stranger_withdraws_no_offer(client: Any, person: Any, alice: Any, iris: Any, charlie: Any) -> None:
    assert client.as_(charlie).post(_url("offer_withdraw", _offer(alice, person, iris))).status_code == 404


def test_a_guest_is_offered_a_reference_and_no_name(client: Any, person: Any, alice: Any, charlie: Any, association_b: Any) -> None:
    agree_to_share(alice, person, association_b)
    _offer(alice, person, charlie, association_id=association_b.pk, role=KeyWorkerRole.SECOND)

    page = _text(client.as_(charlie).get(_url("offers")))

    assert person.reference in page
    assert "Lune" not in page


def test_one_takes_a_file_in_one_click(client: Any, person: Any, iris: Any) -> None:
    client.as_(iris).post(_url("key_worker_take", person))

    assert KeyWorker.unscoped.filter(person=person, user=iris, ends_on__isnull=True).exists()


def test_a_follow_up_ends_with_its_reason(client: Any, person: Any, alice: Any) -> None:
    follow_up = KeyWorker.unscoped.get(person=person)
    browser = client.as_(alice)

    without = browser.post(_url("key_worker_end", follow_up))
    browser.post(_url("key_worker_end", follow_up), {"reason": "her_choice"})

    follow_up.refresh_from_db()
    assert without.status_code == 422
    assert (follow_up.ends_on, follow_up.end_reason) == (TODAY, "her_choice")


# Before leaving


def test_my_files_are_handed_over_in_one_form(client: Any, alice: Any, iris: Any) -> None:
    people = [make_person(alice) for _ in range(3)]
    sent = {"chosen": [str(each.pk) for each in people], "to": str(iris.pk), "starts_on": TODAY.isoformat(), "until": BACK.isoformat()}

    page = _text(client.as_(alice).post(_url("hand_over_files"), sent, follow=True))

    assert "J'ai proposé 3 dossiers." in page
    assert selectors.offers_to(actor_of(iris), today=TODAY).count() == 3


def test_dates_that_do_not_go_come_back_with_what_was_ticked(client: Any, alice: Any, iris: Any) -> None:
    person = make_person(alice)
    sent = {"chosen": [str(person.pk)], "to": str(iris.pk), "starts_on": BACK.isoformat(), "until": TODAY.isoformat()}

    response = client.as_(alice).post(_url("hand_over_files"), sent)

    assert response.status_code == 422
    assert "checked" in _text(response)


def test_nobody_hands_over_a_file_that_she_does_not_follow(client: Any, alice: Any, iris: Any) -> None:
    other = make_person(iris)
    sent = {"chosen": [str(other.pk)], "to": str(iris.pk), "starts_on": TODAY.isoformat()}

    assert client.as_(alice).post(_url("hand_over_files"), sent).status_code == 422


def test_without_a_file_the_page_teaches(client: Any, iris: Any) -> None:
    assert "Vous ne suivez aucun dossier" in _text(client.as_(iris).get(_url("hand_over_files")))


# The sheet that prints


def test_the_address_opens_nothing_and_the_button_opens_the_hand_over(client: Any, person: Any, alice: Any) -> None:
    browser = client.as_(alice)
    closed = _text(browser.get(_url("hand_over_file", person)))
    before = actions_on(person)
    opened = _text(browser.post(_url("hand_over_file", person)))

    assert "06 11 22 33 44" not in closed
    assert "06 11 22 33 44" in opened
    assert set(actions_on(person)) - set(before) == {"people.hand_over_read", "vault.safe_contact_opened"}


def test_the_sheet_says_what_must_never_be_said_and_the_word_agreed(client: Any, person: Any, alice: Any) -> None:
    change_rule(alice, person, words="06 11 22 33 44", never_say="Ne rien dire à son frère", code_word="Tournesol", alias="La bibliothèque")

    page = _text(client.as_(alice).post(_url("hand_over_file", person)))

    assert all(words in page for words in ("Ne rien dire à son frère", "Tournesol", "La bibliothèque"))


def test_the_sheet_never_shows_her_civil_name(client: Any, person: Any, alice: Any) -> None:
    assert "Aubrac" not in _text(client.as_(alice).post(_url("hand_over_file", person)))


@pytest.mark.parametrize(("who", "status"), [("bob", 403), ("hugo", 403), ("charlie", 404), ("dana", 404)])
def test_who_does_not_work_on_the_file_opens_no_hand_over(
    client: Any, person: Any, who: str, status: int, request: pytest.FixtureRequest
) -> None:
    assert client.as_(request.getfixturevalue(who)).post(_url("hand_over_file", person)).status_code == status


def test_all_my_files_are_on_sheets_ten_to_a_page(client: Any, alice: Any) -> None:
    for number in range(12):
        make_person(alice, pseudonym=f"Étoile-{number:02d}")
    browser = client.as_(alice)

    first, second = (_text(browser.post(_url("hand_over") + f"?page={page}")) for page in (1, 2))

    assert (first.count("<article"), second.count("<article")) == (10, 2)


def test_a_colleague_reads_the_hand_over_of_who_is_away(client: Any, person: Any, alice: Any, iris: Any) -> None:
    page = _text(client.as_(iris).post(f"{_url('hand_over')}?de={alice.pk}"))

    assert "Relève de Alice" in page
    assert "06 11 22 33 44" in page


def test_a_stranger_asked_for_is_nobody(client: Any, person: Any, iris: Any, charlie: Any) -> None:
    page = _text(client.as_(iris).get(f"{_url('hand_over')}?de={charlie.pk}"))

    assert "Ma relève" in page


def test_the_list_of_a_hand_over_costs_the_same_with_ten_files(client: Any, alice: Any) -> None:
    browser = client.as_(alice)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(_url("hand_over")).status_code == 200
        return len(asked)

    make_person(alice), make_person(alice)
    few = cost()
    for _ in range(8):
        make_person(alice)

    assert cost() == few


# Shared with me


@pytest.fixture
def shared(person: Any, alice: Any, charlie: Any, association_b: Any) -> Any:
    accord = agree_to_share(alice, person, association_b)
    give_follow_up(alice, person, charlie, association_id=association_b.pk, role=KeyWorkerRole.SECOND)
    return accord


def test_a_guest_finds_the_label_who_accompanies_her_and_nothing_else(client: Any, shared: Any, person: Any, charlie: Any) -> None:
    browser = client.as_(charlie)
    listed, page = _text(browser.get(_url("shared_list"))), _text(browser.get(_url("shared", person)))

    assert "Lune" in listed
    assert all(words in page for words in ("Lune", "Alice", "Association A"))
    assert not any(words in page for words in ("06 11 22 33 44", "Aubrac", person.reference))


@pytest.mark.parametrize("name", ["file", "contact", "history", "hand_over_file", "close", "key_worker_assign"])
def test_the_file_itself_does_not_exist_for_a_guest(client: Any, shared: Any, person: Any, charlie: Any, name: str) -> None:
    assert client.as_(charlie).get(_url(name, person)).status_code == 404


def test_withdrawn_the_page_of_the_guest_is_gone(client: Any, shared: Any, person: Any, alice: Any, charlie: Any) -> None:
    browser = client.as_(charlie)
    assert browser.get(_url("shared", person)).status_code == 200

    services.withdraw_accord(actor=actor_of(alice), today=TODAY, accord=shared)

    assert browser.get(_url("shared", person)).status_code == 404
    assert "Aucun suivi partagé" in _text(browser.get(_url("shared_list")))


@pytest.mark.parametrize("who", ["alice", "dana", "hugo"])
def test_the_page_of_the_guest_is_for_the_guest_alone(
    client: Any, shared: Any, person: Any, who: str, request: pytest.FixtureRequest
) -> None:
    assert client.as_(request.getfixturevalue(who)).get(_url("shared", person)).status_code == 404


def test_the_association_sees_from_where_she_is_accompanied(client: Any, shared: Any, person: Any, alice: Any) -> None:
    assert "Association B" in _text(client.as_(alice).get(_url("file", person)))


def test_before_the_withdrawal_it_is_said_who_will_see_nothing_more(shared: Any, alice: Any) -> None:
    from maillage.accompaniment.people.withdrawal import what_will_stop

    said = [str(each.sentence) for each in what_will_stop(accord=shared, actor=actor_of(alice), today=TODAY)]

    assert "Charlie (Association B) ne verra plus rien de ce dossier, aussitôt." in said
