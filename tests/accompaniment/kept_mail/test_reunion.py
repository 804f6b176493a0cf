"""Two files of one person reunited: her situation, her protection and her letters follow, and still open."""

from __future__ import annotations

from typing import Any

from maillage.accompaniment.kept_mail.selectors import mail_of
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.selectors import questions_between
from maillage.accompaniment.people.services import merge_files, undo_merge
from maillage.accompaniment.situation import selectors
from maillage.foundation.vault import Reason
from tests.accompaniment.kept_mail.making import keep
from tests.accompaniment.making import make_person
from tests.accompaniment.situation.making import doubt, note
from tests.accompaniment.situation.test_protection import act_on
from tests.cast import TODAY, actor_of


def reunite(worker: Any, kept: Any, away: Any, *, take: Any) -> Any:
    actor = actor_of(worker)
    choices = {each.code: take.pk for each in questions_between(kept, away, actor=actor, today=TODAY)}
    return merge_files(actor=actor, today=TODAY, kept=kept, away=away, choices=choices)


def wishes(worker: Any, person: Any) -> str:
    return selectors.situation_of(actor=actor_of(worker), person=person, reason=Reason.FOLLOW_UP, today=TODAY).words("work", "wish")


def test_they_pass_open_there_and_come_back(alice: Any, iris: Any) -> None:
    kept, away = make_person(alice, pseudonym="Katia"), make_person(alice, pseudonym="Catya")
    note(alice, kept, "work", wish="couture")
    note(alice, away, "work", wish="cuisine")
    note(alice, away, "bank", account="own")
    act_on(iris, doubt(alice, away))
    keep(alice, away)

    merge = reunite(alice, kept, away, take=away)
    kept = Person.unscoped.get(pk=kept.pk)
    opened = selectors.protection_of(actor=actor_of(iris), person=kept, reason=Reason.URGENCY, today=TODAY)

    assert wishes(alice, kept) == "cuisine"
    assert opened is not None
    assert [line.reference for line in opened.acts] == ["CRIP 2020-17"]
    assert len(mail_of(kept)) == 1
    assert not selectors.may_apply(person=kept, today=TODAY)

    undo_merge(actor=actor_of(alice), today=TODAY, merge=merge)
    kept, away = Person.unscoped.get(pk=kept.pk), Person.unscoped.get(pk=away.pk)
    assert (wishes(alice, kept), wishes(alice, away)) == ("couture", "cuisine")
    assert selectors.may_apply(person=kept, today=TODAY)
    assert [len(mail_of(each)) for each in (kept, away)] == [0, 1]
