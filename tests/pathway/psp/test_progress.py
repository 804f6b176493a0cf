"""From the filing to the notification: by the acts of the commission, or from paper by the side that has the tool."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from maillage.core.clock.waiting import Cause
from maillage.foundation.access.roles import Role
from maillage.foundation.documents import get_document, open_document
from maillage.foundation.kernel.errors import Denied
from maillage.foundation.ui import guards
from maillage.pathway.psp import selectors, services
from maillage.pathway.psp.errors import DateBeforePrevious, DateInFuture, DecisionUnclear, FileHere, NotYours, StateRefused
from maillage.pathway.psp.models import Application, Extract, Step, WaitingFact
from maillage.pathway.psp.services.paper import scan_owner
from maillage.pathway.psp.workflow import WORKFLOW, Pen, State
from maillage.reference.accounts.models import Mandate
from tests.accompaniment.making import actions_on
from tests.cast import TODAY, actor_of, give_mandate, make_user
from tests.pathway.psp.making import make_application, make_photo

TOMORROW = TODAY + timedelta(days=1)
LAST_WEEK = TODAY - timedelta(days=7)


# The acts of the commission


def test_a_scheduled_application_waits_for_nothing_but_the_day_of_its_session(alice: Any, dana: Any) -> None:
    application = make_application(alice, state="scheduled", dana=dana)

    assert application.state == "scheduled"
    waits = WaitingFact.unscoped.filter(application=application, ends_on__isnull=True).order_by("cause")
    assert [fact.cause for fact in waits] == [Cause.SESSION_AWAITED]
    assert actions_on(application)[-1] == "psp.scheduled"


def test_scheduling_may_be_noted_for_an_earlier_day(alice: Any, dana: Any) -> None:
    application = make_application(alice, state="filed", dana=dana, today=LAST_WEEK)
    earlier = TODAY - timedelta(days=3)

    services.schedule_application(actor=actor_of(dana), today=TODAY, application=application, session_on=TOMORROW, happened_on=earlier)

    step = Step.unscoped.get(application=application, state="scheduled")
    assert (step.happened_on, step.recorded_on, step.by_state) == (earlier, TODAY, True)
    assert WaitingFact.unscoped.get(application=application, cause=Cause.NO_SESSION).ends_on == earlier


def test_what_is_put_back_waits_again_for_its_cause(alice: Any, dana: Any) -> None:
    application = make_application(alice, state="scheduled", dana=dana)

    services.put_back(actor=actor_of(dana), today=TODAY, application=application, cause=Cause.CANCELLED)

    fact = WaitingFact.unscoped.get(application=application, ends_on__isnull=True)
    assert (Application.unscoped.get(pk=application.pk).state, fact.cause) == ("filed", "cancelled")
    assert "psp.put_back" in actions_on(application)


@pytest.mark.parametrize("state", ["ready", "filed", "examined"])
def test_only_what_is_on_an_agenda_is_put_back(alice: Any, dana: Any, state: str) -> None:
    application = make_application(alice, state=state, dana=dana)

    with pytest.raises(StateRefused):
        services.put_back(actor=actor_of(dana), today=TODAY, application=application, cause=Cause.CANCELLED)


def test_after_the_opinion_the_decision_is_awaited(alice: Any, dana: Any) -> None:
    application = make_application(alice, state="examined", dana=dana)

    assert application.examined_on == TODAY
    assert WaitingFact.unscoped.get(application=application, ends_on__isnull=True).cause == "decision_awaited"


def test_the_chair_too_may_note_the_opinion(alice: Any, dana: Any, jean: Any) -> None:
    application = make_application(alice, state="scheduled", dana=dana)

    examined = services.mark_examined(actor=actor_of(jean), today=TODAY, application=application, examined_on=TODAY)

    assert examined.state == "examined"


@pytest.mark.parametrize("granted", [True, False])
def test_the_decision_is_recorded_with_its_sense(alice: Any, dana: Any, paul: Any, granted: bool) -> None:
    application = make_application(alice, state="decided", dana=dana, paul=paul, granted=granted)

    assert (application.decided_on, application.granted) == (TODAY, granted)
    assert WaitingFact.unscoped.get(application=application, ends_on__isnull=True).cause == "notification_awaited"


def test_the_wait_ends_when_she_knows(alice: Any, dana: Any, paul: Any) -> None:
    application = make_application(alice, state="decided", dana=dana, paul=paul, today=LAST_WEEK)

    notified = services.mark_notified(actor=actor_of(alice), today=TODAY, application=application, notified_on=TODAY)

    assert notified.notified_on == TODAY
    assert not WaitingFact.unscoped.filter(application=application, ends_on__isnull=True).exists()
    assert selectors.waiting_of(notified, today=TOMORROW).total == 7


@pytest.mark.parametrize(("day", "refusal"), [(TOMORROW, DateInFuture), (TODAY - timedelta(days=1), DateBeforePrevious)])
def test_a_notification_comes_between_the_decision_and_today(alice: Any, dana: Any, paul: Any, day: date, refusal: Any) -> None:
    application = make_application(alice, state="decided", dana=dana, paul=paul)

    with pytest.raises(refusal):
        services.mark_notified(actor=actor_of(alice), today=TODAY, application=application, notified_on=day)


def test_what_is_not_decided_is_not_notified(alice: Any, dana: Any) -> None:
    application = make_application(alice, state="examined", dana=dana)

    with pytest.raises(StateRefused):
        services.mark_notified(actor=actor_of(dana), today=TODAY, application=application, notified_on=TODAY)


@pytest.mark.parametrize("who", ["alice", "eve", "paul", "marc"])
def test_only_the_secretary_schedules(alice: Any, dana: Any, who: str, request: pytest.FixtureRequest) -> None:
    application = make_application(alice, state="filed", dana=dana)

    with pytest.raises(Denied):
        services.schedule_application(actor=actor_of(request.getfixturevalue(who)), today=TODAY, application=application, session_on=TODAY)


@pytest.mark.parametrize("who", ["alice", "dana", "eve", "jean"])
def test_only_the_prefects_office_records_the_decision(alice: Any, dana: Any, paul: Any, who: str, request: pytest.FixtureRequest) -> None:
    application = make_application(alice, state="examined", dana=dana)

    with pytest.raises(Denied):
        services.mark_decided(
            actor=actor_of(request.getfixturevalue(who)), today=TODAY, application=application, decided_on=TODAY, granted=True
        )


@pytest.mark.parametrize("who", ["alice", "paul", "eve"])
def test_only_the_commission_notes_its_opinion(alice: Any, dana: Any, who: str, request: pytest.FixtureRequest) -> None:
    application = make_application(alice, state="scheduled", dana=dana)

    with pytest.raises(Denied):
        services.mark_examined(actor=actor_of(request.getfixturevalue(who)), today=TODAY, application=application, examined_on=TODAY)


def test_steps_do_not_jump(alice: Any, dana: Any, paul: Any) -> None:
    application = make_application(alice, state="filed", dana=dana)

    with pytest.raises(StateRefused):
        services.mark_decided(actor=actor_of(paul), today=TODAY, application=application, decided_on=TODAY, granted=True)


def test_an_opinion_does_not_come_before_the_agenda(alice: Any, dana: Any) -> None:
    application = make_application(alice, state="scheduled", dana=dana)

    with pytest.raises(DateBeforePrevious):
        services.mark_examined(actor=actor_of(dana), today=TODAY, application=application, examined_on=LAST_WEEK)


# From paper


def test_the_association_alone_records_every_step_from_paper(alice: Any) -> None:
    application = make_application(alice, state="ready", today=LAST_WEEK)
    for number, (step, granted) in enumerate([("filed", None), ("scheduled", None), ("examined", None), ("decided", True)]):
        day = LAST_WEEK + timedelta(days=number)
        application = _paper(alice, application, step, happened_on=day, granted=granted)

    steps = list(Step.unscoped.filter(application=application, from_paper=True).order_by("happened_on").values_list("state", flat=True))
    assert steps == ["filed", "scheduled", "examined", "decided"]
    assert (application.number, application.filed_on, application.granted) == ("F1-2020-0001", LAST_WEEK, True)
    assert actions_on(application)[-1] == "psp.step_from_paper"


def test_the_wait_follows_the_days_of_the_paper(alice: Any) -> None:
    application = make_application(alice, state="ready", today=LAST_WEEK)

    _paper(alice, application, "filed", happened_on=LAST_WEEK + timedelta(days=2))

    assert WaitingFact.unscoped.get(application=application).starts_on == LAST_WEEK + timedelta(days=2)


def test_the_scan_of_the_association_is_kept_under_her_key(alice: Any) -> None:
    application = _paper(alice, make_application(alice, state="ready"), "filed", upload=make_photo("depot.png"))

    step = Step.unscoped.select_related("application__person").get(application=application, state="filed")
    document = get_document(owner=scan_owner(step), pk=step.scan)
    assert document.subject_id == application.person_id
    assert open_document(actor=actor_of(alice), document=document, reason="follow_up", today=TODAY).name == "depot.png"


def test_the_scan_of_the_state_is_kept_under_the_extracts_key(alice: Any, dana: Any) -> None:
    application = make_application(alice, state="filed", dana=dana)

    _paper(dana, application, "scheduled", upload=make_photo())

    step = Step.unscoped.select_related("application__person").get(application=application, state="scheduled")
    document = get_document(owner=scan_owner(step), pk=step.scan)
    assert document.subject_id == Extract.unscoped.get(application=application).pk


def test_the_same_step_sent_twice_is_recorded_once(alice: Any) -> None:
    application, key = make_application(alice, state="ready"), uuid.uuid4()

    answers = [_paper(alice, application, "filed", key=key).pk for _ in range(2)]

    assert answers == [application.pk] * 2
    assert Step.unscoped.filter(application=application, state="filed").count() == 1


def test_where_the_secretariat_uses_the_tool_one_files_here(alice: Any, dana: Any) -> None:
    application = make_application(alice, state="ready")

    with pytest.raises(FileHere):
        _paper(alice, application, "filed")


@pytest.mark.parametrize(("state", "step"), [("filed", "scheduled"), ("scheduled", "examined"), ("examined", "decided")])
def test_where_the_state_uses_the_tool_its_steps_are_not_the_associations(alice: Any, dana: Any, state: str, step: str) -> None:
    application = make_application(alice, state=state, dana=dana)

    with pytest.raises(NotYours):
        _paper(alice, application, step, granted=True)


def test_the_state_records_its_own_paper(alice: Any, dana: Any) -> None:
    application = make_application(alice, state="filed", dana=dana)

    assert _paper(dana, application, "scheduled").state == "scheduled"


def test_a_decision_on_paper_says_its_sense(alice: Any, dana: Any, paul: Any) -> None:
    application = make_application(alice, state="examined", dana=dana)

    with pytest.raises(DecisionUnclear):
        _paper(paul, application, "decided")


@pytest.mark.parametrize("step", ["preparing", "ready", "wish"])
def test_what_is_done_here_is_not_recorded_from_paper(alice: Any, step: str) -> None:
    application = make_application(alice)

    with pytest.raises(StateRefused):
        _paper(alice, application, step)


def test_an_application_on_an_agenda_is_not_filed_again_on_paper(alice: Any, dana: Any) -> None:
    application = make_application(alice, state="scheduled", dana=dana)

    with pytest.raises(StateRefused):
        _paper(dana, application, "filed")


@pytest.mark.parametrize(("day", "refusal"), [(TOMORROW, DateInFuture), (LAST_WEEK, DateBeforePrevious)])
def test_the_day_of_a_paper_is_checked(alice: Any, day: date, refusal: Any) -> None:
    application = make_application(alice, state="ready")

    with pytest.raises(refusal):
        _paper(alice, application, "filed", happened_on=day)


@pytest.mark.parametrize("who", ["bob", "charlie", "marc", "eve"])
def test_only_those_who_record_record_paper(alice: Any, who: str, request: pytest.FixtureRequest) -> None:
    application = make_application(alice, state="ready")

    with pytest.raises(Denied):
        _paper(request.getfixturevalue(who), application, "filed")


# The table itself


def test_every_state_has_one_who_holds_the_pen() -> None:
    owners = {state: WORKFLOW.owner_of(state) for state in State}

    assert [owners[state] for state in (State.WISH, State.FILED, State.SCHEDULED, State.EXAMINED)] == [
        Pen.ASSOCIATION, Pen.SECRETARIAT, Pen.COMMISSION, Pen.PREFECT
    ]  # fmt: skip


def test_nothing_leads_out_of_a_decision_a_withdrawal_or_a_transfer() -> None:
    assert [state for state in State if WORKFLOW.is_final(state)] == [State.DECIDED, State.WITHDRAWN, State.TRANSFERRED]


def _paper(user: Any, application: Any, to: str, *, happened_on: date = TODAY, **more: Any) -> Any:
    return services.record_from_paper(
        actor=actor_of(user), today=TODAY, application=application, to=State(to), happened_on=happened_on, **more
    )


def test_a_paper_that_nobody_could_read_again_is_refused(alice: Any, dana: Any) -> None:
    application = make_application(alice, state="filed", dana=dana)
    Extract.unscoped.filter(application=application).delete()

    with pytest.raises(StateRefused):
        _paper(dana, application, "scheduled", upload=make_photo())


@pytest.mark.parametrize(
    ("who", "state", "step"), [("dana", "examined", "decided"), ("paul", "filed", "scheduled"), ("paul", "scheduled", "examined")]
)
def test_on_paper_too_each_step_of_the_state_has_its_own_pen(
    alice: Any, dana: Any, paul: Any, who: str, state: str, step: str, request: pytest.FixtureRequest
) -> None:
    application = make_application(alice, state=state, dana=dana)

    with pytest.raises(Denied):
        _paper(request.getfixturevalue(who), application, step, granted=True if step == "decided" else None)

    assert Application.unscoped.get(pk=application.pk).state == state


def test_the_prefects_office_records_its_decision_from_paper(alice: Any, dana: Any, paul: Any) -> None:
    application = make_application(alice, state="examined", dana=dana)

    assert _paper(paul, application, "decided", granted=True).granted is True


def test_the_secretariat_copies_the_signed_decision_where_the_office_has_no_account(alice: Any, dana: Any) -> None:
    application = _paper(
        dana, make_application(alice, state="examined", dana=dana), "decided", granted=True, upload=make_photo("arrete.png")
    )

    step = Step.unscoped.select_related("application__person").get(application=application, state="decided")
    assert (application.granted, step.from_paper, step.by_state) == (True, True, True)
    assert get_document(owner=scan_owner(step), pk=step.scan).part == "extract"


@pytest.mark.parametrize("gone", ["mandate over", "account closed"])
def test_it_does_again_once_nobody_of_the_office_can_enter(alice: Any, dana: Any, paul: Any, gone: str) -> None:
    application = make_application(alice, state="examined", dana=dana)
    if gone == "mandate over":
        Mandate.unscoped.filter(user=paul).update(ends_on=TODAY)
    else:
        type(paul).objects.filter(pk=paul.pk).update(is_active=False)

    assert _paper(dana, application, "decided", granted=False).granted is False


def test_while_the_office_has_an_account_the_secretariat_is_told_who_holds_the_pen(alice: Any, dana: Any, paul: Any) -> None:
    application = make_application(alice, state="examined", dana=dana)

    with pytest.raises(Denied, match="cabinet du préfet a un compte"):
        _paper(dana, application, "decided", granted=True)


def test_the_office_of_another_department_takes_no_pen_away(alice: Any, dana: Any, delegation_y: Any) -> None:
    give_mandate(make_user(), Role.PREFECT_OFFICE, delegation_y)
    application = make_application(alice, state="examined", dana=dana)

    assert _paper(dana, application, "decided", granted=True).granted is True


def test_what_was_filed_here_is_not_decided_by_its_association_even_when_nobody_receives_any_more(alice: Any, dana: Any) -> None:
    application = make_application(alice, state="examined", dana=dana)
    Mandate.unscoped.filter(user=dana).delete()

    with pytest.raises(NotYours):
        _paper(alice, application, "decided", granted=True)


@pytest.mark.parametrize(("who", "state", "step"), [("dana", "scheduled", "examined"), ("paul", "examined", "decided")])
def test_while_the_commission_works_on_it_here_nothing_comes_from_paper(
    alice: Any, dana: Any, who: str, state: str, step: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = make_application(alice, state=state, dana=dana)
    monkeypatch.setitem(guards._providers, "paper_step", lambda *, application, to: guards.Answer(allowed=False, reason="En séance."))

    with pytest.raises(StateRefused, match="En séance"):
        _paper(request.getfixturevalue(who), application, step, granted=True if step == "decided" else None)
