"""Reads the law from TOML files, strictly: what cannot be trusted stops the start with one sentence."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from maillage.core.law import reading
from maillage.core.law.book import Law
from maillage.core.law.errors import MalformedLaw
from maillage.core.law.units import UNITS
from maillage.core.law.values import DatedValue, Effect, EffectKind, Matter, Parameter, Regime, Right

T = TypeVar("T")
PACKAGED = Path(__file__).parent

_PARAMETER = {"description": True, "unit": True, "values": True}
_VALUE = {"from": True, "to": False, "value": True, "source": True, "confidence": True, "note": False}
_WINDOW = {"from": True, "to": False}
_EFFECT = {"effect": True, "amount": False, "until": False}
_REGIME = {
    **dict.fromkeys(("id", "family", "version", "title", "matter", "source", "confidence"), True),
    **dict.fromkeys(("scope", "window", "published", "in_force_from", "announced_on", "disabled", "consumes_cap", "note"), False),
}


@cache
def current_law() -> Law:
    """The law carried by the package, read once. Raises MalformedLaw."""
    return load_law()


def load_law(folder: Path | None = None) -> Law:
    """Every parameter of `folder/parameters/<theme>/<name>.toml` and every regime of `folder/regimes/*.toml`.

    A value without `to` lasts until the next one begins. Raises MalformedLaw on anything unreadable, unknown, misspelt,
    without a source, or overlapping.
    """
    folder = folder or PACKAGED
    parameters = {}
    for path in _files(folder / "parameters", "*/*.toml"):
        key = f"{path.parent.name}.{path.stem}"
        parameters[key] = _checked(path, _parameter, _read(path), key)
    regimes = []
    for path in _files(folder / "regimes", "*.toml"):
        regime = _checked(path, _regime, _read(path))
        if path.stem not in (regime.id, f"{regime.id}.v{regime.version}"):
            raise MalformedLaw(path, f"le fichier devrait s'appeler {regime.id}.toml")
        regimes.append(regime)
    return _checked(folder / "regimes", Law, parameters, tuple(regimes))


def _files(folder: Path, pattern: str) -> Sequence[Path]:
    found = sorted(folder.glob(pattern))
    if not found:
        raise MalformedLaw(folder, "le dossier manque ou ne contient aucun fichier TOML")
    return found


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as unreadable:
        raise MalformedLaw(path, "le fichier n'est pas du TOML lisible en UTF-8") from unreadable


def _checked(path: Path, build: Callable[..., T], *inputs: Any) -> T:
    try:
        return build(*inputs)
    except ValueError as wrong:
        raise MalformedLaw(path, str(wrong)) from wrong


def _parameter(table: dict[str, Any], key: str) -> Parameter:
    reading.only(table, _PARAMETER, "la règle")
    unit = reading.text(table, "unit")
    if unit not in UNITS:
        raise ValueError(f"l'unité « {unit} » est inconnue")
    values: list[DatedValue] = []
    for value in sorted((_value(row, key, unit) for row in reading.tables(table["values"], "values")), key=_starts):
        if values:
            values[-1] = _closed_before(values[-1], value)
        values.append(value)
    return Parameter(key, reading.text(table, "description"), unit, tuple(values))


def _starts(value: DatedValue) -> date:
    return value.starts


def _value(row: dict[str, Any], key: str, unit: str) -> DatedValue:
    reading.only(row, _VALUE, "une valeur")
    starts, ends = reading.day(row, "from"), reading.maybe_day(row, "to")
    if ends is not None and ends < starts:
        raise ValueError(f"la valeur du {starts} finit avant de commencer")
    value = reading.frozen(row["value"])
    if not UNITS[unit](value):
        raise ValueError(f"la valeur du {starts} n'est pas de l'unité « {unit} »")
    source, confidence = reading.source(row["source"]), reading.confidence(row["confidence"])
    return DatedValue(key, value, unit, starts, ends, source, confidence, reading.text(row, "note", default=""))


def _closed_before(value: DatedValue, following: DatedValue) -> DatedValue:
    if value.starts == following.starts or (value.ends is not None and value.ends >= following.starts):
        raise ValueError(f"les valeurs du {value.starts} et du {following.starts} se recouvrent")
    return replace(value, ends=value.ends or following.starts - timedelta(days=1))


def _regime(table: dict[str, Any]) -> Regime:
    reading.only(table, _REGIME, "le régime")
    window = reading.table(table.get("window", {}), "window")
    if window:
        reading.only(window, _WINDOW, "la fenêtre")
    scope = reading.table(table.get("scope", {}), "scope")
    return Regime(
        id=reading.text(table, "id"),
        family=reading.text(table, "family"),
        version=reading.whole(table, "version"),
        title=reading.text(table, "title"),
        scope={reading.member(Right, name, "le droit"): _effect(row) for name, row in scope.items()},
        window_starts=reading.maybe_day(window, "from"),
        window_ends=reading.maybe_day(window, "to"),
        published=reading.maybe_day(table, "published"),
        in_force_from=reading.maybe_day(table, "in_force_from"),
        source=reading.source(table["source"]),
        confidence=reading.confidence(table["confidence"]),
        matter=reading.member(Matter, table["matter"], "l'objet"),
        disabled=reading.flag(table, "disabled"),
        announced_on=reading.maybe_day(table, "announced_on"),
        consumes_cap=reading.flag(table, "consumes_cap"),
        note=reading.text(table, "note", default=""),
    )


def _effect(row: Any) -> Effect:
    effect = reading.table(row, "scope")
    reading.only(effect, _EFFECT, "un effet")
    amount = reading.whole(effect, "amount") if "amount" in effect else None
    return Effect(reading.member(EffectKind, effect["effect"], "l'effet"), amount=amount, until=reading.maybe_day(effect, "until"))
