"""What the journal can say: every action has a code, kept for ever, and a sentence, read in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
GIVEN = frozenset({"actor", "on"})


@dataclass(frozen=True)
class Action:
    """One thing that may be said. `words` turns the code of a fact into words, fact by fact."""

    code: str
    sentence: str | Promise = field(compare=False)
    words: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict, compare=False, hash=False)

    def needed_facts(self) -> frozenset[str]:
        """The facts that the sentence uses: recording without one of them is an error."""
        return frozenset(_PLACEHOLDER.findall(str(self.sentence))) - GIVEN


_actions: dict[str, Action] = {}


def action(code: str, sentence: str | Promise, *, words: Mapping[str, Callable[[Any], Any]] | None = None) -> Action:
    """Declare an action. `sentence` may use %(actor)s, %(on)s and the names of its facts.

    Raises ValueError when the code is malformed, longer than 80 characters, or already declared.
    """
    if not CODE.fullmatch(code) or len(code) > 80:
        raise ValueError(f"{code!r} is not a dotted code such as people.file_opened")
    if code in _actions:
        raise ValueError(f"the action {code} is declared twice")
    _actions[code] = Action(code=code, sentence=sentence, words=dict(words or {}))
    return _actions[code]


def find(code: str) -> Action | None:
    """The action of this code. None for one that no longer exists: its entries stay."""
    return _actions.get(code)


def declared() -> tuple[Action, ...]:
    """Every declared action, by code."""
    return tuple(_actions[code] for code in sorted(_actions))
