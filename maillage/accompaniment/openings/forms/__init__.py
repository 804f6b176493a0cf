"""The shapes of what is typed."""

from maillage.accompaniment.openings.forms.modes import ApplyForm, AttendanceForm, ChangeForm, MonthForm, TellForm
from maillage.accompaniment.openings.forms.sites import ActivityForm, LackForm, RoomForm, SiteForm

__all__ = [
    "ActivityForm",
    "ApplyForm",
    "AttendanceForm",
    "ChangeForm",
    "LackForm",
    "MonthForm",
    "RoomForm",
    "SiteForm",
    "TellForm",
]
