"""Laws made for one test: a folder on disk, or regimes in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from maillage.core.law import Confidence, Effect, EffectKind, Regime, Right, Source

SOURCE = Source("A text", "https://example.org/text", date(2026, 11, 23))
SIX_MONTHS = Effect(EffectKind.MONTHS, amount=6)

REGIME = Regime(
    id="FR-2030-1",
    family="FR-2030-1",
    version=1,
    title="A regime",
    scope={Right.PSP: SIX_MONTHS},
    window_starts=date(2030, 3, 1),
    window_ends=date(2030, 3, 31),
    published=date(2030, 3, 10),
    in_force_from=date(2030, 3, 11),
    source=SOURCE,
    confidence=Confidence.READ,
)

PARAMETER_FILE = """
description = "Months of something"
unit = "months"

[[values]]
from = 2017-01-01
value = 6
confidence = "read"
source = { title = "A text", url = "https://example.org/text", read_on = 2026-11-23 }
"""

REGIME_FILE = """
id = "FR-2030-1"
family = "FR-2030-1"
version = 1
title = "A regime"
matter = "rights"
published = 2030-03-10
window = { from = 2030-03-01, to = 2030-03-31 }
confidence = "read"
source = { title = "A text", url = "https://example.org/text", read_on = 2026-11-23 }

[scope.psp]
effect = "months"
amount = 6
"""


def regime(**changes: object) -> Regime:
    """The plain regime (six months for pathways ending in March 2030, published on the 10th) with some fields changed."""
    return replace(REGIME, **changes)  # type: ignore[arg-type]


def write_law(folder: Path, *, parameter: str = PARAMETER_FILE, regime: str = REGIME_FILE, regime_name: str = "FR-2030-1") -> Path:
    """A law of one parameter and one regime in `folder`, ready to be spoiled."""
    (folder / "parameters" / "some").mkdir(parents=True)
    (folder / "regimes").mkdir()
    (folder / "parameters" / "some" / "thing.toml").write_text(parameter, encoding="utf-8")
    (folder / "regimes" / f"{regime_name}.toml").write_text(regime, encoding="utf-8")
    return folder
