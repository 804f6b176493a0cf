"""Pieces that should be here, across applications: by who must give them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F

from maillage.accompaniment.people.selectors import labels_of
from maillage.core.checklist import Lateness
from maillage.foundation.access.actor import Actor
from maillage.pathway.psp.models import Piece, PieceReminder


@dataclass(frozen=True)
class LateRow:
    """A late piece: whose, of what application, how late its issuer is, when it was last reminded."""

    piece: Piece
    title: str
    late: Lateness | None
    reminded_on: date | None


def late_pieces(actor: Actor, *, today: date, issuer: str = "") -> Any:
    """Late pieces of the applications that the actor may see, the longest awaited first."""
    rows = Piece.objects.visible_to(actor, today=today).late(today=today)
    if issuer:
        rows = rows.filter(issuer=issuer)
    return rows.select_related("application__person").order_by(F("expected_on").asc(nulls_last=True), "asked_on", "pk")


def late_by_issuer(actor: Actor, *, today: date) -> dict[str, int]:
    """How many late pieces each issuer owes."""
    rows = Piece.objects.visible_to(actor, today=today).late(today=today).order_by()
    return dict(rows.values_list("issuer").annotate(Count("pk", distinct=True)))


def late_rows(pieces: list[Piece], *, actor: Actor, today: date) -> list[LateRow]:
    """The lines of a page: labels in one query, the last reminders in another."""
    people = {each.application.person.pk: each.application.person for each in pieces if each.application.person is not None}
    labels = labels_of(list(people.values()), actor=actor, today=today)
    reminded = last_reminders(pieces)
    return [
        LateRow(
            piece=each,
            title=labels[each.application.person.pk] if each.application.person is not None else each.application.number or "",
            late=each.late_by(today=today),
            reminded_on=reminded.get(each.pk),
        )
        for each in pieces
    ]


def last_reminders(pieces: list[Piece]) -> dict[uuid.UUID, date]:
    """The last day on which each issuer was reminded, in one query."""
    rows = PieceReminder.unscoped.filter(piece__in=pieces).order_by("done_on").values_list("piece_id", "done_on")
    return dict(rows)
