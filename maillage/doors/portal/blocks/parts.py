"""Small pieces that the blocks share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from maillage.doors.portal.links import pile_link
from maillage.doors.portal.piles.registry import Pile
from maillage.doors.portal.values import Asked, Counter, Line, Whose

SHOWN = 5
NAMED, LOOKED = 3, 24  # three names, found among the first rows: one person may have many


def whose_code(asked: Asked) -> str:
    """The filter of the address: said only when it narrows."""
    return asked.whose.value if asked.whose is Whose.MINE else ""


def counter_of(
    pile: Pile, *, asked: Asked, label: Callable[[int], str], tone: str = "neutral", icon: str = "", number: int | None = None
) -> Counter:
    """The number of a list, leading to it with the same filters; `number` when the block has read it with its first rows."""
    counted = pile.find(asked).count if number is None else number
    return Counter(number=counted, label=label(counted), url=pile_link(pile.code, pour=whose_code(asked)), tone=tone, icon=icon)


def task_of(pile: Pile, *, asked: Asked, label: Callable[[int], str], verb: Any, tone: str, icon: str) -> Counter:
    """The number of a list as a task: its verb, and the first people whom it is about."""
    front = pile.find(asked).front(LOOKED, titles_only=True)
    counter = counter_of(pile, asked=asked, label=label, tone=tone, icon=icon, number=front.number)
    return replace(counter, verb=verb, first=_distinct(front.lines)[:NAMED])


def _distinct(lines: Iterable[Line]) -> tuple[Line, ...]:
    """One line per person."""
    kept: dict[Any, Line] = {}
    for line in lines:
        kept.setdefault(line.person.pk if line.person is not None else line.title, line)
    return tuple(kept.values())


def some(counters: Iterable[Counter]) -> tuple[Counter, ...]:
    """The numbers that are not zero: a calm home does not list what it has not."""
    return tuple(each for each in counters if each.number)
