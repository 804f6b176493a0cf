"""Two houses, two databases, two sets of keys: an application goes there in a package, its decision comes back the same way."""

from __future__ import annotations

import base64
import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.pathway.psp.two_houses import ask

pytestmark = pytest.mark.system("S8", "S9", "S10")


@dataclass
class Journey:
    """What was seen on the way."""

    association: Path
    state: Path
    post: Path
    seen: dict[str, Any]


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    """Cards exchanged, the application carried, acknowledged, decided, answered; told once, judged below."""
    association, state, post = (tmp_path_factory.mktemp(name) for name in ("association", "state", "post"))
    seen: dict[str, Any] = {}
    ours, theirs, there_pack, ack, decision, forged = (
        str(post / name)
        for name in ("a.maillage-carte", "x.maillage-carte", "demande.maillage", "accuse.maillage", "decision.maillage", "faux.maillage")
    )

    here, aloud_here = ask(("found_association", {}), ("card", {"slug": "alice", "to": ours}), var=association)
    _, aloud_there, seen_there = ask(
        ("found_state", {}), ("card", {"slug": "dana", "to": theirs}), ("know", {"slug": "dana", "card": ours}), var=state
    )
    seen_here, seen["shown"], seen["before the answer"] = ask(
        ("know", {"slug": "alice", "card": theirs}),
        ("carry", {"application": here, "to": there_pack}),
        ("look", {"application": here}),
        var=association,
    )
    seen["read aloud"], seen["compared"] = [aloud_here, aloud_there], [seen_there, seen_here]
    package = {"slug": "dana", "package": there_pack}
    seen["received"], seen["twice"] = ask(("receive", package), ("receive", package), var=state)
    there = {"application": seen["received"]["pk"]}
    seen["read there"], _, _, _ = ask(
        ("read", there), ("answer", {**there, "to": ack}), ("decide", there), ("answer", {**there, "to": decision}), var=state
    )
    Path(forged).write_text(json.dumps(json.loads(Path(decision).read_bytes()) | {"sequence": 9}))
    seen["at home"], seen["acknowledged"], seen["decided"], seen["tampered"], seen["here"] = ask(
        *(("receive", {"slug": "alice", "package": each}) for each in (there_pack, ack, decision, forged)),
        ("look", {"application": here}),
        var=association,
    )
    return Journey(association=association, state=state, post=post, seen=seen)


def test_each_house_reads_aloud_what_the_other_sees(journey: Journey) -> None:
    assert journey.seen["read aloud"] == journey.seen["compared"]
    assert len(set(journey.seen["compared"])) == 2


def test_the_state_reads_exactly_the_lines_that_were_shown(journey: Journey) -> None:
    assert journey.seen["read there"]["fields"] == journey.seen["shown"]
    assert journey.seen["shown"]["last_name"] == "Aubrac"


def test_the_scan_and_the_whole_request_arrive(journey: Journey) -> None:
    assert {code: mime for code, (mime, _) in journey.seen["read there"]["files"].items()} == {
        "request_form": "image/png",
        "package_pdf": "application/pdf",
    }


def test_nothing_is_filed_before_the_acknowledgement_then_it_is_with_the_number_of_the_state(journey: Journey) -> None:
    assert journey.seen["before the answer"]["state"] == "ready"
    assert journey.seen["acknowledged"]["state"] == "filed"
    assert journey.seen["acknowledged"]["number"] == journey.seen["received"]["number"] == "F1-2020-0001"


def test_the_decision_comes_back(journey: Journey) -> None:
    assert (journey.seen["here"]["state"], journey.seen["here"]["granted"]) == ("decided", True), journey.seen["decided"]
    assert journey.seen["here"]["papers"].count("acknowledgement") == 2


@pytest.mark.parametrize(
    ("what", "refusal"), [("twice", "PackageReceivedAlready"), ("at home", "UnknownSigner"), ("tampered", "PackageTampered")]
)
def test_what_is_not_as_it_should_be_is_refused(journey: Journey, what: str, refusal: str) -> None:
    assert journey.seen[what]["refused"] == refusal


def test_the_two_houses_share_no_key_and_the_state_holds_no_file_of_hers(journey: Journey) -> None:
    with sqlite3.connect(journey.state / "maillage.sqlite3") as state, sqlite3.connect(journey.association / "maillage.sqlite3") as ours:
        there, here = (set(each.execute("SELECT hex(wrapped) FROM mg_vault_organisationkey").fetchall()) for each in (state, ours))
        people = state.execute("SELECT count(*) FROM mg_people_person").fetchone()

    assert people == (0,)
    assert here
    assert there
    assert not here & there


def _texts(package: Path) -> tuple[bytes, bytes]:
    """A package as it travels, and its content once the base64 is undone."""
    raw = package.read_bytes()
    return raw, base64.b64decode(json.loads(raw)["content"])


def test_nothing_that_travels_is_in_clear(journey: Journey) -> None:
    # Whole words of hers: three letters such as "CAP" come by chance in a sealed text written in base64.
    clear = (b"Aubrac", b"Apprendre", b"puis un CAP", b"accord")
    packages = sorted(journey.post.glob("*.maillage"))
    found = [path.name for path in packages if any(word in text for text in _texts(path) for word in clear)]

    assert packages
    assert found == []
