"""The application and what follows its decision."""

from maillage.pathway.psp.models.application import HER_KINDS, Application, Kind, PapersChoice, Step
from maillage.pathway.psp.models.consultation import Consultation, ConsultationAnswer, ConsultationBasis, ConsultedService
from maillage.pathway.psp.models.correction import Addendum, Correction, CorrectionCopy, CorrectionState, Problem
from maillage.pathway.psp.models.ending import EndAsker, Ending, EndReason
from maillage.pathway.psp.models.extract import Extract
from maillage.pathway.psp.models.form import ApplicationForm, ExposureTalk, PathwayDocument, TalkOutcome
from maillage.pathway.psp.models.hold import Hold, HoldReason
from maillage.pathway.psp.models.overlay import OverlayChange, OverlayKinds, PieceOverlay
from maillage.pathway.psp.models.parcel import Correspondent, Direction, PackageKeys, Parcel, ParcelKind, ParcelState
from maillage.pathway.psp.models.pathway import EndOutcome, Interruption, InterruptionCause, Pathway, Term
from maillage.pathway.psp.models.piece import Issuer, Piece, PieceLevel, PieceReminder, PieceState, RefusalCause, ReminderMeans
from maillage.pathway.psp.models.review import Proposal, Review
from maillage.pathway.psp.models.rights import Allowance, MissedPayment, Pause, Permit, PermitRefusal
from maillage.pathway.psp.models.transfer import CarriedTerm, Passing, Transfer, TransferRefusal, TransferState
from maillage.pathway.psp.models.waiting import WaitingFact

__all__ = [
    "HER_KINDS",
    "Addendum",
    "Allowance",
    "Application",
    "ApplicationForm",
    "CarriedTerm",
    "Consultation",
    "ConsultationAnswer",
    "ConsultationBasis",
    "ConsultedService",
    "Correction",
    "CorrectionCopy",
    "CorrectionState",
    "Correspondent",
    "Direction",
    "EndAsker",
    "EndOutcome",
    "EndReason",
    "Ending",
    "ExposureTalk",
    "Extract",
    "Hold",
    "HoldReason",
    "Interruption",
    "InterruptionCause",
    "Issuer",
    "Kind",
    "MissedPayment",
    "OverlayChange",
    "OverlayKinds",
    "PackageKeys",
    "PapersChoice",
    "Parcel",
    "ParcelKind",
    "ParcelState",
    "Passing",
    "Pathway",
    "PathwayDocument",
    "Pause",
    "Permit",
    "PermitRefusal",
    "Piece",
    "PieceLevel",
    "PieceOverlay",
    "PieceReminder",
    "PieceState",
    "Problem",
    "Proposal",
    "RefusalCause",
    "ReminderMeans",
    "Review",
    "Step",
    "TalkOutcome",
    "Term",
    "Transfer",
    "TransferRefusal",
    "TransferState",
    "WaitingFact",
]
