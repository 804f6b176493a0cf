"""Spring 2020 replayed, from 2017 to Tuesday 19 May 2020, all through the services."""

from __future__ import annotations

import random
from collections.abc import Callable

from maillage.doors.demo.chronicle import Chronicle
from maillage.doors.demo.scenes.applications import Preparation
from maillage.doors.demo.scenes.people import plans
from maillage.doors.demo.stage import accredit, raise_stage
from maillage.doors.demo.world import ORGANISATIONS, TODAY
from maillage.foundation.kernel.models import BusinessDay


def replay(*, say: Callable[[str], object] = print, seed: int = 2016) -> int:
    """Build the whole demonstration in an empty database. Returns how many dated events were played."""
    stage, chronicle, rng = raise_stage(), Chronicle(until=TODAY), random.Random(seed)
    for spec in ORGANISATIONS:
        for granted_on in spec.accredited:
            chronicle.at(granted_on, lambda day, key=spec.key: accredit(stage, key, day))
    for plan in plans(seed=seed):
        Preparation(stage=stage, chronicle=chronicle, plan=plan, rng=rng).begin()
    chronicle.run()
    BusinessDay.objects.update_or_create(only=True, defaults={"day": TODAY})
    say(f"Played {chronicle.done} events up to {TODAY.isoformat()}.")
    return chronicle.done
