"""The only thing that upper floors know of people: episodes without an id, a name or a text.

Each room's `facts.py` yields episodes; waiting and duration are measured on them, censored ones included.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Episode:
    """Something that began, and ended or not yet (`ends` None: censored on the day of reading)."""

    kind: str
    territory: str
    organisation: uuid.UUID
    starts: date
    ends: date | None = None
    cause: str = ""
    amount: Decimal | None = None
    count: int = 1
