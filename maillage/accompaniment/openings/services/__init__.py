"""Every write of the room."""

from maillage.accompaniment.openings.services.attendance import note_attendance
from maillage.accompaniment.openings.services.carrying import EVERY_DAYS, carry_out, finish_change, set_aside, tell_partner
from maillage.accompaniment.openings.services.changes import ModeDraft, decide_change, withdraw_change
from maillage.accompaniment.openings.services.sites import (
    ActivityDraft,
    LackDraft,
    add_activity,
    add_room,
    add_site,
    edit_activity,
    edit_site,
    end_lack,
    note_lack,
)
from maillage.accompaniment.openings.services.telling import drop_telling, tell_her

__all__ = [
    "EVERY_DAYS",
    "ActivityDraft",
    "LackDraft",
    "ModeDraft",
    "add_activity",
    "add_room",
    "add_site",
    "carry_out",
    "decide_change",
    "drop_telling",
    "edit_activity",
    "edit_site",
    "end_lack",
    "finish_change",
    "note_attendance",
    "note_lack",
    "set_aside",
    "tell_her",
    "tell_partner",
    "withdraw_change",
]
