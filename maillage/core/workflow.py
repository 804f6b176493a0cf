"""States as data: who holds the pen, what is allowed, why not; one table that draws and prints itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from maillage.core.phrase import Phrase, phrase

S = TypeVar("S", bound=StrEnum)
P = TypeVar("P", bound=StrEnum)


class WorkflowInvalid(ValueError):
    """The table itself is wrong: a mistake of ours, found when the module is loaded."""


class TransitionRefused(Exception):
    """The state does not allow this act. `phrase` says what happened, why, and what may be done from here."""

    def __init__(self, reason: Phrase) -> None:
        super().__init__(str(reason))
        self.phrase = reason


@dataclass(frozen=True)
class Answer:
    """Yes, or no with its reason. True or false in a condition."""

    allowed: bool
    reason: Phrase | None = None

    def __bool__(self) -> bool:
        return self.allowed


@dataclass(frozen=True)
class StateCard(Generic[S, P]):
    """A state, its name on screen, and the one who holds the pen while it lasts."""

    state: S
    label: Phrase
    owner: P


@dataclass(frozen=True)
class Transition(Generic[S, P]):
    """An act that moves from any of `sources` to `target`; `label` is a verb ("déposer"), `pens` are those who may do it."""

    name: str
    sources: tuple[S, ...]
    target: S
    label: Phrase
    pens: tuple[P, ...]


@dataclass(frozen=True)
class Workflow(Generic[S, P]):
    """A whole state table. Raises WorkflowInvalid at construction unless it is complete and without contradiction.

    Every state of the enumeration has exactly one card, thus one owner; every state can be reached from `initial`;
    every pen has a name; one act at most leads from a state to another.
    """

    initial: S
    pens: Mapping[P, Phrase]
    states: tuple[StateCard[S, P], ...]
    transitions: tuple[Transition[S, P], ...]

    def __post_init__(self) -> None:
        _check_cards(self)
        _check_pens(self)
        _check_transitions(self)
        _check_reach(self)

    def owner_of(self, state: S) -> P:
        """Who holds the pen in this state."""
        return self.card(state).owner

    def label_of(self, state: S) -> Phrase:
        """The name of the state on screen."""
        return self.card(state).label

    def card(self, state: S) -> StateCard[S, P]:
        """The card of the state. Raises KeyError for a state of another table."""
        for card in self.states:
            if card.state is state:
                return card
        raise KeyError(state)

    def next_from(self, state: S, *, by: P | None = None) -> tuple[Transition[S, P], ...]:
        """The acts possible from this state, in the order of the table; only those open to `by` when it is given."""
        return tuple(each for each in self.transitions if state in each.sources and (by is None or by in each.pens))

    def is_final(self, state: S) -> bool:
        """Nothing leads out of this state."""
        return not self.next_from(state)

    def allows(self, state: S, *, to: S, by: P | None = None) -> Answer:
        """May one go from `state` to `to` (and, when `by` is given, is it for `by` to do)? A no carries its reason."""
        found = self._between(state, to)
        if found is None:
            return Answer(allowed=False, reason=self._no_such_way(state, to))
        if by is not None and by not in found.pens:
            return Answer(allowed=False, reason=self._not_your_pen(found, by))
        return Answer(allowed=True)

    def check(self, state: S, *, to: S, by: P | None = None) -> Transition[S, P]:
        """The act that leads from `state` to `to`. Raises TransitionRefused with the sentence for the person."""
        answer = self.allows(state, to=to, by=by)
        if answer.reason is not None:
            raise TransitionRefused(answer.reason)
        return next(each for each in self.next_from(state) if each.target is to)

    def diagram(self, *, say: Callable[[Phrase], str] = str) -> str:
        """The table as a Mermaid state diagram, always the same text for the same table."""
        lines = ["stateDiagram-v2"]
        lines += [
            f'    state "{_plain(say(card.label))}<br>({_plain(say(self.pens[card.owner]))})" as {card.state}' for card in self.states
        ]
        lines.append(f"    [*] --> {self.initial}")
        for card in self.states:
            lines += [f"    {card.state} --> {each.target}: {_plain(say(each.label))}" for each in self.next_from(card.state)]
        lines += [f"    {card.state} --> [*]" for card in self.states if self.is_final(card.state)]
        return "\n".join(lines) + "\n"

    def table(self, *, say: Callable[[Phrase], str] = str) -> str:
        """The table in Markdown: state, who holds the pen, each act with its target and those who may do it."""
        head = (phrase("État"), phrase("Qui tient la plume"), phrase("Acte"), phrase("Vers"), phrase("Par"))
        lines = [_row(say(each) for each in head), _row("---" for _ in head)]
        for card in self.states:
            here = (say(card.label), say(self.pens[card.owner]))
            acts = [
                (say(each.label), say(self.label_of(each.target)), ", ".join(say(self.pens[pen]) for pen in each.pens))
                for each in self.next_from(card.state)
            ]
            lines += [_row((*here, *act)) for act in acts or [("—", "—", "—")]]
        return "\n".join(lines) + "\n"

    def _between(self, state: S, to: S) -> Transition[S, P] | None:
        return next((each for each in self.next_from(state) if each.target is to), None)

    def _no_such_way(self, state: S, to: S) -> Phrase:
        here = self.label_of(state)
        choices = [each.label for each in self.next_from(state)]
        if not choices:
            return phrase(
                "Passage impossible vers « {target} » : « {state} » est un état final, plus rien ne le change.",
                target=self.label_of(to),
                state=here,
            )
        return phrase(
            "Passage impossible de « {state} » à « {target} » : rien n’y mène directement. Depuis « {state} », on peut : {choices}.",
            state=here,
            target=self.label_of(to),
            choices=one_of(choices),
        )

    def _not_your_pen(self, transition: Transition[S, P], by: P) -> Phrase:
        return phrase(
            "L’acte « {act} » n’est pas ouvert à {by} : il revient à {pens}.",
            act=transition.label,
            by=self.pens.get(by, Phrase(str(by))),
            pens=one_of([self.pens[pen] for pen in transition.pens]),
        )


def one_of(choices: Iterable[Phrase]) -> Phrase:
    """The choices as people say them: "a, b ou c". Raises IndexError when there is none."""
    *before, last = choices
    if not before:
        return last
    listed = before[0]
    for each in before[1:]:
        listed = phrase("{first}, {then}", first=listed, then=each)
    return phrase("{first} ou {last}", first=listed, last=last)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _plain(text: str) -> str:
    """Without what would end a Mermaid name or line."""
    return text.replace('"', "”").replace(";", ",").replace("\n", " ")


def _check_cards(workflow: Workflow[S, P]) -> None:
    known = set(type(workflow.initial))
    counted = Counter(card.state for card in workflow.states)
    if foreign := [str(state) for state in counted if state not in known]:
        raise WorkflowInvalid(f"states of another table: {', '.join(foreign)}")
    if missing := [str(state) for state in type(workflow.initial) if state not in counted]:
        raise WorkflowInvalid(f"states without an owner: {', '.join(missing)}")
    if twice := [str(state) for state, count in counted.items() if count > 1]:
        raise WorkflowInvalid(f"states with several owners: {', '.join(twice)}")


def _check_pens(workflow: Workflow[S, P]) -> None:
    used = [card.owner for card in workflow.states] + [pen for each in workflow.transitions for pen in each.pens]
    if nameless := sorted({str(pen) for pen in used if pen not in workflow.pens}):
        raise WorkflowInvalid(f"pens without a name: {', '.join(nameless)}")
    if closed := [each.name for each in workflow.transitions if not each.pens]:
        raise WorkflowInvalid(f"acts that nobody may do: {', '.join(closed)}")


def _check_transitions(workflow: Workflow[S, P]) -> None:
    known = set(type(workflow.initial))
    names = Counter(each.name for each in workflow.transitions)
    if twice := [name for name, count in names.items() if count > 1]:
        raise WorkflowInvalid(f"acts named twice: {', '.join(twice)}")
    for each in workflow.transitions:
        if not {*each.sources, each.target} <= known:
            raise WorkflowInvalid(f"act {each.name} names a state of another table")
    ways = Counter((source, each.target) for each in workflow.transitions for source in each.sources)
    if several := [f"{source} to {target}" for (source, target), count in ways.items() if count > 1]:
        raise WorkflowInvalid(f"several acts lead from {', '.join(several)}")


def _check_reach(workflow: Workflow[S, P]) -> None:
    reached: set[S] = set()
    ahead = [workflow.initial]
    while ahead:
        state = ahead.pop()
        if state not in reached:
            reached.add(state)
            ahead += [each.target for each in workflow.next_from(state)]
    if lost := [str(card.state) for card in workflow.states if card.state not in reached]:
        raise WorkflowInvalid(f"states that nothing leads to: {', '.join(lost)}")
