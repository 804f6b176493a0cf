"""Whoever ever wrote in the file does not deliberate on it, and reads no paper of it: every act, every earlier application, every file."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from maillage.foundation.access.roles import Role
from maillage.foundation.journal import record
from maillage.foundation.journal.registry import find
from maillage.pathway.commission import services
from maillage.pathway.commission.errors import Recused
from maillage.pathway.commission.models import Convocation, DeputyTie, Item, Recusal, RecusalReason
from maillage.pathway.psp.models import Application, EndReason, Pathway, Proposal, Step, Term, Transfer
from maillage.pathway.psp.reviews import ReviewContent
from maillage.pathway.psp.selectors import writers_in_file
from maillage.pathway.psp.services import propose_end, write_review
from maillage.pathway.psp.workflow import State
from tests.accompaniment.making import make_person
from tests.cast import TODAY, actor_of, give_mandate
from tests.pathway.commission.world import World
from tests.pathway.psp.making import make_application, make_pathway

WROTE = (
    "psp.wish_noted", "psp.preparation_started", "psp.situation_noted", "psp.text_written", "psp.form_saved", "psp.form_agreed",
    "psp.document_signed", "psp.exposure_discussed", "psp.piece_changed", "psp.piece_attached", "psp.piece_reminded",
    "psp.pieces_updated", "psp.ready", "psp.reopened", "psp.held", "psp.resumed", "psp.filed", "psp.package_carried",
    "psp.correction_answered", "psp.end_proposed",
)  # fmt: skip
BEGUN = date(2020, 2, 3)


def write(user: Any, subject: Any, code: str, *, refused_for: str = "", **facts: Any) -> None:
    """The journal says that this user did it, and nothing else."""
    action = find(code)
    assert action is not None
    with transaction.atomic():
        said = dict.fromkeys(action.needed_facts(), 1) | facts
        record(actor_of(user), action, subject, today=TODAY, refused_for=refused_for, **said)


def sits(world: World, user: Any) -> None:
    """This user may stand in for the social service."""
    services.name_holder(
        actor=world.secretary, today=TODAY, seat=world.seats["social"], display_name="Iris", title="suppléante", starts_on=TODAY,
        user_id=user.pk, deputy=True, tie=DeputyTie.SAME_SERVICE,
    )  # fmt: skip


def reason_of(world: World, item: Item) -> str:
    found = Recusal.unscoped.filter(item=item, seat=world.seats["social"]).first()
    return found.reason if found is not None else ""


@pytest.fixture
def pathway(alice: Any, dana: Any, paul: Any) -> Pathway:
    return make_pathway(alice, dana=dana, paul=paul, starts_on=BEGUN, person=make_person(alice, today=date(2019, 9, 1)))


def renewal_of(alice: Any, dana: Any, pathway: Pathway) -> Application:
    filed: Application = make_application(alice, state="filed", person=pathway.person, dana=dana, kind="renewal")
    return filed


@pytest.mark.parametrize("code", WROTE)
def test_who_only_did_that_is_recused(world: World, filed: Any, iris: Any, code: str) -> None:
    write(iris, filed, code)
    sits(world, iris)

    item = world.add(world.plan(), filed)

    assert reason_of(world, item) == RecusalReason.WROTE_IN_FILE


@pytest.mark.parametrize("code", WROTE)
def test_who_only_did_that_reads_no_paper_of_it(world: World, filed: Any, iris: Any, code: str) -> None:
    session = world.plan()
    item = world.add(session, filed)
    world.convene(session)
    give_mandate(iris, Role.MEMBER, session.organisation, territory=session.territory)
    Convocation.unscoped.filter(session=session, seat=world.seats["social"]).update(reader=iris)
    write(iris, filed, code)

    with pytest.raises(Recused):
        services.read_paper(actor=actor_of(iris), today=TODAY, item=item)


def test_who_tried_and_was_refused_wrote_nothing(filed: Any, iris: Any) -> None:
    write(iris, filed, "psp.text_written", refused_for="denied")

    assert iris.pk not in writers_in_file(filed)


@pytest.mark.parametrize("code", ["psp.received_on_paper", "psp.consulted", "psp.correction_settled"])
def test_what_the_secretariat_does_with_it_is_no_writing(filed: Any, dana: Any, code: str) -> None:
    write(dana, filed, code)

    assert dana.pk not in writers_in_file(filed)


def test_a_step_noted_from_paper_counts_on_the_association_s_side_only(filed: Any, iris: Any, dana: Any) -> None:
    for user, state, by_state in ((iris, State.FILED, False), (dana, State.EXAMINED, True)):
        Step.unscoped.create(application=filed, state=state, happened_on=TODAY, recorded_on=TODAY, from_paper=True, by_state=by_state)
        write(user, filed, "psp.step_from_paper", state=state)

    assert {iris.pk, dana.pk} & writers_in_file(filed) == {iris.pk}


def test_an_answer_that_the_secretariat_wrote_down_from_paper_is_no_writing(filed: Any, dana: Any) -> None:
    Application.unscoped.filter(pk=filed.pk).update(person=None)
    write(dana, filed, "psp.correction_answered")

    assert dana.pk not in writers_in_file(Application.unscoped.get(pk=filed.pk))


def test_at_a_renewal_who_wrote_in_the_first_application_is_recused(world: World, pathway: Pathway, alice: Any, iris: Any) -> None:
    write(iris, pathway.entry, "psp.text_written")
    sits(world, iris)

    item = world.add(world.plan(), renewal_of(alice, world.dana, pathway))

    assert reason_of(world, item) == RecusalReason.WROTE_IN_FILE


def test_at_a_renewal_who_wrote_the_review_is_recused(world: World, pathway: Pathway, alice: Any, iris: Any) -> None:
    write_review(
        actor=actor_of(iris), today=TODAY, term=Term.unscoped.get(pathway=pathway), seen=0, held_on=TODAY, proposal=Proposal.RENEW,
        content=ReviewContent(words="Elle avance."),
    )  # fmt: skip
    sits(world, iris)

    item = world.add(world.plan(), renewal_of(alice, world.dana, pathway))

    assert reason_of(world, item) == RecusalReason.WROTE_IN_FILE


def propose(user: Any, pathway: Pathway) -> Application:
    return propose_end(actor=actor_of(user), today=TODAY, pathway=pathway, reason=EndReason.HER_WISH, words="Elle arrête.", told_on=TODAY)


def test_who_proposed_the_end_for_the_association_is_recused(world: World, pathway: Pathway, iris: Any) -> None:
    end = propose(iris, pathway)
    sits(world, iris)

    item = world.add(world.plan(), end)

    assert reason_of(world, item) == RecusalReason.WROTE_IN_FILE


def test_an_end_proposed_by_the_secretariat_makes_no_writer(pathway: Pathway, dana: Any) -> None:
    end = propose(dana, pathway)

    assert dana.pk not in writers_in_file(end)


def test_without_a_file_here_the_entry_of_the_pathway_is_looked_at_too(pathway: Pathway, dana: Any, iris: Any) -> None:
    write(iris, pathway.entry, "psp.text_written")
    end = propose(dana, pathway)
    for row in (pathway, pathway.entry, end):
        type(row).unscoped.filter(pk=row.pk).update(person=None)

    assert iris.pk in writers_in_file(Application.unscoped.get(pk=end.pk))


def test_who_wrote_at_the_association_that_she_left_wrote_in_her_file(filed: Any, alice: Any, charlie: Any, association_b: Any) -> None:
    there = make_person(charlie)
    Transfer.unscoped.create(
        organisation=filed.organisation, receiver=association_b, territory=filed.territory, left_territory=filed.territory,
        person=filed.person, new_person=there, proposed_on=TODAY, accepted_on=TODAY, state="accepted",
    )  # fmt: skip

    assert alice.pk in writers_in_file(make_application(charlie, person=there))


def test_the_file_of_somebody_else_makes_no_writer(filed: Any, alice: Any, iris: Any) -> None:
    make_application(iris, person=make_person(iris))

    assert iris.pk not in writers_in_file(filed)
