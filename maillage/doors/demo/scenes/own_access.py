"""Her own access: one open in Romanian, one in Arabic, one closed after a danger."""

from __future__ import annotations

from datetime import date, time
from functools import partial

from maillage.accompaniment.people.models import Person, Proof, Purpose, RecipientKind
from maillage.accompaniment.people.services import give_accord
from maillage.doors.demo.chronicle import Chronicle
from maillage.doors.demo.stage import Stage
from maillage.doors.own_access.boxes import CardContent
from maillage.doors.own_access.models import CardKind, Closed, HoldsPhone, KeepsCode, OwnAccess
from maillage.doors.own_access.services import Talk, accept_language, close_access, open_access, show_card

SHOWS = frozenset({CardKind.NEXT_DATE, CardKind.ACT})


def play(*, stage: Stage, chronicle: Chronicle) -> None:
    """Plan the talks and what they led to."""
    chronicle.at(date(2020, 3, 30), partial(_accept, stage=stage))
    chronicle.at(
        date(2020, 4, 14), partial(_open, stage=stage, rank=1, language="ro", question="Cum o chema pe bunica mea?", answer="Anișoara")
    )
    chronicle.at(date(2020, 4, 21), partial(_open, stage=stage, rank=2, language="ar", question="ما اسم قطتي الأولى؟", answer="قطة بيضاء"))
    chronicle.at(date(2020, 4, 28), partial(_open_then_close, stage=stage, rank=3))


def _accept(day: date, *, stage: Stage) -> None:
    for language in ("ro", "ar", "en"):
        organisation = stage.organisations["a"]
        accept_language(actor=stage.actor("hugo", day), today=day, organisation=organisation, language=language, accepted=True)


def _open(day: date, *, stage: Stage, rank: int, language: str, question: str, answer: str) -> None:
    person = stage.person("a", "pathway", rank)
    if person is None:
        return
    access = _opened(day, stage=stage, person=person, language=language, question=question, answer=answer)
    meeting = CardContent(name="meeting", day=date(2020, 5, 26), hour=time(14, 30), words="Claire")
    show_card(actor=stage.actor("alice", day), today=day, access=access, kind=CardKind.NEXT_DATE, content=meeting)


def _open_then_close(day: date, *, stage: Stage, rank: int) -> None:
    person = stage.person("a", "pathway", rank)
    if person is not None:
        access = _opened(day, stage=stage, person=person, language="fr", question="Ma couleur préférée ?", answer="violet")
        close_access(actor=stage.actor("alice", day), today=day, access=access, reason=Closed.DANGER)


def _opened(day: date, *, stage: Stage, person: Person, language: str, question: str, answer: str) -> OwnAccess:
    alice = stage.actor("alice", day)
    give_accord(
        actor=alice, today=day, person=person, purpose=Purpose.OWN_ACCESS, recipient_kind=RecipientKind.OWN, language=language,
        proof=Proof.ORAL, given_on=day,
    )  # fmt: skip
    talk = Talk(
        talked_on=day, holds_phone=HoldsPhone.SHE_ALONE, keeps_code=KeepsCode.BY_HEART, language=language, shows=SHOWS,
        question=question, answer=answer,
    )  # fmt: skip
    return open_access(actor=alice, today=day, person=person, talk=talk).access
