"""On the home: whom to call today, for whoever keeps the link; nothing for the others, nothing when nobody waits."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from maillage.accompaniment.contacts import services
from maillage.accompaniment.contacts.services import RhythmDraft
from maillage.core.safe_contact import Channel
from maillage.doors.portal.blocks.calls import calls
from tests.accompaniment.making import TODAY, actor_of, make_person
from tests.doors.portal.world import asked_by

pytestmark = pytest.mark.django_db

LONG_AGO = TODAY - timedelta(days=30)


@pytest.fixture
def silent(alice: Any) -> Any:
    person = make_person(alice, today=LONG_AGO)
    draft = RhythmDraft(every_days=7, caller_id=alice.pk, channel=Channel.PHONE)
    services.agree_rhythm(actor=actor_of(alice, LONG_AGO), today=LONG_AGO, person=person, draft=draft, seen=0)
    return person


def test_a_caseworker_sees_her_calls_and_her_silences(alice: Any, silent: Any) -> None:
    block = calls(asked_by(alice))

    assert block is not None
    assert (block.pressing, [each.person for each in block.lines]) == (("1 personne à appeler aujourd'hui",), [silent])
    assert [(each.number, each.url) for each in block.counters] == [(1, "/contacts/silences/?qui=moi")]


def test_the_calls_of_a_colleague_are_not_mine(iris: Any, silent: Any) -> None:
    assert calls(asked_by(iris)) is None


def test_a_reader_has_no_calls(bob: Any, silent: Any) -> None:
    assert calls(asked_by(bob)) is None


def test_with_nobody_to_call_the_home_stays_calm(alice: Any) -> None:
    assert calls(asked_by(alice)) is None
