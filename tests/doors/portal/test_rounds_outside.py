"""On the home of whoever goes out and follows nobody: where she goes next, and what she has not noted yet."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from maillage.doors.portal.blocks.rounds import coming
from tests.accompaniment.outreach.making import make_walker, plan
from tests.cast import TODAY, CastClient
from tests.doors.portal.world import asked_by

pytestmark = pytest.mark.django_db
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)


@pytest.fixture
def maud(association_a: Any) -> Any:
    """She walks at night; she follows nobody."""
    return make_walker(association_a)


def shown(who: Any) -> Any:
    block = coming(asked_by(who))
    assert block is not None
    return block


def test_her_rounds_come_in_their_order_and_those_of_others_do_not(maud: Any, alice: Any, association_a: Any) -> None:
    for day in (TOMORROW, TODAY):
        plan(maud, association_a, day=day, team=(maud.pk,))
    plan(alice, association_a, day=TODAY)

    assert [line.day for line in shown(maud).lines] == [TODAY, TOMORROW]


def test_the_evening_come_a_line_leads_to_its_sheet(maud: Any, association_a: Any) -> None:
    tonight, later = (plan(maud, association_a, day=day, team=(maud.pk,)) for day in (TODAY, TOMORROW))

    assert [line.url for line in shown(maud).lines] == [
        reverse("outreach:fill_round", args=[tonight.pk]), reverse("outreach:round", args=[later.pk])
    ]  # fmt: skip


def test_a_sheet_that_is_not_filled_presses(maud: Any, association_a: Any) -> None:
    plan(maud, association_a, day=YESTERDAY, today=YESTERDAY, team=(maud.pk,))

    assert shown(maud).pressing == ("1 feuille de maraude à remplir",)


def test_without_a_round_the_block_teaches(client: CastClient, maud: Any) -> None:
    page = client.as_(maud).get("/").content.decode()

    assert "Aucune maraude n&#x27;est prévue avec vous" in page
    assert reverse("outreach:note_round") in page


def test_a_round_of_next_season_waits(maud: Any, association_a: Any) -> None:
    plan(maud, association_a, day=TODAY + timedelta(days=31), team=(maud.pk,))

    assert shown(maud).lines == ()


@pytest.mark.parametrize("who", ["alice", "hugo", "bob", "dana"])
def test_whoever_follows_somebody_or_never_goes_out_has_no_such_block(request: Any, who: str) -> None:
    assert coming(asked_by(request.getfixturevalue(who))) is None
