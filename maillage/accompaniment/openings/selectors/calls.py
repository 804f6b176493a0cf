"""What this room asks of the room of contacts: are calls closer than agreed, for everybody?"""

from __future__ import annotations

import uuid
from datetime import date

from maillage.accompaniment.contacts.models.rhythm import RhythmRaise


def is_raised(organisation_id: uuid.UUID, *, today: date) -> bool:
    """Is the rhythm of the calls raised for everybody in this association?"""
    return RhythmRaise.unscoped.standing(today=today).filter(organisation_id=organisation_id, everybody=True).exists()
