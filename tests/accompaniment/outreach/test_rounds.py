"""Rounds: counts in clear, a note sealed and forgotten at its term, nothing of anybody."""

from __future__ import annotations

import uuid
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from maillage.accompaniment.outreach import errors, facts, selectors, services
from maillage.accompaniment.outreach.models import Round
from maillage.accompaniment.outreach.retention import keep_until, notes_due
from maillage.foundation.access.actor import system_actor
from maillage.foundation.journal.models import Entry
from maillage.foundation.kernel.errors import Denied, OutOfScope, Stale
from tests.accompaniment.making import actions_on
from tests.accompaniment.outreach.making import make_walker, make_zone, plan, sheet, walk
from tests.cast import TODAY, actor_of, make_organisation

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def note_of(worker: Any, street_round: Any) -> str:
    return selectors.open_note(street_round, actor=actor_of(worker), today=TODAY)


def correct(worker: Any, street_round: Any, association: Any, *, seen: int = 1, keep_note: bool = False, **more: Any) -> Any:
    return services.correct_round(
        actor=actor_of(worker), today=TODAY, street_round=street_round, draft=sheet(association, **more), seen=seen, keep_note=keep_note
    )


# The sheet


def test_a_sheet_keeps_its_counts_its_team_and_its_codes(alice: Any, iris: Any, association_a: Any) -> None:
    street_round = walk(
        alice, association_a, team=(alice.pk, iris.pk), team_size=4, information=("rights", "health"), orientations={"food": 2, "care": 0}
    )

    assert (street_round.met, street_round.kits, street_round.masks, street_round.team_size) == (4, 4, 8, 4)
    assert selectors.team_of(street_round) == ["Alice", "Iris"]
    assert [each.topic for each in street_round.information.order_by("topic")] == ["health", "rights"]
    assert [(each.kind, each.number) for each in street_round.orientations.order_by("kind")] == [("food", 2)]


def test_the_note_is_sealed_and_read_by_those_who_go_out(alice: Any, association_a: Any) -> None:
    maud = make_walker(association_a)
    street_round = walk(alice, association_a, note="رأينا سيارة")

    assert note_of(maud, street_round) == "رأينا سيارة"


@pytest.mark.parametrize("who", ["bob", "hugo"])
def test_whoever_reads_the_counts_may_not_open_the_note(alice: Any, association_a: Any, who: str, request: Any) -> None:
    street_round = walk(alice, association_a, note="Un secret")

    with pytest.raises(Denied):
        note_of(request.getfixturevalue(who), street_round)


@pytest.mark.parametrize("who", ["bob", "hugo", "dana", "charlie"])
def test_whoever_may_not_note_a_round_notes_none(association_a: Any, who: str, request: Any) -> None:
    with pytest.raises(Denied):
        walk(request.getfixturevalue(who), association_a)


@pytest.mark.parametrize("who", ["charlie", "dana"])
def test_a_round_does_not_exist_for_another_association(alice: Any, association_a: Any, who: str, request: Any) -> None:
    street_round = walk(alice, association_a)

    with pytest.raises(OutOfScope):
        selectors.get_round(actor=actor_of(request.getfixturevalue(who)), pk=street_round.pk, today=TODAY)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"day": TOMORROW}, errors.DayToCome),
        ({"team_size": 0}, errors.NobodyWent),
        ({"met_new": 501}, errors.BeyondMeasure),
        ({"kits": -1}, errors.BeyondMeasure),
        ({"orientations": {"food": 900}}, errors.BeyondMeasure),
        ({"orientations": {"moon": 1}}, errors.CodeUnknown),
        ({"information": ("moon",)}, errors.CodeUnknown),
        ({"clients": "moon"}, errors.CodeUnknown),
        ({"ends": time(23)}, errors.HoursMissing),
    ],
)
def test_a_sheet_that_cannot_be_is_refused_and_nothing_is_kept(alice: Any, association_a: Any, wrong: Any, refusal: Any) -> None:
    with pytest.raises(refusal):
        walk(alice, association_a, **wrong)

    assert Round.unscoped.count() == 0


def test_a_zone_of_another_department_is_refused(alice: Any, association_a: Any, territory_y: Any) -> None:
    with pytest.raises(errors.ZoneElsewhere):
        walk(alice, association_a, zone=make_zone(territory_y))


def test_somebody_of_another_association_is_not_in_the_team(alice: Any, charlie: Any, association_a: Any) -> None:
    with pytest.raises(errors.TeamUnknown):
        walk(alice, association_a, team=(charlie.pk,))


def test_the_same_key_notes_one_round(alice: Any, association_a: Any) -> None:
    key = uuid.uuid4()

    first, second = (walk(alice, association_a, key=key) for _ in range(2))

    assert (first.pk, Round.unscoped.count()) == (second.pk, 1)


@pytest.mark.parametrize(("ends", "minutes"), [(time(23, 30), 90), (time(0, 30), 150), (None, None)])
def test_a_round_goes_on_past_midnight(alice: Any, association_a: Any, ends: Any, minutes: Any) -> None:
    assert walk(alice, association_a, starts=time(22), ends=ends).minutes == minutes


def test_the_journal_and_the_repr_hold_no_word_of_the_note(alice: Any, association_a: Any) -> None:
    draft = sheet(association_a, note="Un secret")

    street_round = walk(alice, association_a, note="Un secret")

    assert "secret" not in repr(draft)
    assert "secret" not in "".join(entry.facts for entry in Entry.unscoped.filter(subject_id=str(street_round.pk)))


def test_the_database_too_refuses_counts_of_what_was_not_done(alice: Any, association_a: Any) -> None:
    planned = plan(alice, association_a)

    with pytest.raises(IntegrityError), transaction.atomic():
        Round.unscoped.filter(pk=planned.pk).update(met_new=1)


# Planned


def test_a_planned_round_is_filled_once(alice: Any, association_a: Any) -> None:
    planned = plan(alice, association_a)

    done = walk(alice, association_a, planned=planned)

    assert (done.pk, done.state, done.version) == (planned.pk, "done", 2)
    with pytest.raises(errors.AlreadyRecorded):
        walk(alice, association_a, planned=planned)


def test_a_manager_plans_and_fills_nothing(hugo: Any, association_a: Any) -> None:
    planned = plan(hugo, association_a, day=TOMORROW)

    with pytest.raises(Denied):
        walk(hugo, association_a, planned=planned)


def test_the_machine_fills_a_planned_round_alone(alice: Any, association_a: Any) -> None:
    planned = plan(alice, association_a)

    done = services.record_round(actor=system_actor(), today=TODAY, draft=sheet(association_a), planned=planned)

    assert (done.state, done.recorded_by_id) == ("done", None)
    with pytest.raises(Denied):
        services.record_round(actor=system_actor(), today=TODAY, draft=sheet(association_a))


def test_a_sheet_of_another_association_fills_no_plan(alice: Any, association_a: Any) -> None:
    planned = plan(alice, association_a)
    other = make_organisation(territory="F1")

    with pytest.raises(Denied):
        services.record_round(actor=system_actor(), today=TODAY, draft=sheet(other), planned=planned)


def test_nothing_is_planned_for_yesterday(alice: Any, association_a: Any) -> None:
    with pytest.raises(errors.PlanOfYesterday):
        plan(alice, association_a, day=YESTERDAY)


def test_what_is_cancelled_is_neither_filled_nor_cancelled_again(alice: Any, association_a: Any) -> None:
    cancelled = services.cancel_round(actor=actor_of(alice), today=TODAY, street_round=plan(alice, association_a))

    with pytest.raises(errors.RoundCancelled):
        walk(alice, association_a, planned=cancelled)
    with pytest.raises(errors.NotPlanned):
        services.cancel_round(actor=actor_of(alice), today=TODAY, street_round=cancelled)


def test_a_reader_cancels_nothing(alice: Any, bob: Any, association_a: Any) -> None:
    with pytest.raises(Denied):
        services.cancel_round(actor=actor_of(bob), today=TODAY, street_round=plan(alice, association_a))


# Corrected


def test_a_correction_replaces_counts_and_rows(alice: Any, association_a: Any) -> None:
    street_round = walk(alice, association_a, information=("rights",), note="Avant")

    corrected = correct(alice, street_round, association_a, met_new=9, information=("care",), note="Après")

    assert (corrected.met_new, corrected.version) == (9, 2)
    assert [each.topic for each in corrected.information.all()] == ["care"]
    assert note_of(alice, corrected) == "Après"
    assert actions_on(corrected)[:2] == ["outreach.round_recorded", "outreach.round_corrected"]


def test_a_correction_may_leave_the_note(alice: Any, association_a: Any) -> None:
    street_round = walk(alice, association_a, note="Avant")

    assert note_of(alice, correct(alice, street_round, association_a, keep_note=True)) == "Avant"


def test_a_stale_correction_writes_nothing(alice: Any, association_a: Any) -> None:
    street_round = walk(alice, association_a)

    with pytest.raises(Stale):
        correct(alice, street_round, association_a, seen=7, met_new=9)
    street_round.refresh_from_db()
    assert street_round.met_new == 1


@pytest.mark.parametrize(("wrong", "refusal"), [({"day": TOMORROW}, errors.DayToCome), ({"met_new": 600}, errors.BeyondMeasure)])
def test_a_correction_that_cannot_be_is_refused(alice: Any, association_a: Any, wrong: Any, refusal: Any) -> None:
    with pytest.raises(refusal):
        correct(alice, walk(alice, association_a), association_a, **wrong)


def test_only_what_was_done_is_corrected(alice: Any, association_a: Any) -> None:
    with pytest.raises(errors.RoundCancelled):
        correct(alice, plan(alice, association_a), association_a)


# Read


def test_totals_add_what_was_done_by_month_and_zone(alice: Any, association_a: Any) -> None:
    gare = make_zone(association_a.territory, "Gare")
    walk(alice, association_a, met_new=2, information=("care",), orientations={"food": 2})
    walk(alice, association_a, met_new=3, day=date(2020, 4, 8), orientations={"food": 1})
    walk(alice, association_a, met_new=5, day=date(2020, 4, 9), zone=gare)
    plan(alice, association_a, day=TOMORROW)
    rows = selectors.rounds_visible_to(actor_of(alice), today=TODAY)

    totals, nights = selectors.totals_of(rows), selectors.nights_of(rows)

    assert (totals.rounds, totals.met_new, totals.met) == (3, 10, 19)
    assert [(night.code, night.zone, night.totals.met_new) for night in nights] == [
        ("2020-05", "Rive droite", 2),
        ("2020-04", "Gare", 5),
        ("2020-04", "Rive droite", 3),
    ]
    assert selectors.information_of(rows) == [("soins et dépistage", 1)]
    assert selectors.orientations_of(rows) == [("une aide alimentaire", 3)]


def test_mine_are_those_where_i_went_or_that_i_noted(alice: Any, iris: Any, association_a: Any) -> None:
    went = walk(iris, association_a, team=(alice.pk,))
    walk(iris, association_a)

    mine = selectors.rounds_visible_to(actor_of(alice), today=TODAY, mine=True)

    assert [each.pk for each in mine] == [went.pk]


# Forgotten


def test_a_note_is_forgotten_at_its_term_and_its_counts_stay(alice: Any, association_a: Any) -> None:
    old = walk(alice, association_a, note="Avant", day=date(2019, 11, 19))
    young = walk(alice, association_a, note="Après", day=date(2019, 11, 20))

    forgotten = services.forget_old_notes(actor=system_actor(), today=TODAY)

    old.refresh_from_db()
    assert (forgotten, old.note, old.forgotten, old.met) == (1, None, True, 4)
    assert note_of(alice, young) == "Après"
    assert keep_until(old) == TODAY
    assert notes_due(today=TODAY) == []


def test_somebody_forgets_nothing_by_hand(alice: Any) -> None:
    with pytest.raises(Denied):
        services.forget_old_notes(actor=actor_of(alice), today=TODAY)


def test_facts_count_rounds_without_anybody(alice: Any, association_a: Any) -> None:
    walk(alice, association_a, met_new=2)
    walk(alice, association_a, met_new=0, day=YESTERDAY)
    plan(alice, association_a)

    found = [(each.kind, each.starts, each.count) for each in facts.episodes()]

    assert found == [("street_round", YESTERDAY, 3), ("street_round", TODAY, 5), ("street_met_new", TODAY, 2)]


def test_of_one_day_a_round_without_hours_is_the_last_of_the_list_on_any_database(alice: Any, association_a: Any) -> None:
    walk(alice, association_a, starts=time(20), met_new=1)
    walk(alice, association_a, met_new=2)
    walk(alice, association_a, starts=time(22), met_new=3)

    listed = selectors.rounds_visible_to(actor_of(alice), today=TODAY)

    assert [each.met_new for each in listed] == [3, 1, 2]
    assert str(listed.query).count("NULLS LAST") == 1
