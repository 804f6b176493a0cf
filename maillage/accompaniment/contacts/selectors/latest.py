"""The latest row of each file, in one query."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import F, OrderBy, Window
from django.db.models.functions import RowNumber


def latest_of_each(rows: Any, *, by: tuple[str, ...]) -> dict[uuid.UUID, Any]:
    """Of these rows, the first of each file in the order `by`, by file."""
    ordered = [OrderBy(F(each.removeprefix("-")), descending=each.startswith("-")) for each in by]
    ranked = rows.annotate(rank_of_file=Window(RowNumber(), partition_by=[F("person_id")], order_by=ordered))
    return {each.person_id: each for each in ranked.filter(rank_of_file=1).order_by("pk")}
