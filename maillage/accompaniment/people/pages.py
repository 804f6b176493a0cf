"""What every page of a file has in common: its name, its state, its strip of tabs. Upper rooms use it for theirs.

Their template extends `people/of_file.html` and their view gives it `file_page(request, person, tab="room.code")`.
"""

from __future__ import annotations

from typing import Any

from maillage.accompaniment.people import selectors
from maillage.accompaniment.people.models import Person

PLACE = "people.file"


def file_page(request: Any, person: Person, *, tab: str) -> dict[str, Any]:
    """The context of a page of this file, where `tab` is the code of the tab on which it stands."""
    return {
        "person": person,
        "pseudonym_text": selectors.label_of(person, actor=request.actor, today=request.today),
        "tab": tab,
    }
