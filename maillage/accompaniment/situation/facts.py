"""De-identified episodes of this room: how long child protection is at work, and how long its partners take to answer."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.accompaniment.situation.models import Protection, ProtectionAct
from maillage.foundation.kernel.episodes import Episode


def episodes() -> Iterator[Episode]:
    """`minor_protection` from its opening to its end, by outcome; `protection_answer` from each act to its answer, by recipient."""
    for path in Protection.unscoped.select_related("person").order_by("noted_on", "pk"):
        yield Episode(
            kind="minor_protection",
            territory=path.person.territory_id,
            organisation=path.organisation_id,
            starts=path.noted_on,
            ends=path.ended_on,
            cause=path.outcome,
        )
    for act in ProtectionAct.unscoped.select_related("protection__person").order_by("done_on", "pk"):
        yield Episode(
            kind="protection_answer",
            territory=act.protection.person.territory_id,
            organisation=act.organisation_id,
            starts=act.done_on,
            ends=act.answered_on,
            cause=act.recipient,
        )
