"""A signed decision reaches her: by a way that her rule allows, with a proof; the office never learns which way."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from maillage.accompaniment.people.errors import ContactRefused
from maillage.accompaniment.people.models import Answering, Channel, ContactRule, Leaving, Outgoing
from maillage.accompaniment.people.rules import RuleDraft
from maillage.accompaniment.people.services import change_rule
from maillage.core.safe_contact import Channel as Way
from maillage.core.safe_contact import Standing
from maillage.foundation.documents import documents_of
from maillage.foundation.journal.models import Entry
from maillage.foundation.kernel.errors import Denied, OutOfScope
from maillage.foundation.kernel.moment import PARIS, Moment
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.errors import (
    DateInFuture,
    WrongDates,
)
from maillage.pathway.commission.errors_after import (
    DayUnsaid,
    LetterNotOpen,
    NobodyToEntrust,
    NotifiedAlready,
    NotSigned,
    NotStarted,
    ProofUnsaid,
    ReceivedBeforeLeaving,
    WayTellsOnly,
)
from maillage.pathway.commission.facts import episodes
from maillage.pathway.commission.models import Decision, DeliveredBy, Delivery, Proof
from maillage.pathway.psp.models import Application
from tests.cast import actor_of
from tests.pathway.commission.test_records import REFUSED, prepare, sign
from tests.pathway.commission.world import World, text_of

ALLOWED, FORBIDDEN = Standing.ALLOWED, Standing.FORBIDDEN


def rule(world: World, person: Any, **ways: Standing) -> None:
    """Her rule: these ways; the others unknown."""
    draft = RuleDraft(
        preferred=Channel.NONE_KNOWN, ways={Way(name): standing for name, standing in ways.items()}, windows=(), silent_until=None,
        answering=Answering.UNKNOWN, leaving=Leaving.UNKNOWN, sealed={},
    )  # fmt: skip
    seen = ContactRule.unscoped.in_force().filter(person=person).values_list("edition", flat=True).first() or 0
    change_rule(actor=actor_of(world.alice), moment=at(date(2020, 5, 26)), person=person, seen=seen, draft=draft)


def at(day: date) -> Moment:
    return Moment(now=datetime(day.year, day.month, day.day, 15, tzinfo=PARIS), today=day)


@pytest.fixture
def refused(world: World, filed: Any) -> Decision:
    """A refusal, signed."""
    item = world.examined(filed)
    return sign(world, prepare(world, item, sense=REFUSED, motives=["project_too_vague"], words="Rien sur le logement."))


def hand(world: World, decision: Decision, way: str, **more: Any) -> Delivery:
    day = decision.signed_on
    return services.deliver_decision(actor=actor_of(world.alice, day), moment=at(day), decision=decision, way=way, **more)


def send(world: World, decision: Decision, by: DeliveredBy, **more: Any) -> Delivery:
    day = decision.signed_on
    return services.send_decision(actor=actor_of(world.paul, day), moment=at(day), decision=decision, by=by, **more)


def entrust(world: World, decision: Decision) -> Delivery:
    return services.entrust_decision(actor=actor_of(world.paul, decision.signed_on), today=decision.signed_on, decision=decision)


def test_her_rule_refuses_one_way_and_allows_another(world: World, refused: Decision) -> None:
    rule(world, refused.application.person, letter=FORBIDDEN, key_worker=ALLOWED)

    with pytest.raises(ContactRefused) as why:
        hand(world, refused, "letter")
    hand(world, refused, "key_worker", notified_on=refused.signed_on, proof=Proof.SIGNED, remedies_told=True)

    assert "ce n'est pas sûr pour elle" in why.value.sentence
    assert [row.channel for row in Outgoing.unscoped.filter(about=refused.pk)] == ["key_worker"]
    assert Application.unscoped.get(pk=refused.application_id).notified_on == refused.signed_on


def test_what_the_state_keeps_names_no_way(world: World, refused: Decision) -> None:
    rule(world, refused.application.person, partner=ALLOWED)
    hand(world, refused, "partner", notified_on=refused.signed_on, proof=Proof.NOTE)

    row = Delivery.unscoped.filter(decision=refused).values().get()
    said = " ".join(str(entry.facts) for entry in Entry.unscoped.filter(action__startswith="commission.").order_by("pk"))

    assert row["by"] == "association"
    assert "partner" not in f"{row}{said}"


def test_a_telephone_tells_and_does_not_hand_over(world: World, refused: Decision) -> None:
    rule(world, refused.application.person, phone=ALLOWED)

    with pytest.raises(WayTellsOnly):
        hand(world, refused, "phone")


def test_telling_her_asks_her_rule_too(world: World, refused: Decision) -> None:
    rule(world, refused.application.person, sms=ALLOWED, phone=FORBIDDEN)
    give = {"actor": actor_of(world.alice, refused.signed_on), "moment": at(refused.signed_on), "decision": refused}

    services.announce_decision(**give, channel="sms")
    with pytest.raises(ContactRefused):
        services.announce_decision(**give, channel="phone")

    assert Outgoing.unscoped.filter(about=refused.pk).count() == 1


def test_when_she_is_here_nothing_is_asked(world: World, refused: Decision) -> None:
    hand(world, refused, "in_person", notified_on=refused.signed_on, proof=Proof.NONE)

    assert not Outgoing.unscoped.filter(about=refused.pk).exists()


def test_a_letter_of_the_prefecture_is_refused_with_one_sentence_whatever_her_rule(world: World, refused: Decision) -> None:
    sentences = set()
    for standing in (None, Standing.FORBIDDEN, Standing.UNKNOWN):
        if standing is not None:
            rule(world, refused.application.person, letter=standing, sms=ALLOWED)
        with pytest.raises(LetterNotOpen) as why:
            send(world, refused, DeliveredBy.LETTER)
        sentences.add(why.value.sentence)

    assert len(sentences) == 1
    assert "SMS" not in sentences.pop()


def test_a_letter_that_is_allowed_leaves_then_its_receipt_is_noted(world: World, refused: Decision) -> None:
    rule(world, refused.application.person, letter=ALLOWED)
    send(world, refused, DeliveredBy.LETTER)
    arrived = refused.signed_on + timedelta(days=3)

    services.prove_delivery(
        actor=actor_of(world.paul, arrived), today=arrived, decision=refused, notified_on=arrived, proof=Proof.POSTAL, remedies_told=True
    )

    found = selectors.appeal_of(selectors.fresh(refused), today=arrived)
    assert found is not None
    assert (found.starts, found.enforceable) == (arrived + timedelta(days=1), True)


def test_the_association_does_not_prove_the_letter_of_the_prefecture(world: World, refused: Decision) -> None:
    rule(world, refused.application.person, letter=ALLOWED)
    send(world, refused, DeliveredBy.LETTER)

    with pytest.raises(OutOfScope):
        services.prove_delivery(
            actor=actor_of(world.alice, refused.signed_on), today=refused.signed_on, decision=refused, notified_on=refused.signed_on,
            proof=Proof.NONE,
        )  # fmt: skip


def test_nothing_is_proved_before_it_left(world: World, refused: Decision) -> None:
    with pytest.raises(NotStarted):
        services.prove_delivery(
            actor=actor_of(world.paul, refused.signed_on), today=refused.signed_on, decision=refused, notified_on=refused.signed_on,
            proof=Proof.SIGNED,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"notified_on": 0}, ProofUnsaid),
        ({"notified_on": 1, "proof": Proof.NONE}, DateInFuture),
        ({"notified_on": -1, "proof": Proof.NONE}, WrongDates),
    ],
)
def test_a_day_that_cannot_be_is_refused(world: World, refused: Decision, said: dict[str, Any], error: type[Exception]) -> None:
    said = said | {"notified_on": refused.signed_on + timedelta(days=said["notified_on"])}

    with pytest.raises(error):
        hand(world, refused, "in_person", **said)


def test_at_the_desk_the_day_is_said(world: World, refused: Decision) -> None:
    with pytest.raises(DayUnsaid):
        send(world, refused, DeliveredBy.DESK)


def test_a_second_click_notifies_once_and_a_second_day_is_refused(world: World, refused: Decision) -> None:
    key = "3a9f1f0e-7b1c-4f4e-9a43-0c7f4dfd2f11"
    said = {"notified_on": refused.signed_on, "proof": Proof.NONE}
    first, again = (hand(world, refused, "in_person", key=key, **said) for _ in range(2))

    with pytest.raises(NotifiedAlready):
        hand(world, refused, "in_person", **said)

    assert first.pk == again.pk


def test_the_database_keeps_a_notification(world: World, refused: Decision) -> None:
    delivery = hand(world, refused, "in_person", notified_on=refused.signed_on, proof=Proof.SIGNED)

    with pytest.raises(Exception, match="stands"):
        Delivery.unscoped.filter(pk=delivery.pk).update(proof="none")


def test_before_the_signature_nothing_is_handed_over(world: World, filed: Any) -> None:
    decision = prepare(world, world.examined(filed))

    with pytest.raises(NotSigned):
        services.deliver_decision(
            actor=actor_of(world.alice, decision.prepared_on), moment=at(decision.prepared_on), decision=decision, way="in_person"
        )


def test_the_colleague_of_another_association_hands_nothing_over(world: World, refused: Decision, charlie: Any) -> None:
    with pytest.raises(Denied):
        services.deliver_decision(
            actor=actor_of(charlie, refused.signed_on), moment=at(refused.signed_on), decision=refused, way="in_person"
        )


def test_the_office_does_not_use_the_ways_of_the_association(world: World, refused: Decision) -> None:
    with pytest.raises(OutOfScope):
        services.deliver_decision(
            actor=actor_of(world.paul, refused.signed_on), moment=at(refused.signed_on), decision=refused, way="in_person"
        )


def test_entrusted_the_association_has_the_decision_and_its_plain_version(world: World, refused: Decision) -> None:
    entrust(world, refused)
    entrust(world, refused)
    application = Application.unscoped.get(pk=refused.application_id)

    plain = selectors.open_copy(actor=actor_of(world.alice), application=application, purpose="decision_plain", today=refused.signed_on)
    words = text_of(plain.content)

    assert application.decision_copy is not None
    assert sorted(each.purpose for each in documents_of(application)).count("decision_plain") == 1
    wanted = ("La réponse est non.", "Rien sur le logement.", "Projet trop imprécis", "deux mois", "avocat")
    assert [word for word in wanted if word not in words] == []
    assert [word for word in ("Belmont", "Solveig", "prostitution", "parcours de sortie", application.number) if word in words] == []


def test_without_her_file_here_nobody_is_entrusted(world: World, refused: Decision) -> None:
    Application.unscoped.filter(pk=refused.application_id).update(person=None)

    with pytest.raises(NobodyToEntrust):
        entrust(world, selectors.fresh(refused))


def test_the_letter_that_notifies_carries_her_name_the_articles_and_no_address(world: World, refused: Decision) -> None:
    words = text_of(selectors.print_notification(actor=actor_of(world.paul), decision=refused, today=refused.signed_on))

    wanted = ("Solveig Belmont", "2020-118", "L. 411-2", "R. 421-1", "L. 221-8", "440802", "tribunal administratif", "Claire Dumont")
    assert [word for word in wanted if word not in words] == []


def test_the_letter_that_notifies_speaks_to_her_of_legal_aid(world: World, refused: Decision) -> None:
    words = text_of(selectors.print_notification(actor=actor_of(world.paul), decision=refused, today=refused.signed_on))

    assert "si vous y avez droit" in words


def test_the_receipt_names_nobody(world: World, refused: Decision) -> None:
    words = text_of(selectors.print_receipt(refused, today=refused.signed_on))

    assert "2020-118" in words
    assert [word for word in ("Belmont", "Solveig") if word in words] == []


def test_the_proof_goes_to_the_state(world: World, refused: Decision) -> None:
    paper = selectors.print_receipt(refused, today=refused.signed_on)
    hand(world, refused, "in_person", notified_on=refused.signed_on, proof=Proof.SIGNED, scan=paper)

    opened = selectors.open_delivery_proof(actor=actor_of(world.paul), decision=refused, today=refused.signed_on)
    assert opened.content.startswith(b"%PDF")


def test_without_a_proof_the_period_is_not_held_against_her(world: World, refused: Decision) -> None:
    hand(world, refused, "in_person", notified_on=refused.signed_on, proof=Proof.NOTE, remedies_told=True)

    found = selectors.appeal_of(selectors.fresh(refused), today=refused.signed_on)
    assert found is not None
    assert not found.enforceable


def test_the_wait_between_signature_and_notification_is_an_episode_without_anybody(world: World, refused: Decision) -> None:
    hand(world, refused, "in_person", notified_on=refused.signed_on, proof=Proof.SIGNED)

    (episode,) = [each for each in episodes(today=refused.signed_on) if each.kind == "notification_awaited"]

    assert (episode.starts, episode.ends, episode.cause) == (refused.signed_on, refused.signed_on, "refused")


def test_told_twice_by_one_click_is_told_once(world: World, refused: Decision) -> None:
    rule(world, refused.application.person, sms=ALLOWED)
    give = {"actor": actor_of(world.alice, refused.signed_on), "moment": at(refused.signed_on), "decision": refused, "channel": "sms"}

    for _ in range(2):
        services.announce_decision(**give, key="5e0b3f0e-7b1c-4f4e-9a43-0c7f4dfd2f11")

    assert Outgoing.unscoped.filter(about=refused.pk).count() == 1


def test_she_did_not_have_it_before_it_left(world: World, refused: Decision) -> None:
    left = refused.signed_on + timedelta(days=3)
    give = {"decision": refused, "proof": Proof.SIGNED, "notified_on": refused.signed_on + timedelta(days=1)}
    rule(world, refused.application.person, key_worker=ALLOWED)
    services.deliver_decision(actor=actor_of(world.alice, left), moment=at(left), decision=refused, way="key_worker")

    with pytest.raises(ReceivedBeforeLeaving):
        services.prove_delivery(actor=actor_of(world.alice, left), today=left, **give)
    services.send_decision(actor=actor_of(world.paul, left), moment=at(left), by=DeliveredBy.DESK, **give)

    row = Delivery.unscoped.get(decision=refused)
    assert (row.by, row.started_on, row.notified_on) == ("desk", give["notified_on"], give["notified_on"])
