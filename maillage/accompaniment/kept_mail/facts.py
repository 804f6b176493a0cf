"""De-identified episodes of this room: how long letters wait, urgent or not."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.accompaniment.kept_mail.models import KeptMail, Outcome
from maillage.foundation.kernel.episodes import Episode


def episodes() -> Iterator[Episode]:
    """`kept_mail_urgent` and `kept_mail_ordinary`, from receipt to departure, by outcome. What was noted by mistake did not happen."""
    rows = KeptMail.unscoped.exclude(outcome=Outcome.MISTAKE).order_by("received_on", "pk")
    columns = rows.values_list("person__territory_id", "organisation_id", "urgent", "received_on", "closed_on", "outcome")
    for territory, organisation, urgent, received_on, closed_on, outcome in columns.iterator():
        kind = "kept_mail_urgent" if urgent else "kept_mail_ordinary"
        yield Episode(kind=kind, territory=territory, organisation=organisation, starts=received_on, ends=closed_on, cause=outcome)
