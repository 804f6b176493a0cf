"""One line of the sheet, read by the columns chosen: what would be made, and what is wrong. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.doors.exchange.columns import BY_CODE, CellProblem, Target, read_cell
from maillage.pathway.psp.services import DecidedTerm, TakenAllowance, TakenPermit

_OLDEST_BIRTH = date(1900, 1, 1)


@dataclass(frozen=True, kw_only=True)
class Problem:
    """What is wrong in a line: the column, and the sentence. Never the cell."""

    column: Any
    sentence: Any


@dataclass(frozen=True, repr=False, kw_only=True)
class Line:
    """One line, by its number in the sheet as the spreadsheet shows it; `place` is its rank among those that are filled, from 0. Its
    repr shows nothing."""

    number: int
    place: int
    values: Mapping[str, str]
    problems: tuple[Problem, ...]

    @property
    def pseudonym(self) -> str:
        """The name under which its file would be opened."""
        return self.values.get("pseudonym", "")

    @property
    def has_identity(self) -> bool:
        """Is a civil identity given?"""
        return bool(self.values.get("last_name") or self.values.get("first_name"))

    @property
    def has_pathway(self) -> bool:
        """Is a pathway to take over?"""
        return bool(self.values.get("decided_on_1"))

    def day(self, code: str) -> date | None:
        """A day of the line."""
        text = self.values.get(code, "")
        return date.fromisoformat(text) if text else None

    def terms(self) -> tuple[DecidedTerm, ...]:
        """The decisions, in order."""
        days = ((self.day(f"decided_on_{number}"), number) for number in range(1, 5))
        return tuple(
            DecidedTerm(decided_on=day, starts_on=self.day("starts_on_1") if number == 1 else None)
            for day, number in days
            if day is not None
        )

    def permit(self) -> TakenPermit | None:
        """The residence document, when something of it is given."""
        days = {name: self.day(f"permit_{name}") for name in ("asked_on", "delivered_on", "expires_on")}
        return TakenPermit(**days) if any(days.values()) else None

    def allowance(self) -> TakenAllowance | None:
        """The allowance, when both its days are given."""
        decided, starts = self.day("allowance_decided_on"), self.day("allowance_starts_on")
        return TakenAllowance(decided_on=decided, starts_on=starts) if decided is not None and starts is not None else None


def read_line(cells: Sequence[str], *, number: int, columns: Mapping[int, str], today: date, place: int = 0) -> Line:
    """Read a line by the columns chosen (place -> code). Unread columns are left where they are."""
    values: dict[str, str] = {}
    problems: list[Problem] = []
    for column, code in columns.items():
        target = BY_CODE[code]
        try:
            values[code] = read_cell(target, cells[column] if column < len(cells) else "")
        except CellProblem as problem:
            problems.append(Problem(column=target.label, sentence=problem.sentence))
    problems += _contradictions(values, today=today)
    return Line(number=number, place=place, values=values, problems=tuple(problems))


def _contradictions(values: Mapping[str, str], *, today: date) -> list[Problem]:
    found = []
    if not values.get("pseudonym"):
        found.append(_problem("pseudonym", _("il manque : sans lui, le dossier ne se retrouve pas")))
    born = values.get("birth_date")
    if born and not _OLDEST_BIRTH <= date.fromisoformat(born) <= today:
        found.append(_problem("birth_date", _("cette date de naissance n'est pas possible")))
    later = [code for code, value in values.items() if BY_CODE[code].pathway and value]
    if later and not values.get("decided_on_1"):
        found.append(_problem("decided_on_1", _("il manque : un parcours se reprend à partir de la décision d'entrée")))
    return found


def _problem(code: str, sentence: Any) -> Problem:
    target: Target = BY_CODE[code]
    return Problem(column=target.label, sentence=sentence)
