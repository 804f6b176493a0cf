"""De-identified episodes of this room: notes by kind, promises from their making to their keeping. Nothing of personal notes."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.accompaniment.notes.levels import READ_BY_OTHERS
from maillage.accompaniment.notes.models import Note, Promise
from maillage.foundation.kernel.episodes import Episode


def episodes() -> Iterator[Episode]:
    """`note` on its day, its kind as cause; `promise` from the day it was made to the day it was kept, or still open."""
    notes = Note.unscoped.for_others().order_by("happened_on", "pk")
    for territory, organisation, day, kind in notes.values_list(
        "person__territory_id", "organisation_id", "happened_on", "kind"
    ).iterator():
        yield Episode(kind="note", territory=territory, organisation=organisation, starts=day, ends=day, cause=kind)
    promises = Promise.unscoped.filter(note__level__in=READ_BY_OTHERS).order_by("made_on", "pk")
    rows = promises.values_list("person__territory_id", "organisation_id", "made_on", "kept_on", "towards")
    for territory, organisation, made_on, kept_on, towards in rows.iterator():
        yield Episode(kind="promise", territory=territory, organisation=organisation, starts=made_on, ends=kept_on, cause=towards)
