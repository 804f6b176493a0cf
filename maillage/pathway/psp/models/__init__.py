"""The application and what follows its decision."""

from maillage.pathway.psp.models.application import Application, Kind, Step
from maillage.pathway.psp.models.extract import Extract
from maillage.pathway.psp.models.pathway import Allowance, Pathway, Permit, Term
from maillage.pathway.psp.models.piece import Piece, PieceLevel, PieceState
from maillage.pathway.psp.models.waiting import WaitingFact

__all__ = [
    "Allowance",
    "Application",
    "Extract",
    "Kind",
    "Pathway",
    "Permit",
    "Piece",
    "PieceLevel",
    "PieceState",
    "Step",
    "Term",
    "WaitingFact",
]
