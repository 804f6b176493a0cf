"""Sites, activities and the mode of each, appointments, and what a change of mode carries with it."""

from maillage.accompaniment.openings.models.activity import Activity, Lack
from maillage.accompaniment.openings.models.appointment import REPLACED, Appointment, AppointmentState
from maillage.accompaniment.openings.models.feed import Feed
from maillage.accompaniment.openings.models.following import About, Attendance, PartnerTold, PublicLine, Telling
from maillage.accompaniment.openings.models.mode import ActivityMode, Change, Step, StepState, Why, triggers_of_modes
from maillage.accompaniment.openings.models.site import Room, Site

__all__ = [
    "REPLACED",
    "About",
    "Activity",
    "ActivityMode",
    "Appointment",
    "AppointmentState",
    "Attendance",
    "Change",
    "Feed",
    "Lack",
    "PartnerTold",
    "PublicLine",
    "Room",
    "Site",
    "Step",
    "StepState",
    "Telling",
    "Why",
    "triggers_of_modes",
]
