"""The nights of the simulator, against the real service: nothing is lost in silence, nothing is there twice."""

from __future__ import annotations

import os
from typing import Any

import pytest

from tests.accompaniment.outreach.carnet import RealHouse
from tests.core.sync_simulator import Night

SEEDS = range(200 if "MAILLAGE_LONG" in os.environ else 10)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", SEEDS)
def test_a_night_of_the_real_service_loses_nothing(seed: int, alice: Any, iris: Any, hugo: Any, association_a: Any) -> None:
    from maillage.foundation.access.roles import Role
    from tests.cast import give_mandate

    give_mandate(hugo, Role.OUTREACH_WORKER, association_a)
    people = {each.pk: each for each in (alice, iris, hugo)}

    night = Night(seed, RealHouse(people=people, organisation=association_a), users=list(people), steps=40).tell()

    assert night.verdict() == []
