"""The residence document, the allowance, the days without accompaniment and the end: each service with what it refuses."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from maillage.core.allowance import AllowanceState, Check, Condition
from maillage.core.permit import PermitState
from maillage.foundation.access.roles import Role
from maillage.foundation.kernel.errors import Denied, OutOfScope, Stale
from maillage.foundation.vault import Reason, erase_subject
from maillage.pathway.psp import selectors, services
from maillage.pathway.psp.errors import (
    DateBeforePrevious,
    DateInFuture,
    DaysContradict,
    EndBeforeStart,
    MonthNotDue,
    NoFileHere,
    NotDecidedYet,
    NothingToNote,
    OutcomeUnsaid,
    PathwayOver,
    RefusalWithoutReason,
    SettledTooSoon,
)
from maillage.pathway.psp.models import Allowance, EndOutcome, InterruptionCause, Pathway, Pause, Permit, PermitRefusal
from tests.accompaniment.making import actions_on, make_person
from tests.cast import TODAY, actor_of, give_mandate, make_user
from tests.pathway.psp.making import make_pathway, renew

TOMORROW = TODAY + timedelta(days=1)
STARTS = date(2019, 9, 12)


@pytest.fixture
def pathway(alice: Any, dana: Any, paul: Any) -> Any:
    return make_pathway(alice, dana=dana, paul=paul, starts_on=STARTS, text={"asks_permit": True, "asks_allowance": True})


@pytest.fixture
def foreigners(prefecture_x: Any, territory_x: Any) -> Any:
    """Somebody of the foreigners service of X."""
    user = make_user("Fanny")
    give_mandate(user, Role.FOREIGNERS_SERVICE, prefecture_x, territory=territory_x)
    return user


@pytest.fixture
def permit(alice: Any, pathway: Any) -> Any:
    return services.record_permit(actor=actor_of(alice), today=TODAY, pathway=pathway, asked_on=date(2019, 10, 1))


def _update(user: Any, permit: Any, *, seen: int | None = None, **days: Any) -> Any:
    given = {"asked_on": date(2019, 10, 1), **days}
    return services.update_permit(actor=actor_of(user), today=TODAY, permit=permit, seen=permit.version if seen is None else seen, **given)


# The residence document


def test_every_step_of_a_document_is_noted_by_the_service_itself(foreigners: Any, permit: Any, pathway: Any) -> None:
    noted = _update(foreigners, permit, appointment_on=date(2019, 11, 4), receipt_on=date(2019, 11, 4), receipt_until=date(2020, 2, 4))

    assert selectors.one_permit(noted, today=TODAY).state is PermitState.RECEIPT
    assert actions_on(pathway).count("psp.permit_recorded") == 2


def test_the_days_between_the_decision_and_the_document_are_counted(alice: Any, permit: Any) -> None:
    view = selectors.one_permit(_update(alice, permit, delivered_on=date(2019, 12, 12), expires_on=date(2020, 6, 11)), today=TODAY)

    assert (view.state, view.decided, view.waited) == (PermitState.DELIVERED, STARTS, 91)


def test_a_renewal_goes_with_the_decision_of_its_own_term(alice: Any, dana: Any, paul: Any, pathway: Any, permit: Any) -> None:
    _update(alice, permit, delivered_on=date(2019, 12, 12), expires_on=date(2020, 6, 11))
    renew(alice, pathway, dana=dana, paul=paul, on=date(2020, 3, 5))
    second = services.record_permit(actor=actor_of(alice), today=TODAY, pathway=pathway, asked_on=date(2020, 4, 1))

    view = selectors.one_permit(second, today=TODAY)

    assert (view.renewal, view.decided, view.waited) == (True, date(2020, 3, 5), 75)


def test_a_refused_document_says_why_and_a_new_request_is_another_row(alice: Any, permit: Any, pathway: Any) -> None:
    refused = _update(alice, permit, refused_on=date(2020, 2, 3), refusal=PermitRefusal.SILENCE)
    services.record_permit(actor=actor_of(alice), today=TODAY, pathway=pathway, asked_on=TODAY)

    assert selectors.one_permit(refused, today=TODAY).state is PermitState.REFUSED
    assert pathway.permits.count() == 2


@pytest.mark.parametrize(
    ("days", "refusal"),
    [
        ({"asked_on": None}, DaysContradict),
        ({"delivered_on": TODAY}, DaysContradict),
        ({"receipt_on": date(2019, 9, 1)}, DaysContradict),
        ({"delivered_on": TOMORROW, "expires_on": date(2021, 1, 1)}, DateInFuture),
        ({"refused_on": TODAY}, RefusalWithoutReason),
        ({"refused_on": TODAY, "refusal": "she_is_late"}, RefusalWithoutReason),
    ],
)
def test_days_that_contradict_each_other_are_refused(alice: Any, permit: Any, days: dict[str, Any], refusal: Any) -> None:
    with pytest.raises(refusal):
        _update(alice, permit, **days)


def test_an_appointment_may_be_to_come(alice: Any, permit: Any) -> None:
    assert selectors.one_permit(_update(alice, permit, appointment_on=TOMORROW), today=TODAY).state is PermitState.APPOINTMENT


def test_a_stale_edit_of_a_document_changes_nothing(alice: Any, dana: Any, permit: Any) -> None:
    _update(dana, permit, receipt_on=date(2019, 11, 4))

    with pytest.raises(Stale):
        _update(alice, permit, seen=1, appointment_on=date(2019, 11, 5))

    assert Permit.unscoped.get(pk=permit.pk).appointment_on is None


@pytest.mark.parametrize("who", ["bob", "charlie", "eve", "marc", "hugo"])
def test_only_those_who_note_documents_do(permit: Any, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Denied):
        _update(request.getfixturevalue(who), permit, receipt_on=TODAY)


def test_the_foreigners_service_sees_documents_of_its_department_and_nothing_of_the_pathway(foreigners: Any, permit: Any) -> None:
    actor = actor_of(foreigners)

    assert list(Permit.objects.visible_to(actor, today=TODAY)) == [permit]
    assert not Pathway.objects.visible_to(actor, today=TODAY).exists()
    row = selectors.permit_rows([permit], actor=actor, today=TODAY)[0]
    assert (row.title, row.own) == (permit.pathway.entry.number, False)


def test_the_foreigners_service_of_another_department_sees_nothing(prefecture_x: Any, territory_y: Any, permit: Any) -> None:
    user = make_user("Gilles")
    give_mandate(user, Role.FOREIGNERS_SERVICE, prefecture_x, territory=territory_y)

    with pytest.raises(OutOfScope):
        selectors.get_permit(actor=actor_of(user), pk=permit.pk, today=TODAY)


def test_a_page_of_documents_costs_the_same_whatever_their_number(alice: Any, dana: Any, paul: Any, django_assert_num_queries: Any) -> None:
    pathways = [make_pathway(alice, dana=dana, paul=paul, starts_on=date(2020, 2, 3)) for _ in range(3)]
    for each in pathways:
        services.record_permit(actor=actor_of(alice), today=TODAY, pathway=each, asked_on=date(2020, 3, 2))
    actor = actor_of(alice)
    few, many = (list(selectors.permits_visible_to(actor, today=TODAY)[:count]) for count in (1, 3))

    with django_assert_num_queries(_count_of(lambda: selectors.permit_rows(few, actor=actor, today=TODAY))):
        selectors.permit_rows(many, actor=actor, today=TODAY)


def _count_of(act: Any) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


# The allowance


@pytest.fixture
def allowance(alice: Any, pathway: Any) -> Any:
    return services.record_allowance(
        actor=actor_of(alice),
        today=TODAY,
        pathway=pathway,
        decided_on=date(2019, 9, 30),
        starts_on=date(2019, 10, 1),
        expires_on=date(2020, 8, 12),
        children=2,
    )


def _follow(user: Any, allowance: Any, **days: Any) -> Any:
    given = {"children": allowance.children, **days}
    return services.update_allowance(actor=actor_of(user), today=TODAY, allowance=allowance, seen=allowance.version, **given)


def _state(allowance: Any) -> AllowanceState:
    return selectors.one_allowance(Allowance.unscoped.get(pk=allowance.pk), today=TODAY).state


def test_an_allowance_is_asked_checked_then_decided_on_the_same_row(alice: Any, pathway: Any) -> None:
    actor = actor_of(alice)
    asked = services.ask_allowance(actor=actor, today=TODAY, pathway=pathway, asked_on=date(2019, 9, 20), children=1)
    checks = {Condition.ADULT: Check.YES, Condition.NO_OTHER_BENEFIT: Check.NO}
    checked = services.check_conditions(actor=actor, today=TODAY, allowance=asked, seen=asked.version, checks=checks)
    decided = services.record_allowance(
        actor=actor, today=TODAY, pathway=pathway, decided_on=TODAY, starts_on=TODAY, expires_on=date(2020, 9, 12)
    )

    assert decided.pk == asked.pk
    assert (decided.children, decided.conditions["adult"], checked.checked_on) == (1, "yes", TODAY)
    assert selectors.one_allowance(decided, today=TODAY).conditions.met is False


def test_the_amount_is_that_of_the_day_with_her_children(allowance: Any) -> None:
    amount = selectors.one_allowance(allowance, today=TODAY).amount

    assert amount is not None
    assert amount.value == Decimal("534.00")


def test_its_steps_make_its_state(alice: Any, allowance: Any) -> None:
    assert _state(allowance) is AllowanceState.DECIDED
    sent = _follow(alice, allowance, sent_on=date(2019, 10, 5))
    assert _state(sent) is AllowanceState.SENT
    paid = _follow(alice, sent, sent_on=date(2019, 10, 5), first_paid_on=date(2019, 11, 5))
    assert _state(paid) is AllowanceState.PAID
    stopped = _follow(alice, paid, first_paid_on=date(2019, 11, 5), suspended_on=date(2020, 3, 1), suspension=Pause.PAPERS)
    assert _state(stopped) is AllowanceState.SUSPENDED
    ended = _follow(alice, stopped, ended_on=date(2020, 4, 1), ending=Pause.CONDITIONS)
    assert _state(ended) is AllowanceState.ENDED


def test_an_allowance_asked_may_be_refused(alice: Any, pathway: Any) -> None:
    asked = services.ask_allowance(actor=actor_of(alice), today=TODAY, pathway=pathway, asked_on=date(2019, 9, 20))

    assert _state(_follow(alice, asked, asked_on=date(2019, 9, 20), refused_on=TODAY)) is AllowanceState.REFUSED


@pytest.mark.parametrize(
    ("days", "refusal"),
    [
        ({"sent_on": TOMORROW}, DateInFuture),
        ({"refused_on": TODAY}, DateBeforePrevious),
        ({"sent_on": date(2019, 9, 1)}, DateBeforePrevious),
        ({"resumed_on": TODAY}, EndBeforeStart),
        ({"suspended_on": date(2020, 3, 1), "suspension": Pause.PAPERS, "resumed_on": date(2020, 2, 1)}, EndBeforeStart),
        ({"suspended_on": date(2020, 3, 1)}, RefusalWithoutReason),
        ({"ended_on": date(2020, 3, 1), "ending": "because"}, RefusalWithoutReason),
    ],
)
def test_what_contradicts_the_allowance_is_refused(alice: Any, allowance: Any, days: dict[str, Any], refusal: Any) -> None:
    with pytest.raises(refusal):
        _follow(alice, allowance, **days)


@pytest.mark.parametrize(("days", "refusal"), [({"sent_on": TODAY}, NotDecidedYet), ({"asked_on": None}, NothingToNote)])
def test_before_the_decision_nothing_is_sent_nor_forgotten(alice: Any, pathway: Any, days: dict[str, Any], refusal: Any) -> None:
    asked = services.ask_allowance(actor=actor_of(alice), today=TODAY, pathway=pathway, asked_on=TODAY)

    with pytest.raises(refusal):
        _follow(alice, asked, **{"asked_on": TODAY, **days})


def test_an_allowance_is_not_asked_in_the_future(alice: Any, pathway: Any) -> None:
    with pytest.raises(DateInFuture):
        services.ask_allowance(actor=actor_of(alice), today=TODAY, pathway=pathway, asked_on=TOMORROW)


def test_it_stops_with_the_pathway(alice: Any, allowance: Any, pathway: Any) -> None:
    services.end_pathway(actor=actor_of(alice), today=TODAY, pathway=pathway, ended_on=date(2020, 4, 10), outcome=EndOutcome.WITHDRAWN)

    journey = selectors.journey_of(Pathway.unscoped.get(pk=pathway.pk), today=TODAY)

    assert journey is not None
    assert journey.allowances[0].last == date(2020, 4, 10)
    assert any("Arrêt noté" in str(line) for line in journey.allowances[0].because)


def test_the_number_of_the_msa_is_sealed_opened_with_a_reason_and_erased_with_her(alice: Any, dana: Any, paul: Any) -> None:
    person = make_person(alice, today=STARTS)
    pathway = make_pathway(alice, dana=dana, paul=paul, starts_on=STARTS, person=person)
    allowance = services.record_allowance(
        actor=actor_of(alice), today=TODAY, pathway=pathway, decided_on=TODAY, starts_on=TODAY, expires_on=date(2020, 9, 12)
    )
    services.note_msa_number(actor=actor_of(alice), today=TODAY, allowance=allowance, number=" 2 99 01 33 ")
    kept = selectors.get_allowance(actor=actor_of(alice), pk=allowance.pk, today=TODAY)

    number = selectors.open_msa_number(actor=actor_of(alice), allowance=kept, reason=Reason.FOLLOW_UP, today=TODAY)

    assert number == "2 99 01 33"
    erase_subject(actor=actor_of(alice), subject=person, today=TODAY)
    assert Allowance.unscoped.get(pk=allowance.pk).msa_number is None


def test_the_state_notes_no_number_and_a_file_is_needed(alice: Any, paul: Any, allowance: Any) -> None:
    with pytest.raises(Denied):
        services.note_msa_number(actor=actor_of(paul), today=TODAY, allowance=allowance, number="1")
    Pathway.unscoped.filter(pk=allowance.pathway_id).update(person=None)
    with pytest.raises(NoFileHere):
        services.note_msa_number(actor=actor_of(alice), today=TODAY, allowance=allowance, number="1")


def test_a_month_that_did_not_come_is_noted_once_then_comes(alice: Any, allowance: Any) -> None:
    actor, key = actor_of(alice), uuid.uuid4()
    first, again = (
        services.note_missed_payment(actor=actor, today=TODAY, allowance=allowance, month=date(2020, 3, day), key=given)
        for day, given in ((1, key), (17, uuid.uuid4()))
    )
    view = selectors.one_allowance(allowance, today=TODAY)

    assert first.pk == again.pk
    assert [each.month for each in view.awaited_months] == [date(2020, 3, 1)]
    assert date(2020, 3, 1) not in view.due
    settled = services.settle_payment(actor=actor, today=TODAY, missed=first, settled_on=date(2020, 4, 20))
    assert services.settle_payment(actor=actor, today=TODAY, missed=first, settled_on=TODAY).settled_on == settled.settled_on


@pytest.mark.parametrize("month", [date(2019, 9, 1), date(2020, 5, 1), date(2020, 9, 1)])
def test_only_a_month_that_was_due_can_be_missing(alice: Any, allowance: Any, month: date) -> None:
    with pytest.raises(MonthNotDue):
        services.note_missed_payment(actor=actor_of(alice), today=TODAY, allowance=allowance, month=month)


def test_before_the_decision_no_month_is_due(alice: Any, pathway: Any) -> None:
    asked = services.ask_allowance(actor=actor_of(alice), today=TODAY, pathway=pathway, asked_on=date(2019, 9, 20))

    with pytest.raises(NotDecidedYet):
        services.note_missed_payment(actor=actor_of(alice), today=TODAY, allowance=asked, month=date(2020, 3, 1))


@pytest.mark.parametrize(("day", "refusal"), [(TOMORROW, DateInFuture), (date(2020, 2, 28), SettledTooSoon)])
def test_a_month_comes_after_it_began(alice: Any, allowance: Any, day: date, refusal: Any) -> None:
    missed = services.note_missed_payment(actor=actor_of(alice), today=TODAY, allowance=allowance, month=date(2020, 3, 1))

    with pytest.raises(refusal):
        services.settle_payment(actor=actor_of(alice), today=TODAY, missed=missed, settled_on=day)


@pytest.mark.parametrize("who", ["bob", "charlie", "eve", "marc", "hugo"])
def test_only_those_who_record_follow_the_allowance(allowance: Any, who: str, request: pytest.FixtureRequest) -> None:
    user = request.getfixturevalue(who)

    with pytest.raises(Denied):
        _follow(user, allowance, sent_on=TODAY)
    with pytest.raises(Denied):
        services.note_missed_payment(actor=actor_of(user), today=TODAY, allowance=allowance, month=date(2020, 3, 1))


# Days without accompaniment, and the end


def _interrupt(user: Any, pathway: Any, **days: Any) -> Any:
    given = {"starts_on": date(2020, 3, 1), "ends_on": date(2020, 3, 10), **days}
    return services.note_interruption(actor=actor_of(user), today=TODAY, pathway=pathway, cause=InterruptionCause.NO_WORKER, **given)


def test_days_without_accompaniment_are_lost_on_the_meter(alice: Any, pathway: Any) -> None:
    before = selectors.journey_of(pathway, today=TODAY)
    _interrupt(alice, pathway)
    after = selectors.journey_of(pathway, today=TODAY)

    assert before is not None
    assert after is not None
    assert after.meter.lost - before.meter.lost == 10
    assert after.meter.ends == before.meter.ends


def test_an_interruption_lasts_until_the_accompaniment_goes_on(alice: Any, pathway: Any) -> None:
    row = _interrupt(alice, pathway, ends_on=None)

    for day in (date(2020, 4, 1), TODAY):
        services.end_interruption(actor=actor_of(alice), today=TODAY, interruption=row, ends_on=day)

    assert pathway.interruptions.get().ends_on == date(2020, 4, 1)


@pytest.mark.parametrize(
    ("days", "refusal"),
    [
        ({"starts_on": TOMORROW}, DateInFuture),
        ({"starts_on": date(2019, 1, 1)}, DateBeforePrevious),
        ({"ends_on": date(2020, 2, 1)}, EndBeforeStart),
    ],
)
def test_an_interruption_is_inside_the_pathway(alice: Any, pathway: Any, days: dict[str, date], refusal: Any) -> None:
    with pytest.raises(refusal):
        _interrupt(alice, pathway, **days)


def test_nothing_is_interrupted_after_the_end(alice: Any, pathway: Any) -> None:
    services.end_pathway(actor=actor_of(alice), today=TODAY, pathway=pathway, ended_on=date(2020, 2, 1), outcome=EndOutcome.MOVED)

    with pytest.raises(PathwayOver):
        _interrupt(alice, pathway)


@pytest.mark.parametrize(("day", "refusal"), [(TOMORROW, DateInFuture), (date(2020, 2, 1), EndBeforeStart)])
def test_an_interruption_ends_after_it_began(alice: Any, pathway: Any, day: date, refusal: Any) -> None:
    row = _interrupt(alice, pathway, ends_on=None)

    with pytest.raises(refusal):
        services.end_interruption(actor=actor_of(alice), today=TODAY, interruption=row, ends_on=day)


@pytest.mark.parametrize("outcome", EndOutcome)
def test_a_pathway_ends_with_an_outcome_of_the_list(alice: Any, pathway: Any, outcome: EndOutcome) -> None:
    ended = services.end_pathway(actor=actor_of(alice), today=TODAY, pathway=pathway, ended_on=TODAY, outcome=outcome)

    assert ended.outcome == outcome


def test_an_end_without_an_outcome_of_the_list_is_refused(alice: Any, pathway: Any) -> None:
    with pytest.raises(OutcomeUnsaid):
        services.end_pathway(actor=actor_of(alice), today=TODAY, pathway=pathway, ended_on=TODAY, outcome="failed")  # type: ignore[arg-type]


def test_what_stops_is_said_before_and_not_after(alice: Any, pathway: Any, permit: Any, allowance: Any) -> None:
    _update(alice, permit, delivered_on=date(2019, 12, 12), expires_on=date(2020, 6, 11))
    services.record_permit(actor=actor_of(alice), today=TODAY, pathway=pathway, asked_on=TODAY)

    said = " ".join(selectors.what_stops(pathway, today=TODAY))

    assert all(word in said for word in ("parcours", "garde sa fin", "perd sa base", "aide financière", "renouvellements"))
    ended = services.end_pathway(actor=actor_of(alice), today=TODAY, pathway=pathway, ended_on=TODAY, outcome=EndOutcome.WITHDRAWN)
    assert selectors.what_stops(ended, today=TODAY) == ()
