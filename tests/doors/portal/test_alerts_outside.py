"""On the home: the minors met outside, for whoever protects them and nobody else."""

from __future__ import annotations

from typing import Any

from maillage.accompaniment.outreach import services
from maillage.doors.portal.blocks import outreach as block
from maillage.doors.portal.piles.outreach import ALERTS
from tests.accompaniment.outreach.making import alert
from tests.cast import TODAY, actor_of
from tests.doors.portal.world import asked_by


def test_an_alert_presses_until_it_is_closed(alice: Any, iris: Any, association_a: Any) -> None:
    found = alert(alice, association_a)

    shown = block.alerts(asked_by(iris))

    assert shown is not None
    assert shown.pressing == ("1 mineure rencontrée dehors",)
    assert [line.chips[0].tone for line in shown.lines] == ["alert"]
    services.end_alert(actor=actor_of(iris), today=TODAY, alert=found, seen=1, outcome="adult")
    assert block.alerts(asked_by(iris)) is None


def test_an_act_calms_it(alice: Any, iris: Any, association_a: Any) -> None:
    services.note_alert_act(
        actor=actor_of(iris), today=TODAY, alert=alert(alice, association_a), kind="concern", recipient="unit", done_on=TODAY
    )

    found = ALERTS.find(asked_by(iris))

    assert [line.chips[0].tone for line in found.lines()] == ["good"]


def test_whoever_raised_it_does_not_see_it_there(alice: Any, association_a: Any) -> None:
    alert(alice, association_a)

    assert block.alerts(asked_by(alice)) is None
