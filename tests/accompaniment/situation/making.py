"""Situations noted through the services."""

from __future__ import annotations

from typing import Any

from tests.cast import TODAY, actor_of


def note(worker: Any, person: Any, code: str, *, today: Any = TODAY, seen: int = 0, **answers: Any) -> Any:
    """One section of her situation, noted by `worker`."""
    from maillage.accompaniment.situation.services import save_section

    return save_section(actor=actor_of(worker, today), today=today, person=person, code=code, seen=seen, answers=answers)


def doubt(worker: Any, person: Any, *, today: Any = TODAY) -> Any:
    """A doubt on her age, noted by `worker`."""
    from maillage.accompaniment.situation.services import note_doubt

    return note_doubt(actor=actor_of(worker, today), today=today, person=person)
