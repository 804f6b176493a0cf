"""Accesses of invented people, opened through the services."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.accompaniment.making import make_person
from tests.cast import TODAY, actor_of

QUESTION, ANSWER = "Le nom de mon premier chat ?", "Minette grise"
EVERYTHING = ("next_date", "document", "act")


def agree(worker: Any, person: Any, *, today: date = TODAY) -> Any:
    """Her accord to see a part of her file herself."""
    from maillage.accompaniment.people.models import Proof, Purpose, RecipientKind
    from maillage.accompaniment.people.services import give_accord

    return give_accord(
        actor=actor_of(worker, today),
        today=today,
        person=person,
        purpose=Purpose.OWN_ACCESS,
        recipient_kind=RecipientKind.OWN,
        language="fr",
        proof=Proof.ORAL,
        given_on=today,
    )


def talk(**changed: Any) -> Any:
    """A talk after which an access is safe."""
    from maillage.doors.own_access.models import CardKind, HoldsPhone, KeepsCode
    from maillage.doors.own_access.services import Talk

    said = {
        "talked_on": TODAY,
        "holds_phone": HoldsPhone.SHE_ALONE,
        "keeps_code": KeepsCode.BY_HEART,
        "language": "fr",
        "shows": frozenset(CardKind(code) for code in EVERYTHING),
        "question": QUESTION,
        "answer": ANSWER,
    }
    return Talk(**{**said, **changed})


def open_for(worker: Any, *, person: Any = None, today: date = TODAY, **changed: Any) -> Any:
    """An access opened for a person of this worker; with `.code`."""
    from maillage.doors.own_access.services import open_access

    person = person or make_person(worker, today=today)
    agree(worker, person, today=today)
    return open_access(actor=actor_of(worker, today), today=today, person=person, talk=talk(**changed))


def show_meeting(worker: Any, access: Any, *, words: str = "avec Claire", today: date = TODAY) -> Any:
    """An appointment shown to her."""
    from datetime import time

    from maillage.doors.own_access.boxes import CardContent
    from maillage.doors.own_access.models import CardKind
    from maillage.doors.own_access.services import show_card

    content = CardContent(name="meeting", day=date(2020, 5, 28), hour=time(14, 30), words=words)
    return show_card(actor=actor_of(worker, today), today=today, access=access, kind=CardKind.NEXT_DATE, content=content)
