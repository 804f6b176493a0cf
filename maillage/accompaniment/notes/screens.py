"""What this room brings to the pages of the file: its tab, its panel, and what a hand-over says of notes and promises."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.notes import selectors
from maillage.accompaniment.people.merging import Merging, on_merge
from maillage.accompaniment.people.models import Person
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui import panels, tabs
from maillage.foundation.ui.panels import Shown
from maillage.foundation.vault import Reason

ON_FILE, ON_HANDOVER, ON_SHARED = 3, 5, 20


def show_on_file(*, actor: Actor, obj: Person, today: date) -> Shown | None:
    """The beginning of the last three notes that the reader may read."""
    if not actor.may(Permission.NOTES_OPEN, on=obj):
        return None
    notes = list(selectors.notes_of(obj, actor=actor, today=today)[:ON_FILE])
    data = {
        "rows": selectors.first_lines(notes, actor=actor, person=obj, today=today),
        "late": selectors.late_promises(obj, actor=actor, today=today),
        "drafts": len(selectors.drafts_of(obj, actor=actor, today=today)),
    }
    return Shown(template="notes/panels/file.html", data=data)


def show_on_handover(*, actor: Actor, obj: Person, today: date) -> Shown | None:
    """The last notes of the team and the promises not kept; never a personal note, even the reader's own: the page is printed."""
    if not actor.may(Permission.NOTES_OPEN, on=obj):
        return None
    notes = list(selectors.notes_of(obj, actor=actor, today=today, others=True)[:ON_HANDOVER])
    data = {
        "rows": selectors.rows_of(notes, actor=actor, person=obj, today=today, reason=Reason.HANDOVER) if notes else [],
        "promises": selectors.open_promises(obj, actor=actor, today=today, reason=Reason.HANDOVER),
    }
    return Shown(template="notes/panels/handover.html", data=data)


def show_when_shared(*, actor: Actor, obj: Person, today: date) -> Shown | None:
    """What this association shares with a colleague of another one who accompanies her. The page has made sure that she may see it."""
    rows = selectors.shared_rows(obj, actor=actor, today=today, limit=ON_SHARED)
    return Shown(template="notes/panels/shared.html", data={"rows": rows, "pk": obj.pk})


# Not counted on the page of a reunion: how many there are would tell of personal ones.
MERGINGS = (
    Merging(model="mg_notes.Note", label=_("ses notes"), shown=False),
    Merging(model="mg_notes.Promise", label=_("les promesses de ses notes"), shown=False),
    Merging(model="mg_notes.Draft", label=_("les brouillons de ses notes"), shown=False),
)


def register_screens() -> None:
    """Called once, from the `AppConfig.ready`."""
    for merging in MERGINGS:
        on_merge(merging)
    tabs.register(
        tabs.Tab(
            code="notes.list", place="people.file", label=_("Notes"), url_name="notes:list", permission=Permission.NOTES_OPEN, order=40
        )
    )
    panels.register(panels.Panel(code="notes.file", place="people.file", provider=show_on_file, order=30))
    panels.register(panels.Panel(code="notes.handover", place="people.handover", provider=show_on_handover, order=30))
    panels.register(panels.Panel(code="notes.shared", place="people.shared", provider=show_when_shared, order=30))
