"""After the closing: the reading key is gone and it is proven; the record is kept, then eliminated with the visa, never before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from maillage.foundation.access.actor import system_actor
from maillage.foundation.documents.models import Document
from maillage.foundation.journal.models import Entry
from maillage.foundation.kernel.errors import Denied, OutOfScope
from maillage.foundation.vault import NotAuthentic, Part, Reason, SealErased, evidence_of, open_part, seal
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.errors import (
    AlreadyEliminated,
    DaysOutOfOrder,
    KeptLonger,
    SessionNotOver,
    VisaAnswered,
    VisaIncomplete,
    VisaMissing,
)
from maillage.pathway.commission.keeping import due_for_elimination, kept_of
from maillage.pathway.commission.models import (
    CancelCause,
    Contradictory,
    Decision,
    DecisionSense,
    Deliberation,
    Elimination,
    Item,
    ItemSense,
    ItemWay,
    KeyDestruction,
    Minutes,
    MinutesBlock,
    NotExaminedCause,
    Paper,
    Revision,
    Session,
    VisaAnswer,
)
from maillage.pathway.psp.models import Application
from tests.cast import TODAY, actor_of
from tests.pathway.commission.world import World

VISA = {"reference": "AD-2025-88", "given_by": "Inès Archiviste", "capacity": "directrice des archives"}


def closed(world: World, filed: Any) -> Session:
    session, (item,) = world.running(filed)
    world.attend(session, ("chair", "magistrate", "social", "a", "b"))
    world.close_item(item, services.Examined(way=ItemWay.CONSENSUS, sense=ItemSense.FAVOURABLE, words="Un projet solide."))
    world.close(session)
    services.draft_minutes(actor=world.secretary, today=session.held_on, session=session)
    return Session.unscoped.get(pk=session.pk)


def decided(world: World, session: Session) -> Decision:
    """A decision prepared, signed and known."""
    item = Item.unscoped.select_related("application").get(session=session)
    day = session.held_on
    decision = services.prepare_decision(
        actor=actor_of(world.dana, day), today=day, application=item.application, sense=DecisionSense.GRANTED
    )
    decision = services.record_signed_decision(
        actor=actor_of(world.paul, day), today=day, decision=decision, signed_on=day, number="2020-7",
        signatory_name="Claire Dumont", signatory_capacity="sous-préfète",
    )  # fmt: skip
    Application.unscoped.filter(pk=item.application_id).update(notified_on=day)
    return decision


def ready(world: World, filed: Any) -> tuple[Session, date]:
    """A session whose record may end, and a day after that end."""
    session = closed(world, filed)
    decided(world, session)
    until = kept_of(session, today=session.held_on).until
    assert until is not None
    return session, until + timedelta(days=1)


def ask(world: World, session: Session, day: date) -> Elimination:
    return services.ask_visa(actor=actor_of(world.dana, day), today=day, session=session, list_reference="Bordereau 12")


def answer(world: World, session: Session, day: date, *, said: VisaAnswer = VisaAnswer.GRANTED, **more: Any) -> Elimination:
    give = {"answer": said, "visa_on": day, **VISA, **more}
    return services.record_visa(actor=actor_of(world.dana, day), today=day, session=session, **give)


def eliminate(world: World, session: Session, day: date) -> Elimination:
    return services.eliminate_record(actor=actor_of(world.dana, day), today=day, session=session)


def test_the_closing_leaves_a_proof_of_what_it_destroyed(world: World, filed: Any) -> None:
    session, (item,) = world.running(filed)
    papers = Paper.unscoped.filter(session=session).count()
    world.close_item(item, services.NotExamined(cause=NotExaminedCause.NOT_REACHED))
    world.close(session)

    proof = selectors.proof_of(session)

    assert proof.written is not None
    assert (papers, proof.written.papers, proof.written.keys, len(proof.written.fingerprints)) == (1, 1, 1, 1)
    assert (proof.now.keys_left, proof.now.in_ledger or proof.now.erased_on is not None) == (0, True)


def test_a_copy_kept_from_before_the_closing_opens_with_no_key_that_is_left(world: World, filed: Any) -> None:
    from maillage.foundation.vault.keyring import Keyring, SubjectRef, unwrap_organisation, unwrap_subject
    from maillage.foundation.vault.models import SubjectKey
    from maillage.foundation.vault.sealing import aad_of, sealed_field

    session, (item,) = world.running(filed)
    stolen = Paper.unscoped.get(item=item)
    ref = SubjectRef.of(session)
    bound = aad_of(stolen, sealed_field(stolen, "content"), ref=ref)
    world.close_item(item, services.NotExamined(cause=NotExaminedCause.NOT_REACHED))
    world.close(session)

    left = list(SubjectKey.objects.select_related("wrapped_under").order_by("pk"))
    keys = [unwrap_subject(row, organisation_key=unwrap_organisation(row.wrapped_under), organisation=row.organisation_id) for row in left]
    opened = []
    for key in keys:
        ring = Keyring(ref=ref, keys={int.from_bytes(stolen.content.ciphertext[1:5], "big"): key})
        try:
            opened.append(ring.open(stolen.content.ciphertext, part=Part.PAPERS, aad=bound))
        except NotAuthentic:
            continue

    assert (len(left) > 0, [row for row in left if row.subject_id == session.pk], opened) == (True, [], [])
    with pytest.raises(SealErased):
        open_part(actor=system_actor(), subject=session, part=Part.PAPERS, reason=Reason.MACHINE, today=TODAY).read(stolen, "content")


def test_a_cancelled_session_has_its_proof_too(world: World, filed: Any) -> None:
    session = world.plan()
    world.add(session, filed)
    world.convene(session)

    services.cancel_session(actor=world.secretary, today=TODAY, session=session, cause=CancelCause.CRISIS)

    assert (KeyDestruction.unscoped.get(session=session).keys, evidence_of(session).keys_left) == (1, 0)


@pytest.mark.db_truth
def test_the_proof_neither_changes_nor_goes(world: World, filed: Any) -> None:
    session = closed(world, filed)

    for act in (
        lambda: KeyDestruction.unscoped.filter(session=session).update(papers=9),
        lambda: KeyDestruction.unscoped.filter(session=session).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_no_end_is_said_while_a_decision_is_not_known(world: World, filed: Any) -> None:
    session = closed(world, filed)

    kept = kept_of(session, today=session.held_on)

    assert kept.until is None
    assert due_for_elimination(today=session.held_on + timedelta(days=4000)) == []


def test_the_record_is_due_the_day_after_its_end_and_once_only(world: World, filed: Any) -> None:
    session, day = ready(world, filed)
    before = due_for_elimination(today=day - timedelta(days=1))
    due = due_for_elimination(today=day)
    ask(world, session, day)

    assert (before, due, due_for_elimination(today=day)) == ([], [session], [])


def test_the_visa_is_not_asked_while_the_record_is_kept(world: World, filed: Any) -> None:
    session, day = ready(world, filed)

    with pytest.raises(KeptLonger):
        ask(world, session, day - timedelta(days=1))


def test_a_session_under_way_has_no_archive(world: World, filed: Any) -> None:
    session, _items = world.running(filed)

    with pytest.raises(SessionNotOver):
        ask(world, session, TODAY)
    with pytest.raises(OutOfScope):
        selectors.get_archived_session(actor=world.secretary, pk=session.pk, today=TODAY)


def test_nothing_is_eliminated_without_the_visa_of_the_archives(world: World, filed: Any) -> None:
    session, day = ready(world, filed)
    with pytest.raises(VisaMissing):
        eliminate(world, session, day)
    ask(world, session, day)
    with pytest.raises(VisaMissing):
        eliminate(world, session, day)
    answer(world, session, day, said=VisaAnswer.REFUSED)

    with pytest.raises(VisaMissing):
        eliminate(world, session, day)
    assert evidence_of(Minutes.unscoped.get(session=session)).keys_left == 1


def test_the_answer_says_who_when_and_only_once(world: World, filed: Any) -> None:
    session, day = ready(world, filed)
    with pytest.raises(VisaMissing):
        answer(world, session, day)
    ask(world, session, day)
    with pytest.raises(VisaIncomplete):
        answer(world, session, day, given_by=" ")
    with pytest.raises(DaysOutOfOrder):
        answer(world, session, day, visa_on=day - timedelta(days=1))
    answer(world, session, day)

    with pytest.raises(VisaAnswered):
        answer(world, session, day)


def test_the_elimination_destroys_the_words_and_keeps_the_dates(world: World, filed: Any) -> None:
    session, day = ready(world, filed)
    ask(world, session, day)
    answer(world, session, day)
    minutes, decision = Minutes.unscoped.get(session=session), Decision.unscoped.get(item__session=session)

    done = eliminate(world, session, day)

    left = [model.unscoped.filter(minutes=minutes).count() for model in (MinutesBlock, Revision, Deliberation)]
    assert (left, Document.unscoped.filter(subject_id__in=[minutes.pk, decision.pk]).count()) == ([0, 0, 0], 0)
    assert (evidence_of(minutes).keys_left, evidence_of(decision).keys_left) == (0, 0)
    assert (done.decisions, Minutes.unscoped.get(pk=minutes.pk).drafted_on) == (1, session.held_on)
    assert Item.unscoped.get(session=session).sense == ItemSense.FAVOURABLE


def test_a_decision_taken_on_paper_ends_the_wait_once_she_was_told(world: World, filed: Any) -> None:
    session = closed(world, filed)
    day = session.held_on
    Application.unscoped.filter(pk=filed.pk).update(state="decided", decided_on=day, granted=True)
    before = kept_of(session, today=day).until

    Application.unscoped.filter(pk=filed.pk).update(notified_on=day)

    assert (before, kept_of(session, today=day).until is None) == (None, False)


def test_what_was_said_before_an_end_goes_with_the_decisions(world: World, filed: Any) -> None:
    session, day = ready(world, filed)
    said = Contradictory(application=filed, organisation_id=session.organisation_id, territory_id="F1", days=15, opened_on=session.held_on)
    with transaction.atomic():
        seal(said, facts="Des rendez-vous manqués.")
        said.save(force_insert=True)
    ask(world, session, day)
    answer(world, session, day)

    eliminate(world, session, day)

    assert evidence_of(said).keys_left == 0


def test_what_is_eliminated_is_not_eliminated_twice_and_its_minutes_are_gone(world: World, filed: Any) -> None:
    session, day = ready(world, filed)
    ask(world, session, day)
    answer(world, session, day)
    eliminate(world, session, day)

    with pytest.raises(AlreadyEliminated):
        eliminate(world, session, day)
    with pytest.raises(OutOfScope):
        selectors.open_minutes(actor=actor_of(world.dana, day), session=session, today=day)


def test_the_scan_of_the_visa_outlives_what_it_allowed_to_destroy(world: World, filed: Any) -> None:
    session, day = ready(world, filed)
    give: dict[str, Any] = {"actor": actor_of(world.dana, day), "today": day, "session": session}
    paper = selectors.open_minutes(**give).content
    ask(world, session, day)
    answer(world, session, day, scan=paper)
    eliminate(world, session, day)

    assert selectors.open_visa(**give).content.startswith(b"%PDF")


@pytest.mark.db_truth
def test_the_database_refuses_an_elimination_without_visa_and_keeps_the_visa(world: World, filed: Any) -> None:
    session, day = ready(world, filed)
    ask(world, session, day)
    with pytest.raises(DatabaseError), transaction.atomic():
        Elimination.unscoped.filter(session=session).update(eliminated_on=day, decisions=0)
    answer(world, session, day)

    with pytest.raises(DatabaseError), transaction.atomic():
        Elimination.unscoped.filter(session=session).delete()


def test_a_chair_eliminates_nothing(world: World, filed: Any) -> None:
    session, day = ready(world, filed)

    with pytest.raises(Denied):
        services.eliminate_record(actor=actor_of(world.jean, day), today=day, session=session)


def test_the_audit_reads_the_journal_of_a_closed_session_and_nobody_else_does(world: World, filed: Any, aude: Any, eve: Any) -> None:
    session = closed(world, filed)
    found = selectors.get_audited_session(actor=actor_of(aude), pk=session.pk, today=TODAY)
    said = set(selectors.journal_of(found, actor=actor_of(aude), today=TODAY).values_list("action", flat=True))

    assert {"commission.keys_destroyed", "commission.closed", "commission.minutes_drafted"} <= said
    for other in (world.dana, world.jean, world.marc, world.paul, world.alice, eve):
        with pytest.raises(OutOfScope):
            selectors.get_audited_session(actor=actor_of(other), pk=session.pk, today=TODAY)


def test_the_audit_opens_nothing_of_a_session_and_sees_none_under_way(world: World, filed: Any, aude: Any) -> None:
    session, _items = world.running(filed)

    with pytest.raises(OutOfScope):
        selectors.get_audited_session(actor=actor_of(aude), pk=session.pk, today=TODAY)
    with pytest.raises(OutOfScope):
        selectors.get_session(actor=actor_of(aude), pk=session.pk, today=TODAY)
    assert Entry.unscoped.filter(subject_id=str(session.pk)).exists()
