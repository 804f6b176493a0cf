"""What a home is made of: frozen values that the blocks give and the templates show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Count, Window

from maillage.accompaniment.people.models import Person
from maillage.foundation.access.actor import Actor


class Whose(StrEnum):
    """Whose rows: those that I follow as key worker, or all those that I may see. The codes of the address."""

    MINE = "moi"
    ALL = "tous"


@dataclass(frozen=True)
class Asked:
    """Who looks, on which day, and through which filters. What two blocks of one page read is read once."""

    actor: Actor
    today: date
    whose: Whose = Whose.ALL
    state: str = ""
    known: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, name: str, read: Callable[[Asked], Any]) -> Any:
        """What `read` gives for these filters, read at the first call of the page."""
        key = (name, self.whose, self.state)
        if key not in self.known:
            self.known[key] = read(self)
        return self.known[key]


@dataclass(frozen=True)
class Chip:
    """A state in a word, with its tone."""

    word: Any
    tone: str = "neutral"
    icon: str = ""


@dataclass(frozen=True)
class Line:
    """One row: a link as a whole. `person` when its title is her pseudonym, opened once for the whole page."""

    title: Any
    url: str = ""
    detail: Any = ""
    chips: tuple[Chip, ...] = ()
    day: date | None = None
    because: tuple[Any, ...] = ()
    person: Person | None = None
    pseudonym: bool = False


@dataclass(frozen=True)
class Front:
    """What stands on the home of a list: its number, its first rows, and their lines."""

    number: int
    rows: tuple[Any, ...] = ()
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Found:
    """The rows behind a number: counted, and turned into lines only for those shown.

    `names_of`: the same lines where only their titles are shown, when the rest asks for more reading.
    """

    rows: Any
    lines_of: Callable[[Sequence[Any]], list[Line]]
    names_of: Callable[[Sequence[Any]], list[Line]] | None = None

    @property
    def count(self) -> int:
        """How many."""
        return len(self.rows) if isinstance(self.rows, list) else int(self.rows.count())

    def lines(self, start: int = 0, stop: int | None = None) -> list[Line]:
        """The lines of a slice."""
        return self.lines_of(list(self.rows[start:stop]))

    def front(self, shown: int, *, titles_only: bool = False) -> Front:
        """How many rows there are and the lines of the first ones, in one query."""
        listed = isinstance(self.rows, list)
        first = list(self.rows[:shown] if listed else self.rows.annotate(in_all=Window(Count("*")))[:shown])
        if not first:
            return Front(0)
        lines_of = self.names_of if titles_only and self.names_of is not None else self.lines_of
        return Front(len(self.rows) if listed else first[0].in_all, tuple(first), tuple(lines_of(first)))


class Shape(StrEnum):
    """How the numbers of a block stand: tiles, tasks (a row each, with its verb), or pills in one line."""

    TILES = "tiles"
    TASKS = "tasks"
    PILLS = "pills"


@dataclass(frozen=True)
class Counter:
    """A number that leads to its rows."""

    number: int
    label: Any
    url: str
    tone: str = "neutral"
    icon: str = ""
    verb: Any = ""  # what to do about them, when the number stands as a task
    first: tuple[Line, ...] = ()  # the first rows, named beside the number


@dataclass(frozen=True)
class Act:
    """The next thing to do. The heaviest of the page is its one primary button."""

    label: Any
    url: str
    icon: str = "arrow-right"
    weight: int = 0


@dataclass(frozen=True)
class Empty:
    """What an empty block teaches: what will appear, and how."""

    title: Any
    how: Any
    icon: str = "inbox"
    act: Act | None = None


@dataclass(frozen=True)
class Block:
    """One part of a home. `aside` stands beside; `pressing` is what the sentence of the page says first.

    A block without numbers or lines shows what `empty` teaches, after those that have something to say.
    """

    code: str
    title: Any
    icon: str
    sentence: Any = ""
    counters: tuple[Counter, ...] = ()
    shape: Shape = Shape.TILES
    lines: tuple[Line, ...] = ()
    more: Act | None = None
    acts: tuple[Act, ...] = ()
    empty: Empty | None = None
    pressing: tuple[Any, ...] = ()
    aside: bool = False

    @property
    def is_empty(self) -> bool:
        """Has it nothing to show?"""
        return not self.counters and not self.lines


@dataclass(frozen=True)
class Home:
    """The home of one actor."""

    lead: Any
    primary: Act | None
    main: tuple[Block, ...] = field(default_factory=tuple)
    aside: tuple[Block, ...] = field(default_factory=tuple)

    @property
    def pairs(self) -> bool:
        """Do the blocks that only teach stand two by two? One alone takes the whole width."""
        return sum(block.is_empty for block in self.main) > 1
