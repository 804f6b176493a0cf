"""What is noted of her situation, and what protects a minor."""

from maillage.accompaniment.situation.models.protection import (
    ActKind,
    Answer,
    Outcome,
    Protection,
    ProtectionAct,
    ProtectionQuerySet,
    Recipient,
    Why,
)
from maillage.accompaniment.situation.models.section import Section

__all__ = ["ActKind", "Answer", "Outcome", "Protection", "ProtectionAct", "ProtectionQuerySet", "Recipient", "Section", "Why"]
