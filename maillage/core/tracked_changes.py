"""What changes between two versions of a text, word by word: taken out, put in, or left as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# A word takes the space before it along: the pieces put end to end are the text itself, and what is added at the end touches no word.
_WORD = re.compile(r"\s*\S+|\s+")


class Mark(StrEnum):
    """What became of a stretch of text."""

    KEPT = "kept"
    TAKEN_OUT = "taken_out"
    PUT_IN = "put_in"


@dataclass(frozen=True)
class Stretch:
    """A stretch of text and what became of it."""

    mark: Mark
    text: str


def compare(before: str, after: str) -> tuple[Stretch, ...]:
    """The way from one version to the other. Without what is put in, it reads `before`; without what is taken out, `after`."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    return tuple(stretch for step in matcher.get_opcodes() for stretch in _stretches(step, old, new) if stretch.text)


def _stretches(step: tuple[str, int, int, int, int], old: list[str], new: list[str]) -> Iterator[Stretch]:
    tag, old_from, old_to, new_from, new_to = step
    gone, come = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
    if tag == "equal":
        yield Stretch(Mark.KEPT, come)
    else:
        yield Stretch(Mark.TAKEN_OUT, gone)
        yield Stretch(Mark.PUT_IN, come)
