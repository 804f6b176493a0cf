"""De-identified episodes of this room: requests until their outcome, and those that became a file."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.accompaniment.intake.models import FirstRequest
from maillage.foundation.kernel.episodes import Episode


def episodes() -> Iterator[Episode]:
    """`first_request` from its day to its outcome (cause: the triage), `request_unmet` where nothing was found (cause: why),
    `request_new_public` for somebody never met before, `request_to_file` until her file, or still without one.
    """
    fields = ("territory_id", "organisation_id", "received_on", "outcome_on", "triage", "public", "no_solution", "person__opened_on")
    rows = FirstRequest.unscoped.order_by("received_on", "pk").values_list(*fields)
    for territory, organisation, received, answered, triage, public, unmet, opened in rows.iterator():
        yield Episode(kind="first_request", territory=territory, organisation=organisation, starts=received, ends=answered, cause=triage)
        if unmet:
            yield Episode(kind="request_unmet", territory=territory, organisation=organisation, starts=received, ends=answered, cause=unmet)
        if public == "new":
            yield Episode(kind="request_new_public", territory=territory, organisation=organisation, starts=received, ends=received)
        filed = max(opened, received) if opened else None
        yield Episode(kind="request_to_file", territory=territory, organisation=organisation, starts=received, ends=filed, cause=triage)
