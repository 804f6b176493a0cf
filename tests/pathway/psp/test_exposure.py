"""The talk on what filing exposes her to: asked before any filing, sealed with her story, never sent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from maillage.foundation.kernel.errors import Denied, OutOfScope
from maillage.pathway.psp import selectors, services
from maillage.pathway.psp.errors import DateInFuture, ExposureMissing, ExposureSaysWait, NotInTheForm
from maillage.pathway.psp.exposures import CODES, EXPOSURES, Concern
from maillage.pathway.psp.models import ExposureTalk, TalkOutcome
from tests.accompaniment.making import actions_on
from tests.cast import TODAY, actor_of
from tests.pathway.psp.making import make_application

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def _talk(user: Any, application: Any, *, outcome: str = "file", **more: Any) -> ExposureTalk:
    return services.note_exposure_talk(actor=actor_of(user), today=TODAY, application=application, outcome=TalkOutcome(outcome), **more)


def test_the_four_exposures_are_asked() -> None:
    assert CODES == ("removal_order", "dublin", "asylum", "wanted_notice")
    assert all(each.says and each.before and each.question for each in EXPOSURES)


def test_what_was_said_is_sealed_and_comes_back(alice: Any) -> None:
    application = make_application(alice, state="preparing")

    talk = _talk(alice, application, concerns={"dublin": Concern.CONCERNED}, words=" Empreintes en Espagne. ", language="ro")

    opened = selectors.open_talk(actor=actor_of(alice), talk=talk, reason="application", today=TODAY)
    assert (opened.concerns["dublin"], opened.concerns["asylum"], opened.words) == (
        Concern.CONCERNED, Concern.UNSAID, "Empreintes en Espagne.",
    )  # fmt: skip
    assert "Espagne" not in repr(opened) + repr(talk.content)
    assert "psp.exposure_discussed" in actions_on(application)


def test_without_a_talk_nothing_is_filed(alice: Any, dana: Any) -> None:
    ready = make_application(alice, state="ready")
    ExposureTalk.unscoped.all().delete()
    from tests.pathway.psp.making import _allow

    _allow(alice, ready.person, today=TODAY, territory_id="F1")

    with pytest.raises(ExposureMissing):
        services.file_application(actor=actor_of(alice), today=TODAY, application=ready)


@pytest.mark.parametrize("outcome", ["verify", "wait", "renounce"])
def test_the_last_talk_counts(alice: Any, dana: Any, outcome: str) -> None:
    from tests.pathway.psp.making import _allow

    ready = make_application(alice, state="ready")
    _allow(alice, ready.person, today=TODAY, territory_id="F1")
    _talk(alice, ready, outcome=outcome)

    with pytest.raises(ExposureSaysWait):
        services.file_application(actor=actor_of(alice), today=TODAY, application=ready)


def test_an_earlier_talk_noted_afterwards_does_not_undo_the_later(alice: Any) -> None:
    application = make_application(alice, state="preparing")
    _talk(alice, application)

    _talk(alice, application, outcome="wait", talked_on=YESTERDAY)

    latest = selectors.latest_talk(application)
    assert latest is not None
    assert latest.outcome == "file"


def test_a_talk_to_come_is_not_noted(alice: Any) -> None:
    with pytest.raises(DateInFuture):
        _talk(alice, make_application(alice, state="preparing"), talked_on=TOMORROW)


def test_after_the_filing_it_is_too_late(alice: Any, dana: Any) -> None:
    with pytest.raises(NotInTheForm):
        _talk(alice, make_application(alice, state="filed", dana=dana))


@pytest.mark.parametrize("who", ["bob", "hugo", "charlie", "dana"])
def test_only_those_who_prepare_note_it(alice: Any, who: str, request: pytest.FixtureRequest) -> None:
    application = make_application(alice, state="preparing")

    with pytest.raises((Denied, OutOfScope)):
        _talk(request.getfixturevalue(who), application)


@pytest.mark.parametrize("who", ["dana", "paul", "marc", "charlie", "bob"])
def test_nobody_of_the_state_and_no_reader_opens_it(alice: Any, who: str, request: pytest.FixtureRequest) -> None:
    talk = _talk(alice, make_application(alice, state="preparing"), words="CANARI")

    with pytest.raises((Denied, OutOfScope)):
        selectors.open_talk(actor=actor_of(request.getfixturevalue(who)), talk=talk, reason="application", today=TODAY)
