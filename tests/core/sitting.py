"""An invented commission of nineteen seats, as small words for the tests of deliberation."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from maillage.core.deliberation import Attendance, Channel, Composition, Proxy, Seat, SessionKind, Standing, compose
from maillage.core.law import Law, current_law

LAW = current_law()
DAY = date(2020, 5, 19)

CHAIR = Seat("s00", "chair", "Préfet ou son représentant", Standing.EX_OFFICIO, chair=True)
MAGISTRATE = Seat("s01", "magistrate", "Magistrate", Standing.QUALIFIED)
MAYOR = Seat("s02", "municipalities", "Communes", Standing.ELECTED)
SEATS = (
    CHAIR,
    MAGISTRATE,
    MAYOR,
    *(Seat(f"s{number:02}", "associations", f"Association {number}", Standing.QUALIFIED) for number in range(3, 19)),
)
CHILD_PROTECTION = Seat("s19", "child_protection", "Protection de l’enfance", Standing.QUALIFIED)


def commission(count: int = 19, *, kind: SessionKind = SessionKind.INDIVIDUAL_PSP, on: date = DAY, law: Law = LAW) -> Composition:
    return compose(seats=SEATS[:count], kind=kind, on=on, law=law)


def here(*numbers: int, channel: Channel = Channel.IN_PERSON) -> list[Attendance]:
    return [Attendance(f"s{number:02}", channel) for number in numbers]


def proxy(giver: int, holder: int) -> Proxy:
    return Proxy(f"s{giver:02}", f"s{holder:02}")


def law_with(**values: Any) -> Law:
    """The law of today with other values: `quorum__remote_counts=False`."""
    parameters = dict(LAW.parameters)
    for name, value in values.items():
        key = name.replace("__", ".")
        parameters[key] = replace(parameters[key], values=tuple(replace(dated, value=value) for dated in parameters[key].values))
    return Law(parameters, LAW.regimes)


def words(phrases: Iterable[object]) -> list[str]:
    return [str(each) for each in phrases]
