"""The commission, its sessions, and what the State keeps of them."""

from maillage.pathway.commission.models.archive import Elimination, KeyDestruction, VisaAnswer
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
from maillage.pathway.commission.models.codes_composition import DeputyTie, InterestTie, ReadyCheck, RuleAuthor
from maillage.pathway.commission.models.commission import FILING_DAYS_MOST, Commission, LocalRule, Seat, SeatHolder
from maillage.pathway.commission.models.composition import Interest, Readiness
from maillage.pathway.commission.models.convening import (
    AgendaPoint,
    ConvocationReply,
    PaperSet,
    PointKind,
    PointOutcome,
    Reminder,
    ReminderMeans,
)
from maillage.pathway.commission.models.delivery import Contradictory, DeliveredBy, Delivery, Heard, Proof
from maillage.pathway.commission.models.hearing import Hearing
from maillage.pathway.commission.models.minutes_text import BlockCode, MinutesBlock, MinutesSending, Revision, RevisionState
from maillage.pathway.commission.models.presence import PresenceSpan
from maillage.pathway.commission.models.reading import OpinionReminder, OpinionRequest, PaperReading
from maillage.pathway.commission.models.records import Decision, Deliberation, Minutes, ReviewState
from maillage.pathway.commission.models.session import Convocation, Session, first_day_left
from maillage.pathway.commission.models.sitting import Item, Opinion, Paper, Recusal
from maillage.pathway.commission.models.voting import Elector
from maillage.pathway.commission.models.writing import Exchange, Extension, Writing

__all__ = [
    "FILING_DAYS_MOST",
    "AgendaPoint",
    "AskedKind",
    "AskedOf",
    "BlockCode",
    "CancelCause",
    "Commission",
    "Contradictory",
    "Convocation",
    "ConvocationReply",
    "Decision",
    "DecisionSense",
    "Deliberation",
    "DeliveredBy",
    "Delivery",
    "DeputyTie",
    "Elector",
    "Elimination",
    "Exchange",
    "Extension",
    "Heard",
    "HeardKind",
    "Hearing",
    "Interest",
    "InterestTie",
    "Interpreter",
    "Item",
    "ItemSense",
    "ItemWay",
    "KeyDestruction",
    "Kind",
    "LocalRule",
    "Minutes",
    "MinutesBlock",
    "MinutesSending",
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
    "Proof",
    "Readiness",
    "ReadyCheck",
    "Recusal",
    "RecusalReason",
    "Reminder",
    "ReminderMeans",
    "ReviewState",
    "Revision",
    "RevisionState",
    "RuleAuthor",
    "RuleScope",
    "Seat",
    "SeatHolder",
    "SendingMeans",
    "Session",
    "VisaAnswer",
    "VoteSense",
    "Writing",
    "first_day_left",
]
