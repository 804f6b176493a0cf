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
from maillage.pathway.commission.models.convening import (
    AgendaPoint,
    ConvocationReply,
    PaperSet,
    PointKind,
    PointOutcome,
    Reminder,
    ReminderMeans,
)
from maillage.pathway.commission.models.reading import OpinionReminder, OpinionRequest, PaperReading
from maillage.pathway.commission.models.records import Decision, Deliberation, Minutes
from maillage.pathway.commission.models.session import Convocation, Session
from maillage.pathway.commission.models.sitting import Attendance, Item, Opinion, Paper, Recusal
from maillage.pathway.commission.models.voting import Elector
from maillage.pathway.commission.models.writing import Exchange, Extension, Writing

__all__ = [
    "AgendaPoint",
    "AskedKind",
    "AskedOf",
    "Attendance",
    "CancelCause",
    "Commission",
    "Convocation",
    "ConvocationReply",
    "Decision",
    "DecisionSense",
    "Deliberation",
    "Elector",
    "Exchange",
    "Extension",
    "Item",
    "ItemSense",
    "ItemWay",
    "Kind",
    "LocalRule",
    "Minutes",
    "ModeChoice",
    "NotExaminedCause",
    "Opinion",
    "OpinionReminder",
    "OpinionRequest",
    "OutcomeCode",
    "Paper",
    "PaperReading",
    "PaperSet",
    "PointKind",
    "PointOutcome",
    "Presence",
    "Recusal",
    "RecusalReason",
    "Reminder",
    "ReminderMeans",
    "RuleScope",
    "Seat",
    "SeatHolder",
    "SendingMeans",
    "Session",
    "VoteSense",
    "Writing",
]
