"""What a careful clerk must not be able to get wrong: votes, signatures, recusals, windows, dates and days that do not hold."""

from __future__ import annotations

import re
import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.urls import reverse

from maillage.foundation.access.roles import Role
from maillage.foundation.journal.models import Entry
from maillage.foundation.kernel.errors import Stale
from maillage.foundation.kernel.moment import PARIS
from maillage.foundation.ui import guards
from maillage.pathway.commission import services
from maillage.pathway.commission.errors import (
    DayUnfit,
    NoRuleThatDay,
    OpinionsChanged,
    Recused,
    SeatKnown,
    SeatTaken,
    StartUnfit,
    VotedAlready,
    WindowRunning,
)
from maillage.pathway.commission.errors_voting import CountAsked
from maillage.pathway.commission.forms import SignedForm
from maillage.pathway.commission.models import (
    CancelCause,
    Convocation,
    Decision,
    DecisionSense,
    DeputyTie,
    Item,
    ItemSense,
    ItemWay,
    NotExaminedCause,
    Opinion,
    Presence,
    Recusal,
    RecusalReason,
    Seat,
    VoteSense,
)
from maillage.pathway.commission.services.decisions import _keep
from maillage.pathway.psp.workflow import State as ApplicationState
from tests.cast import TODAY, CastClient, actor_of, give_mandate
from tests.pathway.commission.world import World

YES, NO = VoteSense.FAVOURABLE, VoteSense.UNFAVOURABLE
CONSENSUS = services.Examined(way=ItemWay.CONSENSUS, sense=ItemSense.FAVOURABLE)
UNKNOWN = services.NotExamined(cause=NotExaminedCause.NOT_REACHED)


def say(world: World, user: Any, item: Item, code: str, *, sense: VoteSense = YES) -> Opinion:
    day = item.session.first_day
    return services.give_opinion(actor=actor_of(user, day), today=day, item=item, seat=world.seats[code], sense=sense)


def name(world: World, code: str, user: Any, *, today: date = TODAY, deputy: bool = True, since: date = TODAY) -> None:
    services.name_holder(
        actor=actor_of(world.dana, today), today=today, seat=world.seats[code], display_name="Nouvelle", title="suppléante",
        starts_on=since, user_id=user.pk if user else None, deputy=deputy,
        tie=DeputyTie.SAME_SERVICE if deputy else None,
    )  # fmt: skip


@pytest.fixture
def written(world: World, filed: Any) -> Item:
    """An item of a written exchange, on its first day."""
    _session, (item,) = world.running(filed, written=True)
    return item


def test_the_secretary_does_not_write_over_a_member_s_own_opinion(world: World, written: Item) -> None:
    say(world, world.marc, written, "magistrate")

    with pytest.raises(VotedAlready):
        say(world, world.dana, written, "magistrate", sense=NO)


def test_a_member_may_replace_what_the_secretary_noted_for_her(world: World, written: Item) -> None:
    say(world, world.dana, written, "magistrate", sense=NO)

    assert say(world, world.marc, written, "magistrate").by_secretary is False


def test_an_opinion_noted_since_the_sheet_was_read_is_not_replaced(world: World, written: Item) -> None:
    say(world, world.dana, written, "social", sense=NO)
    seat, day = world.seats["social"].pk, written.session.first_day

    with pytest.raises(OpinionsChanged):
        services.record_opinions(actor=actor_of(world.dana, day), today=day, item=written, senses={seat: YES}, seen={seat: ""})


def test_the_sheet_leaves_out_who_voted_alone_and_refuses_a_sheet_read_before(
    client: CastClient, world: World, written: Item, clock: Any
) -> None:
    clock.move_to(datetime.combine(written.session.first_day, time(9), tzinfo=PARIS))
    say(world, world.marc, written, "magistrate")
    field = f"seat-{world.seats['magistrate'].pk}"

    page = client.as_(world.dana).get(reverse("commission:item", args=[written.pk])).content.decode()
    answer = client.as_(world.dana).post(reverse("commission:opinions", args=[written.pk]), {field: "unfavourable"})

    assert (field in page, f"seen-{world.seats['social'].pk}" in page) == (False, True)
    assert (answer.status_code, written.opinions.get().sense) == (422, YES)


def prepared(world: World, item: Item, *, sense: DecisionSense = DecisionSense.GRANTED) -> Decision:
    day = item.closed_on
    assert day is not None
    refusal = {} if sense == DecisionSense.GRANTED else {"motives": ["project_too_vague"], "words": "Imprécis."}
    return services.prepare_decision(actor=actor_of(world.dana, day), today=day, application=item.application, sense=sense, **refusal)


def signed(world: World, decision: Decision, **more: Any) -> Decision:
    day = decision.prepared_on
    return services.record_signed_decision(
        actor=actor_of(world.paul, day), today=day, decision=decision, signed_on=day, number="2020-9", signatory_name="Claire Dumont",
        signatory_capacity="sous-préfète", **more,
    )  # fmt: skip


def test_a_signature_is_recorded_on_the_decision_that_was_read_only(world: World, filed: Any) -> None:
    item = world.examined(filed)
    read = prepared(world, item)
    now = prepared(world, item, sense=DecisionSense.REFUSED)

    with pytest.raises(Stale):
        signed(world, now, seen=read.version)


def test_the_page_of_the_signature_sends_the_version_read(client: CastClient, world: World, filed: Any, clock: Any) -> None:
    item = world.examined(filed)
    clock.move_to(datetime.combine(item.closed_on, time(9), tzinfo=PARIS))
    decision = prepared(world, item)
    prepared(world, item, sense=DecisionSense.REFUSED)
    typed = {
        "signed_on": item.closed_on.isoformat(), "number": "2020-9", "signatory_name": "C", "signatory_capacity": "préfète",
        "version": decision.version,
    }  # fmt: skip

    answer = client.as_(world.paul).post(reverse("commission:decision_record", args=[decision.pk]), typed)

    assert (answer.status_code, Decision.unscoped.get().is_signed) == (409, False)


def test_the_page_that_tells_of_a_change_says_the_decision_as_it_is_and_can_be_sent(
    client: CastClient, world: World, filed: Any, clock: Any
) -> None:
    item = world.examined(filed)
    clock.move_to(datetime.combine(item.closed_on, time(9), tzinfo=PARIS))
    decision = prepared(world, item)
    prepared(world, item, sense=DecisionSense.REFUSED)
    typed = {"signed_on": item.closed_on.isoformat(), "number": "2020-9", "signatory_name": "C", "signatory_capacity": "préfète"}
    url, paul = reverse("commission:decision_record", args=[decision.pk]), client.as_(world.paul)

    told = paul.post(url, typed | {"version": decision.version}).content.decode()
    shown = re.search(r'name="version" value="(\d+)"', told)
    again = paul.post(url, typed | {"version": shown[1] if shown else ""})

    assert ("Imprécis." in told, again.status_code, Decision.unscoped.get().is_signed) == (True, 302, True)


def preparing(sense: str, words: str, **more: Any) -> dict[str, Any]:
    return {"sense": sense, "motives": ["project_too_vague"], "words": words, **more}


def test_prepared_again_the_form_starts_from_what_was_prepared_and_the_reading_is_journaled(
    client: CastClient, world: World, filed: Any, clock: Any
) -> None:
    item = world.examined(filed)
    clock.move_to(datetime.combine(item.closed_on, time(9), tzinfo=PARIS))
    prepared(world, item, sense=DecisionSense.REFUSED)
    before = Entry.unscoped.count()

    page = client.as_(world.dana).get(reverse("commission:prepare", args=[item.application_id])).content.decode()

    assert ("Imprécis." in page, Entry.unscoped.count() > before) == (True, True)


def test_a_decision_that_a_colleague_prepared_meanwhile_is_not_replaced_unseen(
    client: CastClient, world: World, filed: Any, clock: Any
) -> None:
    item = world.examined(filed)
    clock.move_to(datetime.combine(item.closed_on, time(9), tzinfo=PARIS))
    prepared(world, item, sense=DecisionSense.REFUSED)
    url, dana = reverse("commission:prepare", args=[item.application_id]), client.as_(world.dana)

    answer = dana.post(url, preparing("refused", "Mes mots à moi.", version=0))
    told = answer.content.decode()

    assert (answer.status_code, "Imprécis." in told, "Mes mots à moi." in told) == (409, True, True)


def test_once_both_are_read_the_decision_is_prepared_again(client: CastClient, world: World, filed: Any, clock: Any) -> None:
    item = world.examined(filed)
    clock.move_to(datetime.combine(item.closed_on, time(9), tzinfo=PARIS))
    prepared(world, item, sense=DecisionSense.REFUSED)
    url, dana = reverse("commission:prepare", args=[item.application_id]), client.as_(world.dana)

    shown = re.search(r'name="version" value="(\d+)"', dana.post(url, preparing("refused", "Mes mots.", version=0)).content.decode())
    again = dana.post(url, preparing("refused", "Mes mots.", version=shown[1] if shown else ""))

    assert (again.status_code, Decision.unscoped.get().version) == (302, 3)


def test_a_second_click_on_a_first_preparation_is_answered_as_the_first(client: CastClient, world: World, filed: Any, clock: Any) -> None:
    item = world.examined(filed)
    clock.move_to(datetime.combine(item.closed_on, time(9), tzinfo=PARIS))
    url, dana = reverse("commission:prepare", args=[item.application_id]), client.as_(world.dana)
    typed = preparing("granted", "", version=0, key=str(uuid.uuid4()))

    assert [dana.post(url, typed).status_code for _click in range(2)] == [302, 302]


@pytest.mark.parametrize("days", [-1, 200])
def test_a_pathway_begins_within_six_months_of_the_signature(world: World, filed: Any, days: int) -> None:
    decision = prepared(world, world.examined(filed))

    with pytest.raises(StartUnfit):
        signed(world, decision, starts_on=decision.prepared_on + timedelta(days=days))


def test_of_two_first_preparations_at_once_the_second_is_told(world: World, filed: Any) -> None:
    item = world.examined(filed)
    late = Decision(application=item.application)
    first = prepared(world, item)

    with pytest.raises(Stale):
        _keep(actor=world.secretary, today=first.prepared_on, decision=late, words="", prepared=None, seen=0)


@pytest.mark.parametrize("day", ["1999-05-04", "9999-12-31"])
def test_a_day_out_of_range_is_said_on_its_field(day: str) -> None:
    form = SignedForm({"signed_on": day}, today=TODAY)

    assert "choisissez-le entre" in form.errors["signed_on"][0]


def test_who_wrote_in_the_file_and_is_named_later_is_recused_at_once(world: World, filed: Any) -> None:
    item = world.add(world.plan(), filed)

    name(world, "social", world.alice)

    assert Recusal.unscoped.get(item=item, seat=world.seats["social"]).reason == RecusalReason.WROTE_IN_FILE


def test_a_seat_added_for_the_presenting_association_is_recused_at_the_convocation(world: World, filed: Any) -> None:
    session = world.plan()
    item = world.add(session, filed)
    seat = second_seat_of_a(world, filed)

    session.refresh_from_db()
    world.convene(session)

    assert Recusal.unscoped.get(item=item, seat=seat).reason == RecusalReason.PRESENTING


def second_seat_of_a(world: World, filed: Any) -> Seat:
    return services.add_seat(
        actor=world.secretary, today=TODAY, commission=world.commission, code="associations", label="Second siège de A",
        organisation_id=filed.organisation_id, starts_on=TODAY,
    )  # fmt: skip


def test_a_seat_added_for_the_presenting_association_is_recused_at_the_opening(world: World, filed: Any) -> None:
    session = world.plan()
    item = world.add(session, filed)
    world.convene(session)
    seat = second_seat_of_a(world, filed)

    world.open(session)

    assert Recusal.unscoped.filter(item=item, seat=seat).exists()


def test_a_convocation_sent_to_a_deputy_who_wrote_recuses_the_seat(world: World, filed: Any) -> None:
    session = world.plan()
    item = world.add(session, filed)
    name(world, "social", world.alice)
    Recusal.unscoped.filter(seat=world.seats["social"]).delete()
    world.convene(session)
    # As an older register may have it: the deputy, and no recusal.
    item = Item.unscoped.get(pk=item.pk)

    services.send_to_deputy(
        actor=world.secretary, today=TODAY, convocation=Convocation.unscoped.get(session=session, seat=world.seats["social"])
    )

    assert Recusal.unscoped.filter(item=item, seat=world.seats["social"]).exists()


def test_a_reader_who_wrote_in_the_file_does_not_read_it_whatever_was_written_before(world: World, filed: Any) -> None:
    session = world.plan()
    item = world.add(session, filed)
    world.convene(session)
    give_mandate(world.alice, Role.MEMBER, session.organisation, territory=session.territory)
    Convocation.unscoped.filter(session=session, seat=world.seats["social"]).update(reader=world.alice)

    with pytest.raises(Recused):
        services.read_paper(actor=actor_of(world.alice), today=TODAY, item=item)


def test_a_vote_asks_again_who_is_recused(world: World, filed: Any) -> None:
    session, (item,) = world.running(filed)
    world.attend(session, ("social",))
    Convocation.unscoped.filter(session=session, seat=world.seats["social"]).update(reader=world.alice)

    with pytest.raises(Recused):
        world.vote(item, ("social",))


def test_a_written_exchange_is_not_concluded_before_its_last_day(world: World, written: Item) -> None:
    world.vote(written, ("chair", "magistrate", "social"))
    day = written.session.first_day

    with pytest.raises(WindowRunning):
        services.close_item(actor=actor_of(world.dana, day), today=day, item=written, outcome=services.Examined())


def test_a_written_exchange_is_concluded_once_every_seat_that_may_vote_has_answered(world: World, written: Item) -> None:
    world.vote(written, ("chair", "magistrate", "social", "gendarmerie", "b"))
    day = written.session.first_day

    item = services.close_item(actor=actor_of(world.dana, day), today=day, item=written, outcome=services.Examined())

    assert item.favourable == 5


def test_in_writing_there_is_no_consensus(world: World, written: Item) -> None:
    day = written.session.first_day
    world.vote(written, ("chair", "magistrate", "social"))

    with pytest.raises(CountAsked):
        services.close_item(actor=actor_of(world.dana, day), today=day, item=written, outcome=CONSENSUS)


def put_off_then_planned(world: World, filed: Any) -> tuple[Item, Item]:
    session, (left,) = world.running(filed)
    world.close_item(left, UNKNOWN)
    world.close(session)
    again = world.add(world.plan(on=session.held_on + timedelta(days=30)), filed, today=session.held_on)
    assert Item.unscoped.get(pk=left.pk).next_on == again.session.held_on
    return left, again


def test_an_item_removed_gives_back_the_date_that_an_earlier_session_took_from_it(world: World, filed: Any) -> None:
    left, again = put_off_then_planned(world, filed)

    services.remove_from_agenda(actor=world.secretary, today=left.session.held_on, item=again)

    left.refresh_from_db()
    assert (left.next_known, left.next_on) == (False, None)


def test_a_session_cancelled_gives_it_back_too(world: World, filed: Any) -> None:
    left, again = put_off_then_planned(world, filed)
    day = left.session.held_on

    services.cancel_session(actor=actor_of(world.dana, day), today=day, session=again.session, cause=CancelCause.CRISIS)

    left.refresh_from_db()
    assert (left.next_known, left.next_on) == (False, None)


def test_a_seat_has_a_label_of_its_own(world: World) -> None:
    with pytest.raises(SeatKnown):
        services.add_seat(actor=world.secretary, today=TODAY, commission=world.commission, code="magistrate", starts_on=TODAY)


def test_nobody_is_named_before_the_present_holder(world: World) -> None:
    with pytest.raises(SeatTaken):
        name(world, "social", None, deputy=False, since=date(2017, 1, 9))


@pytest.mark.parametrize(("held_on", "refusal"), [(date(9999, 12, 31), DayUnfit), (date(2016, 5, 3), NoRuleThatDay)])
def test_a_session_is_of_a_day_that_has_rules(world: World, held_on: date, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        world.plan(on=held_on, from_paper=True)


def test_a_seat_is_of_a_day_that_has_rules(world: World) -> None:
    with pytest.raises(NoRuleThatDay):
        services.add_seat(
            actor=world.secretary, today=TODAY, commission=world.commission, code="magistrate", label="Autre", starts_on=date(2016, 5, 3)
        )


def test_who_voted_and_left_is_no_elector(world: World, filed: Any) -> None:
    session, (item,) = world.running(filed)
    world.attend(session, ("chair", "magistrate", "social", "b"))
    world.vote(item, ("chair", "magistrate"))
    world.attend(session, ("magistrate",), channel=Presence.ABSENT)

    item = world.close_item(item, services.Examined())

    assert (item.favourable, item.silent, item.electors.filter(seat=world.seats["magistrate"]).exists()) == (1, 2, False)


def on_paper(application: Any) -> guards.Answer:
    return guards.ask("paper_step", application=application, to=ApplicationState.EXAMINED)


def test_a_step_from_paper_is_refused_while_the_item_is_live(world: World, filed: Any) -> None:
    world.add(world.plan(), filed)

    answer = on_paper(filed)

    assert (bool(answer), "ordre du jour" in str(answer.reason)) == (False, True)


def test_a_step_from_paper_is_refused_while_a_decision_waits_for_its_signature(world: World, filed: Any) -> None:
    prepared(world, world.examined(filed))

    answer = on_paper(filed)

    assert (bool(answer), "signer" in str(answer.reason)) == (False, True)


def test_a_step_from_paper_is_allowed_when_nothing_is_under_way_here(world: World, filed: Any) -> None:
    before = on_paper(filed)
    session = world.plan()
    world.add(session, filed)
    services.cancel_session(actor=world.secretary, today=TODAY, session=session, cause=CancelCause.CRISIS)

    assert (bool(before), bool(on_paper(filed))) == (True, True)
