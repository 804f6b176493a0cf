"""Small pieces that the blocks share."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from maillage.doors.portal.links import pile_link
from maillage.doors.portal.piles.registry import Pile
from maillage.doors.portal.values import Asked, Counter, Found, Line, Whose

SHOWN = 5


def whose_code(asked: Asked) -> str:
    """The filter of the address: said only when it narrows."""
    return asked.whose.value if asked.whose is Whose.MINE else ""


def counter_of(
    pile: Pile, *, asked: Asked, label: Callable[[int], str], tone: str = "neutral", icon: str = "", found: Found | None = None
) -> Counter:
    """The number of a list, leading to it with the same filters."""
    number = (found or pile.find(asked)).count
    return Counter(number=number, label=label(number), url=pile_link(pile.code, pour=whose_code(asked)), tone=tone, icon=icon)


def some(counters: Iterable[Counter]) -> tuple[Counter, ...]:
    """The numbers that are not zero: a calm home does not list what it has not."""
    return tuple(each for each in counters if each.number)


def first_lines(found: Found, *, shown: int = SHOWN) -> tuple[Line, ...]:
    """The few lines that stand on the home itself."""
    return tuple(found.lines(0, shown))
