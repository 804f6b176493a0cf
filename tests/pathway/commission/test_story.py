"""From the agenda to the signed decision."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from maillage.pathway.commission import services
from maillage.pathway.commission.models import Decision, DecisionSense, Minutes
from maillage.pathway.psp.models import Application, Term
from tests.cast import TODAY, actor_of
from tests.pathway.commission.world import World


def test_an_application_goes_from_the_agenda_to_a_running_pathway(world: World, filed: Any) -> None:
    item = world.examined(filed)
    day = item.closed_on + timedelta(days=2)
    services.draft_minutes(actor=actor_of(world.dana, day), today=day, session=item.session)
    decision = services.prepare_decision(actor=actor_of(world.dana, day), today=day, application=filed, sense=DecisionSense.GRANTED)

    services.record_signed_decision(
        actor=actor_of(world.paul, day), today=day, decision=decision, signed_on=day, number="2020-118", signatory_name="Claire Dumont",
        signatory_capacity="sous-préfète",
    )  # fmt: skip

    assert Application.unscoped.get(pk=filed.pk).granted is True
    assert Term.unscoped.get(application=filed).starts_on == day
    assert Minutes.unscoped.get(session=item.session).document is not None
    assert Decision.unscoped.get(application=filed).number == "2020-118"
    assert day > TODAY
