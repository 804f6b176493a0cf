"""Pseudonyms on the lines of a page: opened once, whatever the number of blocks."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.selectors import labels_of
from maillage.doors.portal.values import Asked, Block, Line
from maillage.foundation.access.permissions import Permission


def name_lines(lines: Sequence[Line], *, asked: Asked) -> list[Line]:
    """The lines with the pseudonyms that the actor may list. The State's side reads numbers only."""
    labels = _labels(lines, asked=asked)
    return [_named(line, labels) for line in lines]


def name_blocks(blocks: Iterable[Block], *, asked: Asked) -> list[Block]:
    """The blocks of a page, named in one opening."""
    given = list(blocks)
    shown = [line for block in given for line in (*block.lines, *(first for each in block.counters for first in each.first))]
    labels = _labels(shown, asked=asked)
    return [_name_block(block, labels) for block in given]


def _name_block(block: Block, labels: Mapping[uuid.UUID, str]) -> Block:
    counters = [replace(each, first=tuple(_named(line, labels) for line in each.first)) for each in block.counters]
    return replace(block, lines=tuple(_named(line, labels) for line in block.lines), counters=tuple(counters))


def _labels(lines: Sequence[Line], *, asked: Asked) -> Mapping[uuid.UUID, str]:
    people: dict[uuid.UUID, Person] = {}
    for line in lines:
        if line.person is not None and asked.actor.may(Permission.PERSON_LIST, on=line.person):
            people[line.person.pk] = line.person
    return labels_of(list(people.values()), actor=asked.actor, today=asked.today) if people else {}


def _named(line: Line, labels: Mapping[uuid.UUID, str]) -> Line:
    if line.person is None or line.person.pk not in labels:
        return line
    return replace(line, title=labels[line.person.pk], pseudonym=True)
