"""The law as dated data: every rule with its value, its dates, its source and how surely it is known."""

from maillage.core.law.book import Law
from maillage.core.law.errors import MalformedLaw, NoValueInForce
from maillage.core.law.loader import current_law, load_law
from maillage.core.law.values import Confidence, DatedValue, Effect, EffectKind, Matter, Parameter, Regime, Right, Source

__all__ = [
    "Confidence",
    "DatedValue",
    "Effect",
    "EffectKind",
    "Law",
    "MalformedLaw",
    "Matter",
    "NoValueInForce",
    "Parameter",
    "Regime",
    "Right",
    "Source",
    "current_law",
    "load_law",
]
