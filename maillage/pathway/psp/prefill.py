"""What the file already knows, offered in the form: nothing is typed twice, nothing passes before she agreed. Never health."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from maillage.accompaniment.people.models import Person
from maillage.accompaniment.situation.selectors import Situation, situation_of
from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.errors import Denied
from maillage.foundation.vault import Reason

# The field of the form, then the questions of the situation whose words it begins with.
_WORDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "family": (("household", "adults"),),
    "housing": (("housing", "kind"), ("housing", "stability")),
    "residence_document": (("residence", "document"),),
    "work": (("work", "now"), ("work", "wish")),
    "resources": (("resources", "kinds"),),
    "need_language": (("language", "french"),),
}
_CHILDREN = ("children_with_her", "children_in_care", "children_in_france", "children_abroad")
_CHILDREN_WORDS = {
    "children_with_her": "auprès d'elle",
    "children_in_care": "confiés à l'aide sociale à l'enfance",
    "children_in_france": "ailleurs en France",
    "children_abroad": "à l'étranger",
}


def offered_by_the_file(*, actor: Actor, person: Person, today: date) -> dict[str, str]:
    """Words for the fields of the form, from her situation; empty where nothing is noted, or where the actor may not read it."""
    try:
        known = situation_of(actor=actor, person=person, reason=Reason.APPLICATION, today=today)
    except Denied:
        return {}
    offered = {code: _sentence(known, questions) for code, questions in _WORDS.items()}
    offered["children"] = _children(known)
    offered["residence_until"] = str(known.value("residence", "until", default="") or "")
    offered["resources"] = _resources(known, words=offered["resources"])
    offered["domiciliation"] = known.words("domiciliation", "kind")
    return {code: words for code, words in offered.items() if words}


def _sentence(known: Situation, questions: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(words for words in (known.words(section, question) for section, question in questions) if words)


def _children(known: Situation) -> str:
    said = []
    for question in _CHILDREN:
        ages = known.value("household", question, default=None) or []
        if ages:
            said.append(f"{_ages(ages)} {_CHILDREN_WORDS[question]}")
    return " ; ".join(said)


def _ages(ages: list[Any]) -> str:
    words = " et ".join(str(age) for age in ages) if len(ages) < 3 else ", ".join(str(age) for age in ages)
    return f"{words} ans"


def _resources(known: Situation, *, words: str) -> str:
    amount = known.value("resources", "amount", default=None)
    return f"{words} ({amount} euros le mois dernier)" if amount is not None and words else words
