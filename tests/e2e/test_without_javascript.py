"""The same story, whole, in browsers that run no script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from maillage.doors.demo.snapshot import copy_snapshot
from tests.e2e.canaries import Canaries
from tests.e2e.house import open_house
from tests.e2e.papers import read_pdf
from tests.e2e.story import ORDER, Told, tell

pytestmark = [pytest.mark.browser, pytest.mark.system("S7", "S8", "S9", "S10")]


@pytest.fixture(scope="module")
def plain(chromium: Browser, snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """The story told without JavaScript, on a state folder of its own."""
    var = tmp_path_factory.mktemp("plain")
    copy_snapshot(snapshot, var)
    with open_house(chromium, var) as house:
        yield tell(house, Canaries(), script=False)


def test_no_browser_met_a_fault_of_ours(plain):
    assert plain.house.watch.faults == []


def test_the_application_is_filed_with_what_was_shown(plain):
    assert plain.number.startswith("F1-2020-")
    assert plain.seen["extract"]["Nom"] == plain.her.last_name
    assert plain.seen["extract"]["Projet"] == plain.her.project


def test_the_session_is_convened_held_and_closed_with_its_quorum(plain):
    assert plain.seen["notice"].startswith("Délai respecté")
    assert "Délibération valable : 7 membres ont participé" in plain.seen["quorum"]
    assert plain.seen["words"] in read_pdf(plain.files["minutes"])


def test_who_presents_gives_no_opinion(plain):
    assert plain.seen["hugo's opinion"] == 404
    assert "Les Passerelles" not in plain.seen["sheet"]


def test_the_decision_is_recorded_and_the_term_is_seen(plain):
    assert ORDER in plain.seen["signed"]
    assert "jusqu'au dimanche 29 novembre 2020" in plain.seen["pathway"]


def test_the_reasons_of_dates_open_without_a_script(plain):
    assert "FR-2020-306-3 s'applique" in plain.seen["why"]
