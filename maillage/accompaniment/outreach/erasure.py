"""What the erasure of a round, or of an alert, removes. Codes, days and counts stay."""

from __future__ import annotations

from typing import Any

from maillage.accompaniment.outreach.models import AlertAct, MinorAlert, Round


def erase_rows(subject: Any) -> None:
    """Called by the vault in the transaction of the erasure of any subject."""
    if isinstance(subject, Round):
        for street_round in Round.unscoped.filter(pk=subject.pk).order_by("pk"):
            street_round.note, street_round.forgotten = None, True
            street_round.save(update_fields=["note", "forgotten"])
    elif isinstance(subject, MinorAlert):
        for alert in MinorAlert.unscoped.filter(pk=subject.pk).order_by("pk"):
            alert.words = alert.zone_id = None
            alert.save(update_fields=["words", "zone"])
        for act in AlertAct.unscoped.filter(alert_id=subject.pk).order_by("pk"):
            act.reference = None
            act.save(update_fields=["reference"])
