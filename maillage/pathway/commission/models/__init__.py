"""The commission, its sessions, and what the State keeps of them."""

from maillage.pathway.commission.models.codes import (
    AskedKind,
    AskedOf,
    CancelCause,
    DecisionSense,
    HeardKind,
    Interpreter,
    ItemSense,
    ItemWay,
    Kind,
    ModeChoice,
    NotExaminedCause,
    OutcomeCode,
    OwnOpinion,
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
from maillage.pathway.commission.models.hearing import Hearing
from maillage.pathway.commission.models.presence import PresenceSpan
from maillage.pathway.commission.models.reading import OpinionReminder, OpinionRequest, PaperReading
from maillage.pathway.commission.models.records import Decision, Deliberation, Minutes
from maillage.pathway.commission.models.session import Convocation, Session
from maillage.pathway.commission.models.sitting import Item, Opinion, Paper, Recusal
from maillage.pathway.commission.models.voting import Elector
from maillage.pathway.commission.models.writing import Exchange, Extension, Writing

__all__ = [
    "AgendaPoint",
    "AskedKind",
    "AskedOf",
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
    "HeardKind",
    "Hearing",
    "Interpreter",
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
    "OwnOpinion",
    "Paper",
    "PaperReading",
    "PaperSet",
    "PointKind",
    "PointOutcome",
    "Presence",
    "PresenceSpan",
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
