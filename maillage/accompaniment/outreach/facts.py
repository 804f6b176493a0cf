"""De-identified episodes of this room: rounds with how many were met, online rounds, observations. A minor's alert is never one."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.accompaniment.outreach.models import Campaign, Observation, Round
from maillage.foundation.kernel.episodes import Episode


def episodes() -> Iterator[Episode]:
    """`street_round` (count: the people met), `street_met_new` when some were new, `online_round` (count: those who answered),
    `observation` (cause: its theme).
    """
    rounds = Round.unscoped.done().order_by("day", "pk").values_list("territory_id", "organisation_id", "day", "met_new", "met_known")
    for territory, organisation, day, new, known in rounds.iterator():
        yield Episode(kind="street_round", territory=territory, organisation=organisation, starts=day, ends=day, count=new + known)
        if new:
            yield Episode(kind="street_met_new", territory=territory, organisation=organisation, starts=day, ends=day, count=new)
    campaigns = Campaign.unscoped.order_by("starts_on", "pk").values_list(
        "territory_id", "organisation_id", "starts_on", "ends_on", "method", "answered"
    )
    for territory, organisation, starts, ends, method, answered in campaigns.iterator():
        yield Episode(
            kind="online_round", territory=territory, organisation=organisation, starts=starts, ends=ends, cause=method, count=answered
        )
    observed = (
        Observation.unscoped.standing()
        .order_by("starts_on", "pk")
        .values_list("territory_id", "organisation_id", "starts_on", "ends_on", "theme")
    )
    for territory, organisation, starts, ends, theme in observed.iterator():
        yield Episode(kind="observation", territory=territory, organisation=organisation, starts=starts, ends=ends, cause=theme)
