"""Who accompanies her: taken, offered, accepted or refused, handed over before leaving, shared with another association."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from maillage.accompaniment.people import selectors, services
from maillage.accompaniment.people.errors import (
    AlreadyAnswered,
    AlreadyKeyWorker,
    AlreadyOffered,
    FileClosed,
    LeadStaysInside,
    NoAccordToShare,
    NotAColleague,
    OfferTooLate,
    OfferToOneself,
    WrongDates,
)
from maillage.accompaniment.people.models import EndReason, FollowUpOffer, KeyWorker, KeyWorkerRole, OfferState, Person, Refusal
from maillage.foundation.access.roles import Role
from maillage.foundation.kernel.errors import Denied, OutOfScope
from maillage.foundation.notifications.models import Notice
from maillage.foundation.vault import Part, Reason, open_part, open_shared_part
from tests.accompaniment.making import actions_on, agree_to_share, give_follow_up, make_person
from tests.cast import TODAY, actor_of, give_mandate, make_user

TOMORROW = TODAY + timedelta(days=1)
BACK = TODAY + timedelta(days=21)


@pytest.fixture
def person(alice: Any) -> Any:
    return make_person(alice, pseudonym="Lune")


def _offer(worker: Any, person: Any, to: Any, **more: Any) -> Any:
    return services.offer_follow_up(actor=actor_of(worker), today=TODAY, person=person, to_user_id=to.pk, **more)


def _accept(offer: Any, to: Any, *, today: date = TODAY) -> Any:
    return services.accept_follow_up(actor=actor_of(to, today), today=today, offer=offer)


def _present(person: Any, *, today: date = TODAY) -> set[str]:
    return {each.user.display_name for each in selectors.present_inside(person, today=today)}


def _her(person: Any) -> Any:
    return KeyWorker.unscoped.get(person=person, ends_on__isnull=True)


# Taken by oneself


def test_a_colleague_takes_a_file_herself(person: Any, iris: Any) -> None:
    services.take_follow_up(actor=actor_of(iris), today=TODAY, person=person)

    assert _present(person) == {"Alice", "Iris"}
    assert "people.key_worker_assigned" in actions_on(person)


def test_one_does_not_take_a_file_that_one_follows(person: Any, alice: Any) -> None:
    with pytest.raises(AlreadyKeyWorker):
        services.take_follow_up(actor=actor_of(alice), today=TODAY, person=person)


@pytest.mark.parametrize("who", ["bob", "hugo", "charlie", "dana"])
def test_who_does_not_work_on_these_files_takes_none(person: Any, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Denied):
        services.take_follow_up(actor=actor_of(request.getfixturevalue(who)), today=TODAY, person=person)


def test_taking_a_file_withdraws_what_was_offered(person: Any, alice: Any, iris: Any) -> None:
    offer = _offer(alice, person, iris)

    services.take_follow_up(actor=actor_of(iris), today=TODAY, person=person)

    offer.refresh_from_db()
    assert offer.state == OfferState.WITHDRAWN


# Offered


def test_nothing_changes_until_she_accepts(person: Any, alice: Any, iris: Any) -> None:
    _offer(alice, person, iris, relays=_her(person))

    assert _present(person) == {"Alice"}
    assert list(Notice.unscoped.filter(user_id=iris.pk).values_list("topic", flat=True)) == ["people.follow_up_offered"]


def test_accepted_she_takes_the_relay_and_the_other_stops(person: Any, alice: Any, iris: Any) -> None:
    relay = _her(person)

    _accept(_offer(alice, person, iris, relays=relay), iris)

    relay.refresh_from_db()
    assert _present(person) == {"Iris"}
    assert (relay.ends_on, relay.end_reason) == (TODAY, EndReason.HANDED_OVER)
    assert list(Notice.unscoped.filter(user_id=alice.pk).values_list("topic", flat=True)) == ["people.follow_up_answered"]


def test_without_a_relay_she_is_added(person: Any, alice: Any, iris: Any) -> None:
    give_follow_up(alice, person, iris, role=KeyWorkerRole.SECOND)

    assert _present(person) == {"Alice", "Iris"}


def test_a_relay_for_later_leaves_nobody_alone_in_between(person: Any, alice: Any, iris: Any) -> None:
    _accept(_offer(alice, person, iris, relays=_her(person), starts_on=BACK), iris)

    assert _present(person) == {"Alice"}
    assert _present(person, today=BACK - timedelta(days=1)) == {"Alice"}
    assert _present(person, today=BACK) == {"Iris"}


def test_a_replacement_ends_by_itself_and_the_present_one_stays(person: Any, alice: Any, iris: Any) -> None:
    _accept(_offer(alice, person, iris, relays=_her(person), role=KeyWorkerRole.STAND_IN, until=BACK), iris)

    assert _present(person) == {"Alice", "Iris"}
    assert _present(person, today=BACK) == {"Alice"}


def test_a_manager_offers_a_file_that_she_does_not_work_on(alice: Any, hugo: Any, iris: Any) -> None:
    person = make_person(hugo)

    give_follow_up(hugo, person, iris)

    assert _present(person) == {"Iris"}


def test_refused_nothing_changes_and_the_reason_is_said(person: Any, alice: Any, iris: Any) -> None:
    offer = _offer(alice, person, iris)

    refused = services.refuse_follow_up(actor=actor_of(iris), today=TODAY, offer=offer, reason=Refusal.TOO_CLOSE, words="Même immeuble.")

    assert (refused.state, refused.refusal, _present(person)) == (OfferState.REFUSED, Refusal.TOO_CLOSE, {"Alice"})
    assert selectors.open_refusal(actor=actor_of(alice), offer=refused, reason=Reason.FOLLOW_UP, today=TODAY) == "Même immeuble."


def test_her_words_are_nowhere_in_clear(person: Any, alice: Any, iris: Any) -> None:
    offer = _offer(alice, person, iris)
    services.refuse_follow_up(actor=actor_of(iris), today=TODAY, offer=offer, reason=Refusal.OTHER, words="Même immeuble.")

    stored = FollowUpOffer.unscoped.get(pk=offer.pk)

    assert "immeuble" not in repr(stored.words)


def test_a_refused_offer_may_be_made_again(person: Any, alice: Any, iris: Any) -> None:
    services.refuse_follow_up(actor=actor_of(iris), today=TODAY, offer=_offer(alice, person, iris), reason=Refusal.AWAY)

    _offer(alice, person, iris)

    assert selectors.offers_to(actor_of(iris), today=TODAY).count() == 1


@pytest.mark.parametrize("who", ["bob", "dana"])
def test_only_who_works_on_files_is_asked(person: Any, alice: Any, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(NotAColleague):
        _offer(alice, person, request.getfixturevalue(who))


def test_a_colleague_who_left_is_not_asked(person: Any, alice: Any, association_a: Any) -> None:
    left = make_user("Ancienne")
    give_mandate(left, Role.CASEWORKER, association_a, ends_on=TODAY)

    with pytest.raises(NotAColleague):
        _offer(alice, person, left)


def test_one_does_not_ask_oneself(person: Any, alice: Any) -> None:
    with pytest.raises(OfferToOneself):
        _offer(alice, person, alice)


@pytest.mark.parametrize("who", ["bob", "charlie"])
def test_a_reader_and_a_stranger_ask_nobody(person: Any, iris: Any, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Denied):
        _offer(request.getfixturevalue(who), person, iris)


def test_asked_once_until_she_answers(person: Any, alice: Any, iris: Any) -> None:
    _offer(alice, person, iris)

    with pytest.raises(AlreadyOffered):
        _offer(alice, person, iris)


def test_a_double_click_asks_once(person: Any, alice: Any, iris: Any) -> None:
    key = uuid.uuid4()

    made = {_offer(alice, person, iris, key=key).pk for _ in range(2)}

    assert len(made) == 1


def test_who_follows_her_already_is_not_asked(person: Any, alice: Any, iris: Any) -> None:
    give_follow_up(alice, person, iris)

    with pytest.raises(AlreadyKeyWorker):
        _offer(alice, person, iris)


@pytest.mark.parametrize(("first", "back"), [(TODAY - timedelta(days=1), None), (TODAY, TODAY), (BACK, TOMORROW)])
def test_dates_that_go_backwards_are_refused(person: Any, alice: Any, iris: Any, first: date, back: date | None) -> None:
    with pytest.raises(WrongDates):
        _offer(alice, person, iris, starts_on=first, until=back)


def test_a_closed_file_is_offered_to_nobody(person: Any, alice: Any, iris: Any) -> None:
    Person.unscoped.filter(pk=person.pk).update(closed_on=TODAY)

    with pytest.raises(FileClosed):
        _offer(alice, person, iris)


# Answered


def test_somebody_elses_offer_does_not_exist(person: Any, alice: Any, iris: Any) -> None:
    offer = _offer(alice, person, iris)

    with pytest.raises(OutOfScope):
        _accept(offer, alice)


def test_who_lost_her_mandate_in_between_accepts_nothing(person: Any, alice: Any, iris: Any) -> None:
    offer = _offer(alice, person, iris)
    iris.mandates.update(ends_on=TODAY)

    with pytest.raises(Denied):
        _accept(offer, iris)


def test_an_offer_is_answered_once(person: Any, alice: Any, iris: Any) -> None:
    offer = _offer(alice, person, iris)
    _accept(offer, iris)

    with pytest.raises(AlreadyAnswered):
        services.refuse_follow_up(actor=actor_of(iris), today=TODAY, offer=offer, reason=Refusal.AWAY)


def test_a_withdrawn_offer_is_not_accepted(person: Any, alice: Any, iris: Any) -> None:
    offer = services.withdraw_offer(actor=actor_of(alice), today=TODAY, offer=_offer(alice, person, iris))

    with pytest.raises(AlreadyAnswered):
        _accept(offer, iris)


def test_an_answered_offer_is_not_withdrawn(person: Any, alice: Any, iris: Any) -> None:
    offer = _accept(_offer(alice, person, iris), iris)

    with pytest.raises(AlreadyAnswered):
        services.withdraw_offer(actor=actor_of(alice), today=TODAY, offer=offer)


def test_a_replacement_whose_dates_are_past_is_not_accepted(person: Any, alice: Any, iris: Any) -> None:
    offer = _offer(alice, person, iris, until=TOMORROW)

    with pytest.raises(OfferTooLate):
        _accept(offer, iris, today=TOMORROW)


def test_a_file_closed_in_between_is_not_taken(person: Any, alice: Any, iris: Any) -> None:
    offer = _offer(alice, person, iris)
    Person.unscoped.filter(pk=person.pk).update(closed_on=TODAY)

    with pytest.raises(FileClosed):
        _accept(offer, iris)


# Handed over before leaving


def _hand_over(worker: Any, people: list[Any], to: Any, **more: Any) -> list[Any]:
    fields = {"starts_on": TODAY, "until": BACK, "key": None, **more}
    return services.hand_over_files(actor=actor_of(worker), today=TODAY, people=people, to_user_id=to.pk, **fields)


def test_several_files_are_offered_at_once_for_an_absence(alice: Any, iris: Any) -> None:
    people = [make_person(alice) for _ in range(3)]

    offers = _hand_over(alice, people, iris)

    assert {(each.role, each.until) for each in offers} == {(KeyWorkerRole.STAND_IN, BACK)}
    assert len(offers) == 3


def test_for_good_she_is_relieved_file_by_file_as_they_are_accepted(alice: Any, iris: Any) -> None:
    first, second = make_person(alice), make_person(alice)
    offers = _hand_over(alice, [first, second], iris, until=None)

    _accept(next(each for each in offers if each.person_id == first.pk), iris)

    assert (_present(first), _present(second)) == ({"Iris"}, {"Alice"})


def test_what_she_follows_or_was_asked_already_is_left(alice: Any, iris: Any) -> None:
    followed, asked, new = make_person(alice), make_person(alice), make_person(alice)
    give_follow_up(alice, followed, iris)
    _offer(alice, asked, iris)

    offers = _hand_over(alice, [followed, asked, new], iris)

    assert [each.person_id for each in offers] == [new.pk]


def test_handing_over_twice_with_one_key_offers_once(alice: Any, iris: Any) -> None:
    people, key = [make_person(alice), make_person(alice)], uuid.uuid4()

    both = [_hand_over(alice, people, iris, key=key) for _ in range(2)]

    assert {each.pk for each in both[0]} == {each.pk for each in both[1]}
    assert FollowUpOffer.unscoped.count() == 2


def test_nobody_hands_over_the_files_of_another_association(alice: Any, charlie: Any, iris: Any) -> None:
    with pytest.raises(Denied):
        _hand_over(charlie, [make_person(alice)], iris)


# Shared with another association


@pytest.fixture
def shared(person: Any, alice: Any, charlie: Any, association_b: Any) -> Any:
    accord = agree_to_share(alice, person, association_b)
    give_follow_up(alice, person, charlie, association_id=association_b.pk, role=KeyWorkerRole.SECOND)
    return accord


def _shared_with(user: Any, *, today: date = TODAY) -> list[Any]:
    return list(selectors.shared_files(actor_of(user, today), today=today))


def test_without_her_accord_nothing_is_shared(person: Any, alice: Any, charlie: Any, association_b: Any) -> None:
    with pytest.raises(NoAccordToShare):
        _offer(alice, person, charlie, association_id=association_b.pk, role=KeyWorkerRole.SECOND)


def test_the_key_worker_is_always_of_the_association_of_the_file(person: Any, alice: Any, charlie: Any, association_b: Any) -> None:
    agree_to_share(alice, person, association_b)

    with pytest.raises(LeadStaysInside):
        _offer(alice, person, charlie, association_id=association_b.pk)


def test_an_accord_withdrawn_between_the_offer_and_the_answer_opens_nothing(
    person: Any, alice: Any, charlie: Any, association_b: Any
) -> None:
    accord = agree_to_share(alice, person, association_b)
    offer = _offer(alice, person, charlie, association_id=association_b.pk, role=KeyWorkerRole.SECOND)
    services.withdraw_accord(actor=actor_of(alice), today=TODAY, accord=accord)

    with pytest.raises(AlreadyAnswered):
        _accept(offer, charlie)


def test_what_is_shared_is_found_apart_and_the_file_itself_stays_closed(shared: Any, person: Any, charlie: Any) -> None:
    assert _shared_with(charlie) == [person]
    with pytest.raises(OutOfScope):
        selectors.get_person(actor=actor_of(charlie), pk=person.pk, today=TODAY)


def test_the_label_opens_and_nothing_else(shared: Any, person: Any, charlie: Any) -> None:
    actor = actor_of(charlie)

    assert selectors.shared_labels([person], actor=actor, today=TODAY) == {person.pk: "Lune"}
    for part in (Part.IDENTITY, Part.SAFE_CONTACT, Part.STORY, Part.RESIDENCE, Part.ATTACHMENTS):
        with pytest.raises(Denied):
            open_shared_part(actor=actor, subject=person, part=part, reason=Reason.FOLLOW_UP, today=TODAY)


@pytest.mark.parametrize("part", [Part.LABEL, Part.NOTES, Part.IDENTITY])
def test_the_door_of_the_association_stays_shut_for_a_guest(shared: Any, person: Any, charlie: Any, part: Part) -> None:
    with pytest.raises(OutOfScope):
        open_part(actor=actor_of(charlie), subject=person, part=part, reason=Reason.FOLLOW_UP, today=TODAY)


def test_a_shared_opening_is_written_in_the_history_of_the_file(shared: Any, person: Any, charlie: Any) -> None:
    open_shared_part(actor=actor_of(charlie), subject=person, part=Part.NOTES, reason=Reason.FOLLOW_UP, today=TODAY)

    assert "vault.notes_opened" in actions_on(person)


def test_a_colleague_of_the_guest_sees_nothing(shared: Any, person: Any, association_b: Any) -> None:
    colleague = make_user("Chloé")
    give_mandate(colleague, Role.CASEWORKER, association_b)

    assert _shared_with(colleague) == []
    with pytest.raises(OutOfScope):
        open_shared_part(actor=actor_of(colleague), subject=person, part=Part.LABEL, reason=Reason.LIST, today=TODAY)


def test_withdrawn_the_accord_closes_everything_at_once(shared: Any, person: Any, alice: Any, charlie: Any) -> None:
    services.withdraw_accord(actor=actor_of(alice), today=TODAY, accord=shared)

    follow_up = KeyWorker.unscoped.get(person=person, user=charlie)
    assert _shared_with(charlie) == []
    assert (follow_up.ends_on, follow_up.end_reason) == (TODAY, EndReason.SHARE_ENDED)
    with pytest.raises(OutOfScope):
        open_shared_part(actor=actor_of(charlie), subject=person, part=Part.LABEL, reason=Reason.LIST, today=TODAY)


def test_an_accord_that_expires_closes_the_file_by_itself(person: Any, alice: Any, charlie: Any, association_b: Any) -> None:
    agree_to_share(alice, person, association_b, expires_on=TOMORROW)
    give_follow_up(alice, person, charlie, association_id=association_b.pk, role=KeyWorkerRole.HEALTH)

    assert _shared_with(charlie, today=TOMORROW) == [person]
    assert _shared_with(charlie, today=TOMORROW + timedelta(days=1)) == []


def test_a_guest_who_leaves_her_association_sees_nothing(shared: Any, charlie: Any) -> None:
    charlie.mandates.update(ends_on=TODAY)

    assert _shared_with(charlie) == []


def test_a_row_without_an_accord_opens_nothing(person: Any, charlie: Any, association_b: Any) -> None:
    KeyWorker.unscoped.create(person=person, user=charlie, association=association_b, starts_on=TODAY)

    assert _shared_with(charlie) == []


def test_a_guest_follows_no_file_of_the_list_and_does_not_hide_that_nobody_does(shared: Any, person: Any, alice: Any) -> None:
    services.end_key_worker(actor=actor_of(alice), today=TODAY, key_worker=KeyWorker.unscoped.get(person=person, user=alice))

    assert selectors.counts_of(actor_of(alice), today=TODAY).unfollowed == 1


def test_the_names_of_users_are_read_in_the_history(person: Any, alice: Any, iris: Any) -> None:
    from maillage.foundation.journal import history_of

    _offer(alice, person, iris)

    assert history_of(person)[0].text == "Alice a proposé le suivi à Iris."


# Counted, without anybody


def test_follow_ups_and_their_offers_are_episodes_without_a_name(person: Any, alice: Any, iris: Any) -> None:
    from maillage.accompaniment.people.facts import episodes

    services.refuse_follow_up(actor=actor_of(iris), today=TOMORROW, offer=_offer(alice, person, iris), reason=Refusal.AWAY)

    found = {(each.kind, each.cause, each.starts, each.ends) for each in episodes()}
    assert {("follow_up", "lead", TODAY, None), ("follow_up_offer", "refused", TODAY, TOMORROW)} <= found


def test_why_a_file_was_closed_is_in_no_episode(person: Any, alice: Any) -> None:
    from maillage.accompaniment.people.facts import episodes
    from maillage.accompaniment.people.models import ClosingReason

    services.close_file(actor=actor_of(alice), today=TODAY, person=person, seen=person.version, reason=ClosingReason.DECEASED)

    assert not any(each.cause == ClosingReason.DECEASED for each in episodes())
