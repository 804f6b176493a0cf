"""The days on which the work outside changed: where a counted series is cut."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, timedelta

from maillage.accompaniment.openings.models import ActivityMode
from maillage.core.observations import Break
from maillage.core.openings.modes import ActivityKind, Mode, mode_on
from maillage.foundation.ui import speech

OUTSIDE = (ActivityKind.ROUNDS, ActivityKind.ONLINE)
_DAY = timedelta(days=1)


def breaks_of(organisation_ids: Iterable[uuid.UUID], *, today: date, kinds: Iterable[ActivityKind] = OUTSIDE) -> list[Break]:
    """The days up to today on which one of these activities went from one mode to another; its first mode changes nothing."""
    rows = (
        ActivityMode.unscoped.select_related("change", "activity")
        .filter(
            organisation__in=list(organisation_ids),
            activity__kind__in=[kind.value for kind in kinds],
            change__withdrawn_on__isnull=True,
        )
        .order_by("activity", "edition")
    )
    modes: dict[tuple[uuid.UUID, str], list[Mode]] = {}
    for row in rows:
        modes.setdefault((row.activity_id, row.activity.kind), []).append(row.pure)
    found: dict[date, list[str]] = {}
    for (_activity, kind), known in modes.items():
        for day, words in _changes(known, today=today):
            said = found.setdefault(day, [])
            line = f"{speech.say(ActivityKind(kind).label)} : {words}"
            if line not in said:
                said.append(line)
    return [Break(day, ", ".join(sorted(said))) for day, said in sorted(found.items())]


def _changes(modes: list[Mode], *, today: date) -> list[tuple[date, str]]:
    """Each day on which the mode in force is not the kind of the day before, with its words."""
    edges = {mode.starts_on for mode in modes} | {mode.ends_on + _DAY for mode in modes if mode.ends_on is not None}
    changes = []
    for day in sorted(edge for edge in edges if edge <= today):
        before, after = mode_on(modes, day - _DAY), mode_on(modes, day)
        if before is not None and after is not None and before.kind is not after.kind:
            changes.append((day, speech.say(after.kind.label)))
    return changes
