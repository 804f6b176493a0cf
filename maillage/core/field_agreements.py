"""What she agreed to send, field by field: a value passes only if it is the very value she agreed to.

Source: CASF, art. L. 121-9 (with her agreement) and R. 121-12-9; CRPA, art. L. 114-8 (only what is strictly necessary).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Decision(StrEnum):
    """What she said of one field."""

    AGREED = "agreed"
    WITHHELD = "withheld"
    NOT_ASKED = ""


class Standing(StrEnum):
    """Where one field stands, once what the file says today is known."""

    PASSES = "passes"  # agreed, and still what she agreed to
    EMPTY = "empty"  # asked, and there is nothing to say
    WITHHELD = "withheld"
    CHANGED = "changed"  # agreed, then the file changed: to be asked again
    TO_ASK = "to_ask"


@dataclass(frozen=True)
class FieldAnswer:
    """What is written in a field, and what she decided when that was written. Its repr shows nothing."""

    value: str = ""
    decision: Decision = Decision.NOT_ASKED

    def __repr__(self) -> str:
        return f"FieldAnswer({self.decision or 'not asked'})"


NOTHING = FieldAnswer()


def standing_of(answer: FieldAnswer, *, now: str | None = None) -> Standing:
    """Where a field stands. `now` is what the file says today, for a field that is read there; None for one written in the form."""
    if answer.decision is Decision.WITHHELD:
        return Standing.WITHHELD
    if answer.decision is Decision.NOT_ASKED:
        return Standing.TO_ASK
    if now is not None and now != answer.value:
        return Standing.CHANGED
    return Standing.PASSES if answer.value else Standing.EMPTY


def what_passes(answers: Mapping[str, FieldAnswer], *, allowed: Collection[str], live: Mapping[str, str]) -> dict[str, str]:
    """The fields that may leave, in the order of `allowed`. What is not allowed, not agreed, or changed since, never passes."""
    return {
        code: answers[code].value
        for code in allowed
        if code in answers and standing_of(answers[code], now=live.get(code)) is Standing.PASSES
    }


def still_to_ask(answers: Mapping[str, FieldAnswer], *, asked: Collection[str], live: Mapping[str, str]) -> tuple[str, ...]:
    """The fields on which she has not decided yet, or whose value changed since, in the order in which they are asked."""
    unsettled = (Standing.TO_ASK, Standing.CHANGED)
    return tuple(code for code in asked if standing_of(answers.get(code, NOTHING), now=live.get(code)) in unsettled)
