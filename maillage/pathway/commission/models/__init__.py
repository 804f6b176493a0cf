"""The commission, its sessions, and what the State keeps of them."""

from maillage.pathway.commission.models.codes import (
    AskedKind,
    AskedOf,
    CancelCause,
    DecisionSense,
    ItemSense,
    ItemWay,
    Kind,
    ModeChoice,
    NotExaminedCause,
    OutcomeCode,
    Presence,
    RecusalReason,
    RuleScope,
    SendingMeans,
    VoteSense,
)
from maillage.pathway.commission.models.commission import Commission, LocalRule, Seat, SeatHolder
from maillage.pathway.commission.models.records import Decision, Deliberation, Minutes
from maillage.pathway.commission.models.session import Convocation, Session
from maillage.pathway.commission.models.sitting import Attendance, Item, Opinion, Paper, Recusal

__all__ = [
    "AskedKind",
    "AskedOf",
    "Attendance",
    "CancelCause",
    "Commission",
    "Convocation",
    "Decision",
    "DecisionSense",
    "Deliberation",
    "Item",
    "ItemSense",
    "ItemWay",
    "Kind",
    "LocalRule",
    "Minutes",
    "ModeChoice",
    "NotExaminedCause",
    "Opinion",
    "OutcomeCode",
    "Paper",
    "Presence",
    "Recusal",
    "RecusalReason",
    "RuleScope",
    "Seat",
    "SeatHolder",
    "SendingMeans",
    "Session",
    "VoteSense",
]
