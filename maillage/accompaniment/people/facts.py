"""De-identified episodes of this room: how long files are open, by territory and association."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.accompaniment.people.models import Person
from maillage.foundation.kernel.episodes import Episode


def episodes() -> Iterator[Episode]:
    """One episode `file_open` per file: from its opening to its closing, or still open."""
    rows = Person.unscoped.standing().order_by("opened_on", "pk").values_list("territory_id", "organisation_id", "opened_on", "closed_on")
    for territory, organisation, opened_on, closed_on in rows.iterator():
        yield Episode(kind="file_open", territory=territory, organisation=organisation, starts=opened_on, ends=closed_on)
