"""The closed list of units, and what a value of each looks like."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any


def _count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _counts(value: Any) -> bool:
    return _count(value) or (isinstance(value, tuple) and bool(value) and all(_count(item) for item in value))


def _share(value: Any) -> bool:
    return isinstance(value, Decimal) and 0 < value <= 1


def _money(value: Any) -> bool:
    amounts = value.values() if isinstance(value, Mapping) else (value,)
    return bool(amounts) and all(isinstance(amount, Decimal) and amount >= 0 for amount in amounts)


def _yes_no(value: Any) -> bool:
    return isinstance(value, bool)


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _list(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and all(_text(item) for item in value)


def _coded(value: Any) -> bool:
    if not isinstance(value, tuple) or not value or not all(isinstance(item, Mapping) for item in value):
        return False
    codes = [item.get("code") for item in value]
    dated = all(_row_dates(item) for item in value)
    return dated and all(_text(code) for code in codes) and len(set(codes)) == len(codes)


def _row_dates(row: Mapping[str, Any]) -> bool:
    starts, ends = row.get("from", date.min), row.get("to", date.max)
    return type(starts) is date and type(ends) is date and starts <= ends


UNITS: Mapping[str, Callable[[Any], bool]] = {
    "days": _counts,
    "working_days": _counts,
    "months": _counts,
    "years": _counts,
    "times": _count,
    "persons": _count,
    "share": _share,
    "euros_per_month": _money,
    "yes_no": _yes_no,
    "text": _text,
    "list": _list,
    "coded_list": _coded,
}
"""Unit → is this value one of its values? A coded list holds tables, each with its own `code`, and may date each."""
