"""The demonstration says what the study says, and was made as any installation is: through the services."""

from __future__ import annotations

import ast
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from maillage.core.clock.gaps import GapKind
from maillage.core.clock.terms import add_months
from maillage.pathway.commission.models import (
    Item,
    Kind,
    LocalRule,
    Minutes,
    MinutesSending,
    ModeChoice,
    NotExaminedCause,
    OutcomeCode,
    Session,
)
from maillage.pathway.psp.models import Application, Pathway
from maillage.pathway.psp.selectors.journey import Journey, journey_of
from maillage.pathway.psp.workflow import State
from tests.demonstration.samples import TODAY, actor, association
from tests.walking import CODE, tree

pytestmark = pytest.mark.django_db
SPRING = date(2020, 3, 1)
# What a secretary takes at most between a session and its minutes, Sundays counted.
MINUTES_TAKE = timedelta(days=12)


def journeys() -> list[Journey]:
    """Every running pathway as known on 19 May 2020."""
    rows = Pathway.unscoped.filter(ended_on=None).order_by("starts_on", "pk")
    return [journey for row in rows if (journey := journey_of(row, today=TODAY)) is not None]


def test_it_is_tuesday_19_may_2020() -> None:
    from maillage.foundation.kernel.moment import read_moment

    assert read_moment().today == TODAY


def test_some_120_people_have_a_past_since_2017() -> None:
    from maillage.accompaniment.people.models import Person

    opened = list(Person.unscoped.order_by("opened_on").values_list("opened_on", flat=True))

    assert 110 <= len(opened) <= 160
    assert opened[0].year == 2017


def test_four_invented_departments_hold_six_associations_one_of_which_is_a_caarud() -> None:
    from maillage.reference.organisations.models import Accreditation, Organisation, OrganisationStatus

    associations = Organisation.unscoped.filter(kind="association").select_related("territory")
    statuses = Counter(OrganisationStatus.unscoped.order_by("pk").values_list("status", flat=True))

    assert sorted({(each.territory.code, each.territory.fictional) for each in associations.order_by("pk")}) == [
        ("F1", True), ("F2", True), ("F3", True), ("F4", True)
    ]  # fmt: skip
    assert associations.count() == 6
    assert statuses["caarud"] == 1
    assert Accreditation.unscoped.filter(organisation=association("c")).exists()


def test_every_state_of_an_application_is_there() -> None:
    states = set(Application.unscoped.order_by("pk").values_list("state", flat=True))

    assert states == {state.value for state in State}


def test_first_logic_none_planned_and_some_wait() -> None:
    planned = Session.unscoped.filter(territory="F3", held_on__gte=SPRING)
    waiting = Application.unscoped.filter(territory="F3", state=State.FILED)

    assert not planned.exists()
    assert waiting.count() >= 3


def test_second_logic_cancelled_in_mid_march_then_hybrid_with_four_not_examined_and_no_known_date() -> None:
    march, may, live = Session.unscoped.filter(territory="F1", held_on__gte=SPRING).order_by("held_on")
    left = Item.unscoped.filter(session=may).select_related("application")

    assert (march.held_on, march.state) == (date(2020, 3, 16), "cancelled")
    assert (may.held_on, may.mode, may.state) == (date(2020, 5, 14), "hybrid", "closed")
    assert [(item.outcome, item.cause, item.next_known, item.next_on) for item in left.order_by("rank")] == [
        (OutcomeCode.NOT_EXAMINED, NotExaminedCause.MODE_UNSUITABLE, False, None)
    ] * 4
    assert (live.held_on, live.mode, live.state) == (TODAY, "hybrid", "convened")
    assert {item.application.organisation_id for item in left.order_by("rank")} == {association("a").pk}
    assert all(item.application.state == State.FILED for item in left.order_by("rank"))


def test_the_four_alert_and_go_on_counting() -> None:
    from maillage.pathway.commission.models import Commission
    from maillage.pathway.commission.selectors.waiting import waiting_for_session

    waits = waiting_for_session(actor("dana"), Commission.unscoped.get(territory="F1"), today=TODAY)
    unknown = [wait for wait in waits if wait.next_unknown]

    assert len(unknown) >= 4
    assert all(wait.days == (TODAY - wait.application.filed_on).days > 90 for wait in unknown)
    assert all(wait.deferrals == 2 for wait in unknown)


def test_third_logic_at_a_distance_since_2017_by_a_dated_rule_and_the_ready_files_approved() -> None:
    rule = LocalRule.unscoped.get(commission__territory="F2")
    sessions = Session.unscoped.filter(territory="F2").order_by("held_on")
    spring = Item.unscoped.filter(session__territory="F2", session__held_on__gte=SPRING).order_by("session__held_on", "rank")

    assert rule.allowed
    assert rule.adopted_on.year == 2017
    assert {session.mode for session in sessions} == {"video", "written"}
    assert all(session.local_rule_id == rule.pk for session in sessions if session.mode == "video")
    assert spring.count() >= 4
    assert all(item.outcome == OutcomeCode.EXAMINED and item.sense == "favourable" for item in spring)


def test_past_sessions_are_of_every_mode_and_every_kind() -> None:
    past = list(Session.unscoped.filter(held_on__lt=TODAY, state="closed").order_by("held_on", "pk"))

    assert {session.mode for session in past} == set(ModeChoice.values)
    assert {session.kind for session in past} == set(Kind.values)


def test_a_past_session_was_convened_a_second_time_for_want_of_quorum() -> None:
    second = Session.unscoped.select_related("first_session").get(held_on__lt=TODAY, first_session__isnull=False)

    assert (second.state, second.first_session.state) == ("closed", "closed")
    assert second.first_session.held_on < second.held_on


def test_every_session_closed_for_twelve_days_has_its_minutes() -> None:
    lacking = Minutes.unscoped.filter(session__state="closed", session__held_on__lte=TODAY - MINUTES_TAKE, drafted_on=None)

    assert [(row.session.territory_id, row.session.held_on) for row in lacking.select_related("session").order_by("pk")] == []


def test_minutes_signed_in_the_demonstration_went_to_every_member_convened() -> None:
    signed = Minutes.unscoped.filter(signed_on__isnull=False).select_related("session").order_by("pk")
    short = [
        row.session.held_on
        for row in signed
        if MinutesSending.unscoped.filter(minutes=row).count() <= row.session.convocations.filter(replaced_on=None).count()
    ]  # as many as members, and the authority

    assert signed.exists()
    assert short == []


def test_pathways_are_prolonged_by_six_months() -> None:
    moved = [journey.current for journey in journeys() if journey.current.moved]

    assert len(moved) >= 3
    assert all(held.last == add_months(held.row.expires_on, 6) for held in moved)
    assert all(held.because for held in moved)


def test_permits_are_prolonged_by_180_days_and_leave_a_gap_that_alerts() -> None:
    found = journeys()
    moved = [held for journey in found for held in journey.permits if held.moved]
    gaps = Counter(gap.kind for journey in found for gap in journey.timeline.gaps)

    assert moved
    assert all(held.last == held.row.expires_on + timedelta(days=180) for held in moved)
    assert gaps[GapKind.PERMIT_ENDS_BEFORE_PATHWAY] + gaps[GapKind.NO_PERMIT_DURING_PATHWAY] > 0


def test_an_accreditation_is_prolonged_to_23_september_2020() -> None:
    from maillage.reference.organisations.selectors import accreditation_in_force

    end = accreditation_in_force(organisation_id=association("a").pk, territory_id="F1", on=TODAY)

    assert end is not None
    assert end.accreditation.expires_on < date(2020, 6, 24)
    assert end.last_day == date(2020, 9, 23)


def test_everybody_of_the_cast_may_enter() -> None:
    from maillage.doors.demo.selectors import user_of
    from tools.access_matrix import CAST

    assert [slug for slug in CAST if user_of(slug) is None] == []
    assert all(actor(slug).mandates for slug in CAST)


def test_no_mail_of_the_past_waits_to_leave() -> None:
    from django_tasks_db.models import DBTaskResult

    assert DBTaskResult.objects.count() == 0


def test_each_act_left_its_entry_in_the_journal() -> None:
    from maillage.foundation.journal.models import Entry

    acts = Counter(Entry.unscoped.order_by("chain", "seq").values_list("action", flat=True))

    assert acts["people.file_opened"] >= 110
    assert acts["psp.filed"] >= 40
    assert sum(acts.values()) > 1500


def test_nothing_is_inserted_behind_the_back_of_the_services() -> None:
    kernel = {"BusinessDay", "DBTaskResult"}  # the day of the demonstration, and the queue emptied: no row of a room
    raw = {"create", "bulk_create", "get_or_create", "update_or_create", "save", "bulk_update", "update", "raw", "cursor"}
    calls: list[Any] = []

    for path in sorted((CODE / "doors" / "demo").rglob("*.py")):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in raw:
                owner = ast.unparse(node.func.value)
                if owner.split(".")[0] not in kernel and not (path.name == "demo.py" and owner == "connection"):
                    calls.append(f"{path.name}:{node.lineno} {owner}.{node.func.attr}")

    assert calls == []
