"""Rounds in the street and online, what is observed there, and its capture without network."""

from maillage.accompaniment.outreach.models.campaign import STAGES, Campaign
from maillage.accompaniment.outreach.models.capture import WAITING, Capture, CaptureKind, CaptureState, Device, RoundLink
from maillage.accompaniment.outreach.models.codes import (
    REFERENCED,
    AdvertSite,
    AlertOutcome,
    AlertWhere,
    Cause,
    Certainty,
    Direction,
    Information,
    Measure,
    Method,
    Orientation,
    RoundState,
    Seen,
    Source,
    Theme,
)
from maillage.accompaniment.outreach.models.minor import WORDS_LIMIT, AlertAct, MinorAlert
from maillage.accompaniment.outreach.models.observation import NUMBERED, REFERENCE_LIMIT, Explanation, Observation
from maillage.accompaniment.outreach.models.round import MOST, NOTE_LIMIT, Round, RoundInformation, RoundMember, RoundOrientation

__all__ = [
    "MOST",
    "NOTE_LIMIT",
    "NUMBERED",
    "REFERENCED",
    "REFERENCE_LIMIT",
    "STAGES",
    "WAITING",
    "WORDS_LIMIT",
    "AdvertSite",
    "AlertAct",
    "AlertOutcome",
    "AlertWhere",
    "Campaign",
    "Capture",
    "CaptureKind",
    "CaptureState",
    "Cause",
    "Certainty",
    "Device",
    "Direction",
    "Explanation",
    "Information",
    "Measure",
    "Method",
    "MinorAlert",
    "Observation",
    "Orientation",
    "Round",
    "RoundInformation",
    "RoundLink",
    "RoundMember",
    "RoundOrientation",
    "RoundState",
    "Seen",
    "Source",
    "Theme",
]
