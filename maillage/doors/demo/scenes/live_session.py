"""The session of the ten-minute tour: convened for today, to be opened and held live, on two screens."""

from __future__ import annotations

from datetime import date
from typing import Any

from maillage.doors.demo.chronicle import Chronicle
from maillage.doors.demo.scenes.minuting import SECRETARIES
from maillage.doors.demo.stage import Stage
from maillage.pathway.commission.models import Commission, ModeChoice
from maillage.pathway.commission.services import add_to_agenda, convene, plan_session
from maillage.pathway.psp.models import Application
from maillage.pathway.psp.workflow import State

_CONVENED_ON, _HELD_ON = date(2020, 5, 11), date(2020, 5, 19)
_DEPARTMENT, _ITEMS = "F1", 2


def play(*, stage: Stage, chronicle: Chronicle) -> None:
    """On 11 May, a hybrid session for the last applications of the second association: those of the study's four keep their wait."""

    def convene_it(day: date) -> None:
        filed = Application.unscoped.filter(territory_id=_DEPARTMENT, state=State.FILED, organisation=stage.organisations["b"])
        applications = list(filed.order_by("-filed_on", "number")[:_ITEMS])
        if not applications:
            return
        who: dict[str, Any] = {"actor": stage.actor(SECRETARIES[_DEPARTMENT], day), "today": day}
        commission = Commission.unscoped.get(territory_id=_DEPARTMENT)
        session = plan_session(
            **who, commission=commission, held_on=_HELD_ON, mode=ModeChoice.HYBRID, legal_basis="FR-2020-347", chair_decided_on=day,
            place="Préfecture, salle des séances, et en visioconférence",
        )  # fmt: skip
        for application in applications:
            add_to_agenda(**who, session=session, application=application)
        session.refresh_from_db()
        convene(**who, session=session)

    chronicle.at(_CONVENED_ON, convene_it)
