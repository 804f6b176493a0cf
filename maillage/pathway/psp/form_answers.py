"""What she and her key worker answered, as it is sealed: the fields with her decision on each, and the actions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Self

from maillage.core.field_agreements import NOTHING, Decision, FieldAnswer, still_to_ask, what_passes
from maillage.pathway.psp.form_schema import FIELDS, TO_STATE, Domain, fields_for

FORMAT = 1
MOST_ACTIONS = 12


class Done(StrEnum):
    """At a renewal, where an action stands."""

    UNSAID = ""
    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not_done"


@dataclass(frozen=True)
class Action:
    """An action of the pathway: what, in which domain, who does it, when; at a renewal, done or not and why. Its repr shows nothing."""

    domain: Domain
    what: str
    who: str = ""
    when: str = ""
    decision: Decision = Decision.NOT_ASKED
    done: Done = Done.UNSAID
    why: str = ""

    def __repr__(self) -> str:
        return f"Action({self.domain})"


@dataclass(frozen=True)
class FormAnswers:
    """The whole form. Its repr shows nothing."""

    answers: Mapping[str, FieldAnswer] = field(default_factory=dict)
    actions: tuple[Action, ...] = ()

    def __repr__(self) -> str:
        return "FormAnswers(…)"

    def answer(self, code: str) -> FieldAnswer:
        """What is answered in a field; nothing when it was never opened."""
        return self.answers.get(code, NOTHING)

    def with_answers(self, changed: Mapping[str, FieldAnswer]) -> Self:
        """The form with some fields answered anew. Raises KeyError for a field that is not of the form."""
        for code in changed:
            FIELDS[code]
        return replace(self, answers={**self.answers, **changed})

    def passing(self, *, live: Mapping[str, str]) -> dict[str, str]:
        """The fields that may leave: those of the list that she agreed to, still as she agreed to them."""
        return what_passes(self.answers, allowed=TO_STATE, live=live)

    def passing_actions(self) -> tuple[Action, ...]:
        """The actions that she agreed to send."""
        return tuple(action for action in self.actions if action.decision is Decision.AGREED)

    def to_ask(self, *, kind: str, live: Mapping[str, str]) -> tuple[str, ...]:
        """The fields on which she has not decided yet. What never leaves is not asked."""
        return still_to_ask(self.answers, asked=[f.code for f in fields_for(kind) if f.to_state], live=live)

    def dumps(self) -> str:
        """Canonical JSON, for sealing."""
        answers = {code: {"value": each.value, "decision": each.decision} for code, each in self.answers.items()}
        actions = [asdict(action) for action in self.actions]
        return json.dumps({"format": FORMAT, "answers": answers, "actions": actions}, ensure_ascii=False, sort_keys=True)


def loads(text: str) -> FormAnswers:
    """Read a sealed form back; an empty text is a form that nobody began. A field that the form does not ask any more is dropped."""
    if not text:
        return FormAnswers()
    data = json.loads(text)
    answers = {
        code: FieldAnswer(value=each["value"], decision=Decision(each["decision"]))
        for code, each in data["answers"].items()
        if code in FIELDS
    }
    return FormAnswers(answers=answers, actions=tuple(_action(each) for each in data["actions"]))


def _action(data: Mapping[str, str]) -> Action:
    typed = {"domain": Domain(data["domain"]), "decision": Decision(data["decision"]), "done": Done(data["done"])}
    return Action(**{**data, **typed})  # type: ignore[arg-type]
