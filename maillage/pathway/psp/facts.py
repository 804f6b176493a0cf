"""De-identified episodes of this room: waits by cause, pathways, permits after the decision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from maillage.foundation.kernel.episodes import Episode
from maillage.pathway.psp.models import Application, Pathway, Permit
from maillage.pathway.psp.selectors import waiting_of_many


def episodes(*, today: date) -> Iterator[Episode]:
    """`application` (wish to notification), `waiting` by cause, `pathway`, `permit_awaited` (decision to delivery)."""
    yield from _waits(today=today)
    yield from _pathways()


def _waits(*, today: date) -> Iterator[Episode]:
    applications = list(Application.unscoped.filter(taken_over=False).order_by("wished_on", "pk"))
    cuts = waiting_of_many(applications, today=today)
    for application in applications:
        episode = partial(Episode, territory=application.territory_id, organisation=application.organisation_id)
        yield episode(kind=f"application_{application.kind}", starts=application.wished_on, ends=application.notified_on)
        for segment in cuts[application.pk].segments:
            yield episode(kind="waiting", starts=segment.starts, ends=segment.ends, cause=segment.cause)


def _pathways() -> Iterator[Episode]:
    for pathway in Pathway.unscoped.order_by("starts_on", "pk"):
        yield Episode(
            kind="pathway",
            territory=pathway.territory_id,
            organisation=pathway.organisation_id,
            starts=pathway.starts_on,
            ends=pathway.ended_on,
        )
    for permit in Permit.unscoped.select_related("pathway").order_by("asked_on", "pk"):
        if permit.asked_on is None:
            continue
        yield Episode(
            kind="permit_awaited",
            territory=permit.pathway.territory_id,
            organisation=permit.pathway.organisation_id,
            starts=permit.asked_on,
            ends=permit.delivered_on,
        )
