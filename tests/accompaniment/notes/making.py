"""Notes of invented people, written through the services."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from tests.cast import NOW, TODAY, actor_of


def write(worker: Any, person: Any, body: str = "Elle va mieux.", *, level: str = "team", kind: str = "interview", **more: Any) -> Any:
    """A note of today."""
    from maillage.accompaniment.notes.levels import Level
    from maillage.accompaniment.notes.models import Kind
    from maillage.accompaniment.notes.services import write_note

    today = more.pop("today", TODAY)
    return write_note(
        actor=actor_of(worker, today),
        today=today,
        person=person,
        level=Level(level),
        kind=Kind(kind),
        happened_on=more.pop("happened_on", today),
        body=body,
        **more,
    )


def promise(what: str = "appeler le centre de santé", *, towards: str = "her", due_on: date | None = None) -> Any:
    """What is promised, as it is typed."""
    from maillage.accompaniment.notes.models import Towards
    from maillage.accompaniment.notes.services import PromiseMade

    return PromiseMade(what=what, towards=Towards(towards), due_on=due_on)


def draft(worker: Any, person: Any, body: str, *, key: uuid.UUID | None = None, **more: Any) -> Any:
    """What is being typed, saved now."""
    from maillage.accompaniment.notes.services import Typed, save_draft

    fields = {name: more.pop(name) for name in ("level", "kind", "happened_on", "promise", "towards", "due_on") if name in more}
    return save_draft(
        actor=actor_of(worker), now=more.pop("now", NOW), person=person, key=key or uuid.uuid4(), typed=Typed(body=body, **fields), **more
    )


def read(worker: Any, person: Any) -> list[str]:
    """The notes that this worker reads, the latest first."""
    from maillage.accompaniment.notes import selectors

    actor = actor_of(worker)
    notes = list(selectors.notes_of(person, actor=actor, today=TODAY))
    return [row.body for row in selectors.rows_of(notes, actor=actor, person=person, today=TODAY)]
