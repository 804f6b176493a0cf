"""What the State keeps: the minutes, the decision and its letter."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest

from maillage.foundation.documents.models import Document
from maillage.foundation.kernel.errors import Denied
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.errors import (
    AlreadySigned,
    DateInFuture,
    MinutesApproved,
    MotiveFragile,
    MotivesMissing,
    MotiveUnknown,
    NotClosed,
    NotExamined,
    NumberTaken,
    SignatureMissing,
)
from maillage.pathway.commission.errors_after import MinutesSigned
from maillage.pathway.commission.models import Decision, DecisionSense, Item, ItemSense, ItemWay, VoteSense
from maillage.pathway.psp.models import Application, Pathway, Term
from maillage.reference.accounts.models import Mandate
from tests.cast import actor_of
from tests.pathway.commission.world import World, file_for, text_of

GRANTED, REFUSED = DecisionSense.GRANTED, DecisionSense.REFUSED
SIGNED = {"number": "2020-118", "signatory_name": "Claire Dumont", "signatory_capacity": "sous-préfète"}


def prepare(world: World, item: Item, *, sense: DecisionSense = GRANTED, **more: Any) -> Decision:
    day = item.closed_on
    return services.prepare_decision(actor=actor_of(world.dana, day), today=day, application=item.application, sense=sense, **more)


def sign(world: World, decision: Decision, **more: Any) -> Decision:
    day = decision.prepared_on
    signature = {"signed_on": day, **SIGNED, **more}
    return services.record_signed_decision(actor=actor_of(world.paul, day), today=day, decision=decision, **signature)


def letter(world: World, decision: Decision) -> str:
    return text_of(selectors.open_decision(actor=actor_of(world.dana), decision=decision, today=decision.prepared_on).content)


def test_the_minutes_say_who_what_and_how_by_session_numbers_only(world: World, filed: Any) -> None:
    session, (item,) = world.running(filed)
    world.attend(session, ("chair", "magistrate", "a", "b"))
    services.record_proxy(
        actor=actor_of(world.dana), today=session.held_on, session=session, giver=world.seats["social"], holder=world.seats["magistrate"]
    )
    world.vote(item, ("chair", "magistrate"))
    world.vote(item, ("b",), sense=VoteSense.UNFAVOURABLE)
    world.close_item(item, services.Examined(words="Le projet est solide.", dissents="Association B : le logement manque."))
    world.close(session)

    services.draft_minutes(actor=world.secretary, today=session.held_on, session=session)
    words = text_of(selectors.open_minutes(actor=world.secretary, session=session, today=session.held_on).content)

    wanted = (
        "Marc Magistrat, titulaire", "Point n° " + str(item.number), "avis favorable", "2 pour, 1 contre", "a donné mandat à",
        "Le projet est solide.", "le logement manque", "représente l'association", "R. 133-10", "empreinte",
    )  # fmt: skip
    assert [word for word in wanted if word not in words] == []
    assert [word for word in (filed.number, "Belmont", "Solveig") if word in words] == []


def test_minutes_wait_for_the_closing(world: World, filed: Any) -> None:
    session, _items = world.running(filed)

    with pytest.raises(NotClosed):
        services.draft_minutes(actor=world.secretary, today=session.held_on, session=session)


def test_approved_minutes_no_longer_change(world: World, filed: Any) -> None:
    session = world.examined(filed).session
    give = {"actor": world.secretary, "today": session.held_on, "session": session}
    services.draft_minutes(**give)
    services.approve_minutes(**give)

    with pytest.raises(MinutesApproved):
        services.draft_minutes(**give)


def test_the_signed_minutes_are_kept_with_their_scan(world: World, filed: Any) -> None:
    session = world.examined(filed).session
    give = {"actor": world.secretary, "today": session.held_on, "session": session}
    services.draft_minutes(**give)
    paper = selectors.open_minutes(**give).content

    services.approve_minutes(**give)
    services.sign_minutes(**give, scan=paper)

    assert selectors.open_minutes(**give, scan=True).content.startswith(b"%PDF")


def test_another_signed_paper_is_refused_and_the_same_sending_is_once(world: World, filed: Any) -> None:
    session = world.examined(filed).session
    give = {"actor": world.secretary, "today": session.held_on, "session": session}
    services.draft_minutes(**give)
    services.approve_minutes(**give)
    scan, key = selectors.open_minutes(**give).content, uuid.uuid4()

    first, second = (services.sign_minutes(**give, scan=scan, key=key) for _ in range(2))
    with pytest.raises(MinutesSigned):
        services.sign_minutes(**give, scan=scan, signed_on=session.held_on, key=uuid.uuid4())

    assert (first.scan, Document.unscoped.filter(purpose="scan").count()) == (second.scan, 1)


def test_a_draft_printed_again_replaces_the_first(world: World, filed: Any) -> None:
    session = world.examined(filed).session
    for _ in range(2):
        services.draft_minutes(actor=world.secretary, today=session.held_on, session=session)

    assert Document.unscoped.filter(purpose="minutes").count() == 1


def test_a_member_opens_no_minutes(world: World, filed: Any) -> None:
    session = world.examined(filed).session

    with pytest.raises(Denied):
        services.draft_minutes(actor=actor_of(world.marc), today=session.held_on, session=session)


def test_the_decision_carries_the_civil_name_and_the_remedies(world: World, filed: Any) -> None:
    decision = prepare(world, world.examined(filed))

    words = letter(world, decision)

    wanted = ("Belmont", "Solveig", "2 avril 1991", "accordée pour une durée de 6 mois", "L. 411-2", "tribunal administratif", "L. 121-9")
    assert [word for word in wanted if word not in words] == []


def test_a_refusal_has_reasons_from_the_list_and_in_words(world: World, filed: Any) -> None:
    item = world.examined(filed)

    with pytest.raises(MotivesMissing):
        prepare(world, item, sense=REFUSED, motives=["project_too_vague"])
    with pytest.raises(MotivesMissing):
        prepare(world, item, sense=REFUSED, words="Le projet manque de précision.")


def test_the_letter_of_a_refusal_prints_both(world: World, filed: Any) -> None:
    decision = prepare(world, world.examined(filed), sense=REFUSED, motives=["project_too_vague"], words="Rien sur le logement.")

    words = letter(world, decision)

    assert [word for word in ("Projet trop imprécis", "Rien sur le logement.", "refusée", "recours") if word not in words] == []


def test_a_reason_that_the_law_makes_fragile_is_confirmed_with_the_case_cited(world: World, filed: Any) -> None:
    item = world.examined(filed)

    with pytest.raises(MotiveFragile) as refused:
        prepare(world, item, sense=REFUSED, motives=["no_complaint"], words="Pas de plainte.")

    assert "440802" in refused.value.sentence


def test_a_fragile_reason_confirmed_is_marked(world: World, filed: Any) -> None:
    decision = prepare(
        world, world.examined(filed), sense=REFUSED, motives=["no_complaint"], words="Pas de plainte.", fragile_confirmed=True
    )

    assert decision.fragile


def test_a_reason_of_a_renewal_does_not_refuse_a_first_application(world: World, filed: Any) -> None:
    with pytest.raises(MotiveUnknown):
        prepare(world, world.examined(filed), sense=REFUSED, motives=["commitments_not_respected"], words="Engagements.")


def test_no_decision_without_an_opinion(world: World, filed: Any) -> None:
    with pytest.raises(NotExamined):
        services.prepare_decision(actor=world.secretary, today=filed.filed_on, application=filed, sense=GRANTED)


def test_prepared_again_it_is_replaced(world: World, filed: Any) -> None:
    item = world.examined(filed)
    prepare(world, item)

    decision = prepare(world, item, sense=REFUSED, motives=["project_too_vague"], words="Imprécis.")

    assert (Decision.unscoped.count(), Document.unscoped.filter(purpose="decision").count(), decision.sense) == (1, 1, REFUSED)


def test_the_office_records_the_signature_and_the_term_opens(world: World, filed: Any) -> None:
    decision = prepare(world, world.examined(filed))
    starts = decision.prepared_on + timedelta(days=4)

    sign(world, decision, starts_on=starts)

    assert Term.unscoped.get(application=filed).starts_on == starts


def test_a_refusal_signed_opens_no_pathway(world: World, filed: Any) -> None:
    sign(world, prepare(world, world.examined(filed), sense=REFUSED, motives=["project_too_vague"], words="Imprécis."))

    assert (Application.unscoped.get(pk=filed.pk).granted, Pathway.unscoped.exists()) == (False, False)


def test_a_scan_is_kept_with_the_decision(world: World, filed: Any) -> None:
    decision = prepare(world, world.examined(filed))
    scan = selectors.open_decision(actor=world.secretary, decision=decision, today=decision.prepared_on).content

    decision = sign(world, decision, scan=scan)

    opened = selectors.open_decision(actor=actor_of(world.paul), decision=decision, today=decision.prepared_on, scan=True)
    assert opened.content.startswith(b"%PDF")


def test_the_secretary_does_not_record_the_signature(world: World, filed: Any) -> None:
    decision = prepare(world, world.examined(filed))

    with pytest.raises(Denied):
        services.record_signed_decision(
            actor=world.secretary, today=decision.prepared_on, decision=decision, signed_on=decision.prepared_on, **SIGNED
        )


def test_but_she_copies_it_from_the_paper_where_the_office_has_no_account(world: World, filed: Any) -> None:
    decision = prepare(world, world.examined(filed))
    Mandate.unscoped.filter(user=world.paul).delete()
    day = decision.prepared_on
    scan = selectors.open_decision(actor=world.secretary, decision=decision, today=day).content

    services.record_signed_decision(actor=actor_of(world.dana, day), today=day, decision=decision, signed_on=day, scan=scan, **SIGNED)

    kept = Decision.unscoped.get(pk=decision.pk)
    assert (kept.is_signed, kept.scan is not None, Term.unscoped.get(application=filed).starts_on) == (True, True, day)


def test_a_signature_has_a_number_a_name_and_a_capacity(world: World, filed: Any) -> None:
    decision = prepare(world, world.examined(filed))

    with pytest.raises(SignatureMissing):
        sign(world, decision, signatory_capacity=" ")


def test_a_signature_is_not_of_tomorrow(world: World, filed: Any) -> None:
    decision = prepare(world, world.examined(filed))

    with pytest.raises(DateInFuture):
        sign(world, decision, signed_on=decision.prepared_on + timedelta(days=1))


def test_a_signed_decision_no_longer_changes(world: World, filed: Any) -> None:
    decision = sign(world, prepare(world, world.examined(filed)))

    with pytest.raises(AlreadySigned):
        sign(world, decision, number="2020-119")


def test_a_number_serves_once_in_a_department(world: World, filed: Any) -> None:
    sign(world, prepare(world, world.examined(filed)))
    other = file_for(world.alice)
    session, (item,) = world.running(other)
    world.attend(session, ("chair", "magistrate", "social"))
    item = world.close_item(item, services.Examined(way=ItemWay.CONSENSUS, sense=ItemSense.FAVOURABLE))

    with pytest.raises(NumberTaken):
        sign(world, prepare(world, item))


def test_the_notification_ends_the_wait(world: World, filed: Any) -> None:
    decision = sign(world, prepare(world, world.examined(filed)))

    services.notify_decision(actor=actor_of(world.dana), today=decision.signed_on, decision=decision, notified_on=decision.signed_on)

    assert Application.unscoped.get(pk=filed.pk).notified_on == decision.signed_on
