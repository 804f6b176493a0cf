"""A unit says what its values look like."""

from datetime import date
from decimal import Decimal

import pytest

from maillage.core.law.units import UNITS

ROW = {"code": "a", "label": "A"}


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        ("days", 5),
        ("months", (2, 4)),
        ("times", 0),
        ("share", Decimal("0.5")),
        ("euros_per_month", Decimal("598.54")),
        ("euros_per_month", {"alone": Decimal("330.00")}),
        ("yes_no", False),
        ("text", "words"),
        ("list", ("one", "two")),
        ("coded_list", (ROW,)),
        ("coded_list", ({**ROW, "from": date(2020, 1, 1)}, {"code": "b", "to": date(2020, 1, 1)})),
    ],
)
def test_a_value_of_the_unit_is_accepted(unit, value):
    assert UNITS[unit](value)


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        ("times", True),
        ("times", (1, 2)),
        ("share", Decimal("1.5")),
        ("share", Decimal("0")),
        ("share", 1),
        ("euros_per_month", 330),
        ("euros_per_month", {}),
        ("euros_per_month", {"alone": Decimal("-1")}),
        ("yes_no", 1),
        ("text", " "),
        ("list", ()),
        ("list", "one"),
        ("list", ("one", "")),
        ("coded_list", ()),
        ("coded_list", ROW),
        ("coded_list", ("a",)),
        ("coded_list", ({"label": "A"},)),
        ("coded_list", (ROW, ROW)),
        ("coded_list", ({**ROW, "from": "2020-01-01"},)),
        ("coded_list", ({**ROW, "to": "2020-01-01"},)),
        ("coded_list", ({**ROW, "from": date(2020, 1, 2), "to": date(2020, 1, 1)},)),
    ],
)
def test_a_value_of_another_shape_is_refused(unit, value):
    assert not UNITS[unit](value)
