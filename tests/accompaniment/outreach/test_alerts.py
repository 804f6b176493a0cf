"""A minor met outside: raised by anybody who goes out, read by one right, kept a time, then erased."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from maillage.accompaniment.outreach import errors, facts, selectors, services
from maillage.accompaniment.outreach.models import MinorAlert
from maillage.accompaniment.outreach.retention import alerts_due
from maillage.accompaniment.situation.models import Protection
from maillage.foundation.access.actor import system_actor
from maillage.foundation.journal.models import Entry
from maillage.foundation.kernel.errors import Denied, OutOfScope, Stale
from maillage.foundation.vault import Reason
from tests.accompaniment.making import make_person
from tests.accompaniment.outreach.making import alert, make_walker, make_zone, walk
from tests.cast import TODAY, actor_of

TOMORROW = TODAY + timedelta(days=1)


def act(worker: Any, found: Any, *, done_on: date = TODAY, kind: str = "concern", **more: Any) -> Any:
    said = {"kind": kind, "recipient": "unit", "done_on": done_on, "reference": "IP-7", **more}
    return services.note_alert_act(actor=actor_of(worker), today=TODAY, alert=found, **said)


def end(worker: Any, found: Any, *, seen: int = 1, outcome: str = "adult", today: date = TODAY) -> Any:
    return services.end_alert(actor=actor_of(worker), today=today, alert=found, seen=seen, outcome=outcome)


def opened(worker: Any, found: Any, *, today: date = TODAY) -> Any:
    return selectors.open_alert(found, actor=actor_of(worker), reason=Reason.URGENCY, today=today)


def test_whoever_goes_out_raises_it_and_the_right_alone_reads_it(association_a: Any, iris: Any) -> None:
    maud = make_walker(association_a)
    found = alert(maud, association_a)

    assert opened(iris, found).words == "Très jeune, seule."
    with pytest.raises((Denied, OutOfScope)):
        opened(maud, found)


@pytest.mark.parametrize("who", ["alice", "bob", "hugo", "dana", "charlie"])
def test_an_alert_does_not_exist_without_the_right(association_a: Any, who: str, request: Any) -> None:
    found = alert(make_walker(association_a), association_a)

    with pytest.raises(OutOfScope):
        selectors.get_alert(actor=actor_of(request.getfixturevalue(who)), pk=found.pk, today=TODAY)


@pytest.mark.parametrize("who", ["bob", "hugo", "dana", "charlie"])
def test_whoever_does_not_go_out_raises_none(association_a: Any, who: str, request: Any) -> None:
    with pytest.raises(Denied):
        alert(request.getfixturevalue(who), association_a)


def test_the_alert_of_a_round_takes_its_zone(alice: Any, association_a: Any) -> None:
    street_round = walk(alice, association_a)

    assert alert(alice, association_a, street_round=street_round).zone == street_round.zone


def test_a_round_of_another_association_raises_nothing(alice: Any, charlie: Any, association_a: Any, association_b: Any) -> None:
    street_round = walk(charlie, association_b)

    with pytest.raises(Denied):
        alert(alice, association_a, street_round=street_round)


def test_the_machine_raises_one_for_a_round_alone(alice: Any, association_a: Any) -> None:
    street_round = walk(alice, association_a)
    draft = services.AlertDraft(organisation_id=association_a.pk, street_round=street_round)

    found = services.raise_alert(actor=system_actor(), today=TODAY, draft=draft)

    assert (found.round, found.noted_by) == (street_round, None)
    with pytest.raises(Denied):
        services.raise_alert(actor=system_actor(), today=TODAY, draft=services.AlertDraft(organisation_id=association_a.pk))


def test_the_same_key_raises_one(alice: Any, association_a: Any) -> None:
    key = uuid.uuid4()

    first, second = (alert(alice, association_a, key=key) for _ in range(2))

    assert (first.pk, MinorAlert.unscoped.count()) == (second.pk, 1)


def test_neither_the_journal_nor_the_repr_nor_the_facts_say_anything(alice: Any, iris: Any, association_a: Any) -> None:
    found = alert(alice, association_a)

    assert "jeune" not in "".join(entry.facts for entry in Entry.unscoped.filter(subject_id=str(found.pk)))
    assert "jeune" not in repr(opened(iris, found)) + repr(services.AlertDraft(organisation_id=association_a.pk, words="Très jeune"))
    assert list(facts.episodes()) == []


def test_acts_and_answers_are_noted_for_the_right_alone(alice: Any, iris: Any, association_a: Any) -> None:
    found = alert(alice, association_a)
    done = act(iris, found)

    services.answer_alert_act(actor=actor_of(iris), today=TODAY, act=done, seen=1, answer="assessing", answered_on=TODAY, reference="IP-8")

    (line,) = opened(iris, found).acts
    assert (line.act.answer, line.reference) == ("assessing", "IP-8")
    assert selectors.kinds_done(found) == {"concern"}
    with pytest.raises(Denied):
        act(alice, found)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [({"done_on": TOMORROW}, errors.DayToCome), ({"kind": "moon"}, errors.CodeUnknown), ({"recipient": "moon"}, errors.CodeUnknown)],
)
def test_an_act_that_cannot_be_is_refused(alice: Any, iris: Any, association_a: Any, wrong: Any, refusal: Any) -> None:
    with pytest.raises(refusal):
        act(iris, alert(alice, association_a), **wrong)


@pytest.mark.parametrize(("answered_on", "refusal"), [(TODAY - timedelta(days=1), errors.AnswerBeforeAct), (TOMORROW, errors.DayToCome)])
def test_an_answer_has_its_day(alice: Any, iris: Any, association_a: Any, answered_on: date, refusal: Any) -> None:
    done = act(iris, alert(alice, association_a))

    with pytest.raises(refusal):
        services.answer_alert_act(
            actor=actor_of(iris), today=TODAY, act=done, seen=1, answer="received", answered_on=answered_on, reference=""
        )


def test_a_closed_alert_takes_no_act_and_closes_no_more(alice: Any, iris: Any, association_a: Any) -> None:
    found = end(iris, alert(alice, association_a))

    with pytest.raises(errors.AlertEnded):
        act(iris, found)
    with pytest.raises(errors.AlertEnded):
        end(iris, found, seen=2)
    with pytest.raises(errors.AlertEnded):
        services.follow_in_file(actor=actor_of(iris), today=TODAY, alert=found, seen=2, person=make_person(iris))


def test_a_stale_end_is_refused(alice: Any, iris: Any, association_a: Any) -> None:
    with pytest.raises(Stale):
        end(iris, alert(alice, association_a), seen=9)


def test_her_file_opens_one_protection(alice: Any, iris: Any, association_a: Any) -> None:
    person = make_person(iris)

    for _ in range(2):
        services.follow_in_file(actor=actor_of(iris), today=TODAY, alert=alert(alice, association_a), seen=1, person=person)

    assert Protection.unscoped.running().filter(person=person).count() == 1
    assert set(MinorAlert.unscoped.values_list("outcome", flat=True)) == {"file"}


def test_the_file_of_another_association_is_not_hers(alice: Any, charlie: Any, iris: Any, association_a: Any) -> None:
    with pytest.raises((Denied, errors.FileNotHers)):
        services.follow_in_file(actor=actor_of(iris), today=TODAY, alert=alert(alice, association_a), seen=1, person=make_person(charlie))


def test_an_alert_is_kept_its_time_then_erased_with_its_acts(alice: Any, iris: Any, association_a: Any) -> None:
    found = alert(alice, association_a, zone_id=make_zone(association_a.territory).pk)
    act(iris, found)
    found = end(iris, found)
    assert found.keep_until is not None
    after = found.keep_until + timedelta(days=1)

    with pytest.raises(errors.StillKept):
        services.forget_alert(actor=actor_of(iris), today=found.keep_until, alert=found)
    assert alerts_due(today=found.keep_until) == []
    assert [each.pk for each in alerts_due(today=after)] == [found.pk]
    services.forget_alert(actor=actor_of(iris, after), today=after, alert=found)

    assert MinorAlert.unscoped.count() == 0


def test_a_running_alert_is_never_erased(alice: Any, iris: Any, association_a: Any) -> None:
    with pytest.raises(errors.StillKept):
        services.forget_alert(actor=actor_of(iris), today=TODAY, alert=alert(alice, association_a))


def test_it_says_whom_to_tell_or_whom_to_call(alice: Any, association_a: Any) -> None:
    assert "119" in selectors.whom_to_ask(association_a.pk, today=TODAY)
