"""Her follow-up goes on elsewhere: what passes, what never does, whose answer counts, and the months already used."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from maillage.accompaniment.people.models import ContactRule, Identity, Person, Proof, Purpose
from maillage.accompaniment.people.selectors import label_of, open_identity
from maillage.accompaniment.people.services import erase_file, give_accord, withdraw_accord
from maillage.accompaniment.situation.services import note_doubt
from maillage.core.clock.terms import add_months
from maillage.foundation.access.actor import system_actor
from maillage.foundation.documents import get_document, open_document
from maillage.foundation.kernel.errors import Denied, OutOfScope
from maillage.foundation.kernel.moment import PARIS, Moment
from maillage.foundation.notifications.models import Notice
from maillage.pathway.psp import selectors, services
from maillage.pathway.psp.errors import (
    CapReached,
    DateBeforePrevious,
    DateInFuture,
    MinorProtected,
    NothingToMove,
    TransferAccordMissing,
    TransferClosed,
    TransferCut,
    TransferElsewhere,
    TransferNotAccredited,
    TransferRunning,
)
from maillage.pathway.psp.models import Application, Passing, Pathway, Piece, Transfer, TransferRefusal
from tests.accompaniment.making import give_identity, make_person
from tests.cast import TODAY, actor_of, give_mandate, make_accreditation, make_organisation, make_user
from tests.pathway.psp.making import make_application, make_pathway, make_photo, renew

NOW = Moment(now=datetime(2020, 5, 19, 10, tzinfo=PARIS), today=TODAY)
ALL = tuple(Passing)
BEGUN = date(2019, 9, 2)


@pytest.fixture
def receiver(territory_y: Any) -> Any:
    """An accredited association of the other department."""
    organisation = make_organisation(name="Association Y", territory=territory_y)
    make_accreditation(organisation=organisation)
    return organisation


@pytest.fixture
def yasmine(receiver: Any) -> Any:
    """Caseworker of the receiving association."""
    from maillage.foundation.access.roles import Role

    user = make_user("Yasmine")
    give_mandate(user, Role.CASEWORKER, receiver)
    return user


def _agree(user: Any, person: Any, receiver: Any) -> Any:
    return give_accord(
        actor=actor_of(user), today=TODAY, person=person, purpose=Purpose.TRANSFER, recipient_id=receiver.pk, language="fr",
        proof=Proof.SIGNED, given_on=TODAY,
    )  # fmt: skip


def _propose(user: Any, person: Any, receiver: Any, *, passing: Any = ALL) -> Transfer:
    return services.propose_transfer(actor=actor_of(user), today=TODAY, person=person, receiver=receiver, passing=passing)


def _accept(user: Any, transfer: Any, **more: Any) -> Transfer:
    return services.accept_transfer(actor=actor_of(user), moment=NOW, transfer=transfer, **more)


def _answer(user: Any, transfer: Any, *, granted: bool = True, happened_on: date = TODAY, **more: Any) -> Transfer:
    return services.answer_transfer(actor=actor_of(user), today=TODAY, transfer=transfer, granted=granted, happened_on=happened_on, **more)


@pytest.fixture
def preparing(alice: Any, receiver: Any) -> Any:
    """An application being prepared, with identity, text and one piece; she agrees to the move."""
    person = make_person(alice, pseudonym="Lune")
    give_identity(alice, person)
    application = make_application(alice, state="preparing", person=person)
    piece = Piece.unscoped.get(application=application, code="identity")
    services.attach_piece(actor=actor_of(alice), today=TODAY, piece=piece, upload=make_photo())
    _agree(alice, person, receiver)
    return application


@pytest.fixture
def proposed(alice: Any, preparing: Any, receiver: Any) -> Transfer:
    """Proposed with everything that may pass."""
    return _propose(alice, preparing.person, receiver)


@pytest.fixture
def pathway(alice: Any, dana: Any, paul: Any, receiver: Any) -> Pathway:
    """A pathway of A's, begun in September 2019, renewed in March 2020; she agrees to the move."""
    begun: Pathway = make_pathway(alice, dana=dana, paul=paul, starts_on=BEGUN)
    renew(alice, begun, dana=dana, paul=paul, on=add_months(BEGUN, 6))
    _agree(alice, begun.person, receiver)
    return begun


@pytest.fixture
def accepted(alice: Any, yasmine: Any, pathway: Pathway, receiver: Any) -> Transfer:
    """The receiver has accepted to go on with the pathway."""
    return _accept(yasmine, _propose(alice, pathway.person, receiver, passing=[Passing.PSEUDONYM]))


# Proposed


def test_without_her_accord_nothing_is_proposed(alice: Any, receiver: Any) -> None:
    application = make_application(alice, state="preparing")

    with pytest.raises(TransferAccordMissing):
        _propose(alice, application.person, receiver)


def test_her_accord_is_for_one_association(alice: Any, preparing: Any, association_b: Any) -> None:
    with pytest.raises(TransferAccordMissing):
        _propose(alice, preparing.person, association_b)


def test_not_to_oneself(alice: Any, preparing: Any, association_a: Any) -> None:
    with pytest.raises(TransferElsewhere):
        _propose(alice, preparing.person, association_a)


def test_not_to_an_association_without_accreditation(alice: Any, preparing: Any, territory_y: Any) -> None:
    with pytest.raises(TransferNotAccredited):
        _propose(alice, preparing.person, make_organisation(name="Sans agrément", territory=territory_y))


def test_one_proposal_at_a_time(alice: Any, preparing: Any, proposed: Any, receiver: Any) -> None:
    with pytest.raises(TransferRunning):
        _propose(alice, preparing.person, receiver)


def test_a_file_alone_is_not_moved_here(alice: Any, receiver: Any) -> None:
    person = make_person(alice)
    _agree(alice, person, receiver)

    with pytest.raises(NothingToMove):
        _propose(alice, person, receiver)


def test_the_receiver_is_told(proposed: Any, yasmine: Any, alice: Any, preparing: Any, receiver: Any) -> None:
    services.cancel_transfer(actor=actor_of(alice), today=TODAY, transfer=proposed)
    _propose(alice, preparing.person, receiver)

    assert Notice.unscoped.filter(user_id=yasmine.pk, topic="psp.transfer_proposed").exists()


@pytest.mark.parametrize("who", ["bob", "charlie", "hugo"])
def test_only_those_who_file_propose(preparing: Any, receiver: Any, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Denied):
        _propose(request.getfixturevalue(who), preparing.person, receiver)


def test_before_the_acceptance_the_receiver_reads_nothing_of_her(client: Any, yasmine: Any, proposed: Any, preparing: Any) -> None:
    page = client.as_(yasmine).get(reverse("psp:transfer", args=[proposed.pk])).content.decode()

    with pytest.raises(OutOfScope):
        open_identity(actor=actor_of(yasmine), person=preparing.person, reason="handover", today=TODAY)
    assert "Lune" not in page
    assert client.as_(yasmine).get(reverse("people:file", args=[preparing.person_id])).status_code == 404


def test_a_stranger_does_not_see_the_move(client: Any, charlie: Any, eve: Any, proposed: Any) -> None:
    address = reverse("psp:transfer", args=[proposed.pk])

    assert [client.as_(user).get(address).status_code for user in (charlie, eve)] == [404, 404]


# Accepted


def test_her_file_opens_at_the_receivers_with_what_she_agreed(alice: Any, yasmine: Any, proposed: Any) -> None:
    person = _accept(yasmine, proposed).new_person

    identity = open_identity(actor=actor_of(yasmine), person=person, reason="handover", today=TODAY)
    assert (label_of(person, actor=actor_of(yasmine), today=TODAY), identity.last_name) == ("Lune", "Aubrac")


def test_what_passed_is_under_the_receivers_key(yasmine: Any, alice: Any, preparing: Any, proposed: Any) -> None:
    person = _accept(yasmine, proposed).new_person
    erase_file(actor=system_actor(), today=TODAY, person=preparing.person)

    assert open_identity(actor=actor_of(yasmine), person=person, reason="handover", today=TODAY).first_name == "Zélie"


def test_her_text_and_her_pieces_follow(yasmine: Any, proposed: Any) -> None:
    application = _accept(yasmine, proposed).new_application
    application = selectors.get_application(actor=actor_of(yasmine), pk=application.pk, today=TODAY)

    text = selectors.open_text(actor=actor_of(yasmine), application=application, reason="handover", today=TODAY)
    piece = Piece.unscoped.select_related("application").get(application=application, code="identity")
    opened = open_document(actor=actor_of(yasmine), document=get_document(owner=piece, pk=piece.document), reason="handover", today=TODAY)
    assert (text.project, piece.state, bool(opened.content)) == ("Apprendre le français, puis un CAP.", "received", True)


def test_how_she_is_reached_follows(yasmine: Any, proposed: Any) -> None:
    person = _accept(yasmine, proposed).new_person

    assert ContactRule.unscoped.in_force().get(person=person).preferred == "phone"


def test_what_she_did_not_agree_to_does_not_pass(alice: Any, yasmine: Any, preparing: Any, receiver: Any) -> None:
    transfer = _propose(alice, preparing.person, receiver, passing=[])

    accepted = _accept(yasmine, transfer, pseudonym="Brume")

    application = accepted.new_application
    assert label_of(accepted.new_person, actor=actor_of(yasmine), today=TODAY) == "Brume"
    assert not Identity.unscoped.filter(person=accepted.new_person).exists()
    assert (application.project, Piece.unscoped.filter(application=application, state="received").exists()) == (None, False)


def test_the_former_application_is_transferred_and_its_wait_over(yasmine: Any, preparing: Any, proposed: Any) -> None:
    _accept(yasmine, proposed)

    former = Application.unscoped.get(pk=preparing.pk)
    assert (former.state, former.over_on) == ("transferred", TODAY)


def test_the_step_is_the_associations_not_the_states(yasmine: Any, preparing: Any, proposed: Any) -> None:
    _accept(yasmine, proposed)

    assert preparing.steps.get(state="transferred").by_state is False


def test_a_filed_application_leaves_its_secretariat_too(alice: Any, dana: Any, yasmine: Any, receiver: Any, client: Any) -> None:
    application = make_application(alice, state="filed", dana=dana)
    _agree(alice, application.person, receiver)

    _accept(yasmine, _propose(alice, application.person, receiver))

    said = client.as_(dana).get(reverse("psp:application", args=[application.pk])).content.decode()
    assert "transférée à une autre association" in said


def test_an_accord_withdrawn_meanwhile_stops_everything(alice: Any, yasmine: Any, preparing: Any, proposed: Any) -> None:
    accord = preparing.person.accords.get(purpose=Purpose.TRANSFER)
    withdraw_accord(actor=actor_of(alice), today=TODAY, accord=accord)

    with pytest.raises(TransferClosed):
        _accept(yasmine, proposed)


def test_an_accord_that_ended_by_itself_stops_everything_too(yasmine: Any, preparing: Any, proposed: Any) -> None:
    preparing.person.accords.filter(purpose=Purpose.TRANSFER).update(expires_on=TODAY - timedelta(days=1), given_on=date(2020, 1, 1))

    with pytest.raises(TransferCut):
        _accept(yasmine, proposed)


def test_what_stops_is_said_before_she_withdraws(alice: Any, preparing: Any, proposed: Any) -> None:
    from maillage.accompaniment.people.withdrawal import what_will_stop

    accord = preparing.person.accords.get(purpose=Purpose.TRANSFER)
    said = [str(each.sentence) for each in what_will_stop(accord=accord, actor=actor_of(alice), today=TODAY)]

    assert any("rien de son dossier ne passe" in each for each in said)


def test_the_moves_are_episodes_without_her(yasmine: Any, proposed: Any) -> None:
    from maillage.pathway.psp.facts import episodes

    _accept(yasmine, proposed)

    [move] = [each for each in episodes(today=TODAY) if each.kind == "transfer"]
    assert (move.territory, move.starts, move.ends, move.cause) == ("F1", TODAY, TODAY, "accepted")


def test_an_erased_file_has_nothing_to_pass(yasmine: Any, preparing: Any, proposed: Any) -> None:
    erase_file(actor=system_actor(), today=TODAY, person=preparing.person)

    with pytest.raises(TransferCut):
        _accept(yasmine, proposed)


def test_accepted_twice_one_file_is_opened(yasmine: Any, proposed: Any) -> None:
    _accept(yasmine, proposed)
    before = Person.unscoped.count()

    with pytest.raises(TransferClosed):
        _accept(yasmine, proposed)
    assert Person.unscoped.count() == before


@pytest.mark.parametrize("who", ["alice", "charlie", "eve"])
def test_only_the_receiver_answers(proposed: Any, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Denied):
        _accept(request.getfixturevalue(who), proposed)
    with pytest.raises(Denied):
        services.refuse_transfer(
            actor=actor_of(request.getfixturevalue(who)), today=TODAY, transfer=proposed, refusal=TransferRefusal.NO_PLACE
        )


def test_refused_nothing_passes_and_the_sender_knows_why(alice: Any, yasmine: Any, preparing: Any, proposed: Any) -> None:
    services.refuse_transfer(actor=actor_of(yasmine), today=TODAY, transfer=proposed, refusal=TransferRefusal.NO_PLACE)

    assert Notice.unscoped.filter(user_id=alice.pk, topic="psp.transfer_answered").exists()
    assert Application.unscoped.get(pk=preparing.pk).state == "preparing"


def test_taken_back_it_is_no_longer_answered(alice: Any, yasmine: Any, proposed: Any) -> None:
    services.cancel_transfer(actor=actor_of(alice), today=TODAY, transfer=proposed)

    with pytest.raises(TransferClosed):
        _accept(yasmine, proposed)


# The prefect's answer, and the months


def test_until_the_prefect_answers_the_pathway_stays_where_it_is(accepted: Transfer, pathway: Pathway) -> None:
    assert Pathway.unscoped.get(pk=pathway.pk).ended_on is None
    assert not Pathway.unscoped.filter(person=accepted.new_person).exists()


def test_the_months_already_used_are_said(accepted: Transfer) -> None:
    assert accepted.months_used == 8


def test_granted_the_former_pathway_ends_as_moved(yasmine: Any, accepted: Transfer, pathway: Pathway) -> None:
    _answer(yasmine, accepted, from_paper=True)

    former = Pathway.unscoped.get(pk=pathway.pk)
    assert (former.ended_on, former.outcome) == (TODAY, "moved")


def test_granted_it_goes_on_where_it_stood(yasmine: Any, accepted: Transfer, pathway: Pathway) -> None:
    here = _answer(yasmine, accepted).new_pathway

    journey = selectors.journey_of(here, today=TODAY)
    assert (journey.current.row.number, journey.current.row.expires_on) == (2, add_months(BEGUN, 12))


def test_the_cap_is_counted_on_the_whole(yasmine: Any, accepted: Transfer, pathway: Pathway) -> None:
    before = selectors.journey_of(pathway, today=TODAY).meter

    meter = selectors.journey_of(_answer(yasmine, accepted).new_pathway, today=TODAY).meter

    assert (meter.months_consumed, meter.months_left, meter.renewals_left) == (8, 16, before.renewals_left)
    assert meter.ends == before.ends


def test_the_next_term_follows_the_former_ones(yasmine: Any, eve: Any, accepted: Transfer) -> None:
    here = _answer(yasmine, accepted).new_pathway
    third = _renew_here(yasmine, eve, here, on=add_months(BEGUN, 12))

    assert (third.number, third.starts_on, third.expires_on) == (3, add_months(BEGUN, 12), add_months(BEGUN, 18))


def test_a_fifth_term_is_refused_wherever_the_first_were(yasmine: Any, eve: Any, accepted: Transfer) -> None:
    here = _answer(yasmine, accepted).new_pathway
    for months in (12, 18):
        _renew_here(yasmine, eve, here, on=add_months(BEGUN, months))

    with pytest.raises(CapReached):
        _renew_here(yasmine, eve, here, on=add_months(BEGUN, 24))


def _renew_here(yasmine: Any, eve: Any, pathway: Pathway, *, on: date) -> Any:
    from maillage.foundation.access.roles import Role

    office = make_user(f"Cabinet Y {on}")
    give_mandate(office, Role.PREFECT_OFFICE, make_organisation(name=f"Préfecture Y {on}", kind="prefecture", territory=pathway.territory))
    person = Person.unscoped.get(pk=pathway.person_id)
    pathway.person = person
    return renew(yasmine, pathway, dana=eve, paul=office, on=on)


def test_denied_the_pathway_stays_with_the_first_association(yasmine: Any, accepted: Transfer, pathway: Pathway) -> None:
    assert _answer(yasmine, accepted, granted=False).state == "denied"
    assert Pathway.unscoped.get(pk=pathway.pk).ended_on is None


def test_the_receiving_department_records_its_own_answer(eve: Any, accepted: Transfer) -> None:
    assert _answer(eve, accepted).state == "granted"


@pytest.mark.parametrize("who", ["alice", "dana", "charlie"])
def test_the_department_left_does_not_answer(accepted: Transfer, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Denied):
        _answer(request.getfixturevalue(who), accepted)


@pytest.mark.parametrize(("day", "refusal"), [(TODAY + timedelta(days=1), DateInFuture), (date(2020, 1, 1), DateBeforePrevious)])
def test_the_day_of_the_answer_can_be(yasmine: Any, accepted: Transfer, day: date, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        _answer(yasmine, accepted, happened_on=day)


def test_answered_once(yasmine: Any, accepted: Transfer) -> None:
    _answer(yasmine, accepted)

    with pytest.raises(TransferClosed):
        _answer(yasmine, accepted)


# The pages


def test_the_whole_move_through_the_pages(client: Any, alice: Any, yasmine: Any, pathway: Pathway, receiver: Any) -> None:
    proposal = {"receiver": str(receiver.pk), "passing": ["pseudonym", "contact"]}
    client.as_(alice).post(reverse("psp:transfer_new", args=[pathway.person_id]), proposal)
    transfer = Transfer.unscoped.get()

    client.as_(yasmine).post(reverse("psp:transfer_accept", args=[transfer.pk]), {})
    client.as_(yasmine).post(reverse("psp:transfer_answer", args=[transfer.pk]), {"granted": "yes", "happened_on": TODAY})

    transfer.refresh_from_db()
    page = client.as_(yasmine).get(reverse("psp:pathway", args=[transfer.new_pathway_id])).content.decode()
    assert (transfer.state, "période 2 sur 4" in page) == ("granted", True)


def test_a_double_click_proposes_once(client: Any, alice: Any, preparing: Any, receiver: Any) -> None:
    typed = {"receiver": str(receiver.pk), "key": "0f0e2b1c-9d7a-4a42-9a25-5f0d3a1e7c12"}

    for _ in range(2):
        client.as_(alice).post(reverse("psp:transfer_new", args=[preparing.person_id]), typed)

    assert Transfer.unscoped.count() == 1


def test_both_sides_list_the_move(client: Any, alice: Any, yasmine: Any, charlie: Any, proposed: Any) -> None:
    pages = {user.display_name: client.as_(user).get(reverse("psp:transfers")).content.decode() for user in (alice, yasmine, charlie)}

    assert ["Association Y" in pages[name] for name in ("Alice", "Yasmine", "Charlie")] == [True, True, False]


def test_the_sender_sees_the_move_on_her_file(client: Any, alice: Any, preparing: Any, proposed: Any) -> None:
    assert "Association Y" in client.as_(alice).get(reverse("people:file", args=[preparing.person_id])).content.decode()


@pytest.mark.parametrize("route", ["psp:transfer_accept", "psp:transfer_refuse", "psp:transfer_answer"])
def test_the_sender_does_not_answer_for_the_other(client: Any, alice: Any, proposed: Any, route: str) -> None:
    assert client.as_(alice).post(reverse(route, args=[proposed.pk]), {}).status_code == 403


def test_an_arabic_name_passes_whole(alice: Any, yasmine: Any, receiver: Any) -> None:
    person = make_person(alice, pseudonym="قمر")
    give_identity(alice, person, first_name="نور", last_name="العلي")
    make_application(alice, state="preparing", person=person)
    _agree(alice, person, receiver)

    accepted = _accept(yasmine, _propose(alice, person, receiver))

    identity = open_identity(actor=actor_of(yasmine), person=accepted.new_person, reason="handover", today=TODAY)
    assert identity.first_name == "نور"


def test_a_person_who_may_be_a_minor_is_not_passed_on_as_an_application(alice: Any, preparing: Any, receiver: Any) -> None:
    _agree(alice, preparing.person, receiver)
    note_doubt(actor=actor_of(alice), today=TODAY, person=preparing.person)

    with pytest.raises(MinorProtected):
        _propose(alice, preparing.person, receiver)


def test_a_doubt_noted_after_the_proposal_cuts_it_without_saying_why(alice: Any, yasmine: Any, preparing: Any, proposed: Any) -> None:
    note_doubt(actor=actor_of(alice), today=TODAY, person=preparing.person)

    with pytest.raises(TransferCut):
        _accept(yasmine, proposed)
